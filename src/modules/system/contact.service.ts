import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { queueMail } from '../../mail/mail.service.js';
import { escapeHtml } from '../../text/html.js';

/** A message of a visitor to the operators of the instance. */
export interface ContactMessage {
  name: string;
  email: string;
  content: string;
}

/**
 * Mails a message of a visitor to the operators.
 * @throws DomainError NotImplemented if no address is configured
 */
export async function contactAdmin({ config, database }: Context, { name, email, content }: ContactMessage) {
  const to = config.mail.contactAddress;
  if (to === null) throw new DomainError('NotImplemented');
  const sender = `${name.replaceAll(/\s+/g, ' ')} <${email.trim()}>`;
  await queueMail(database.db, {
    to,
    subject: `Message from ${name.replaceAll(/\s+/g, ' ')}`,
    html: `<p>From: ${escapeHtml(sender)}</p><p>${escapeHtml(content).replaceAll('\n', '<br>')}</p>`,
    text: `From: ${sender}\n\n${content}\n`,
  });
}
