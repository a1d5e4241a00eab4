import { escapeHtml } from '../../text/html.js';
import type { Mail } from '../outbox.repository.js';
import { layout, type Place } from './layout.js';

/** What somebody wrote into the contact form. */
export interface ContactForm {
  name: string;
  email: string;
  content: string;
}

/** The mail that brings a contact form to the people who run the instance. */
export function contactMail(place: Pick<Place, 'orgCode'>, to: string, { name, email, content }: ContactForm): Mail {
  const sender = `${name} <${email}>`;
  const footer = `Sent with the contact form of the ${place.orgCode} Tasking Manager.`;
  return {
    to,
    subject: `New contact from ${name.replaceAll(/\s+/g, ' ')}`,
    html: layout(
      place,
      `<p>From: ${escapeHtml(sender)}</p>\n<p style="white-space: pre-wrap;">${escapeHtml(content)}</p>`,
      escapeHtml(footer),
    ),
    text: `From: ${sender}\n\n${content}\n\n${footer}\n`,
  };
}
