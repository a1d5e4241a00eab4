import { MESSAGE_TYPE } from '../access/codes.js';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Context } from '../context.js';
import {
  markHandedOver,
  postponeMail,
  readMailContent,
  removeMail,
  type LeasedMail,
  type MailContent,
} from './delivery.repository.js';
import type { Mail } from './outbox.repository.js';
import type { SmtpSession } from './smtp.js';
import { messageMail, settingsUrl } from './templates/message-mail.js';

/** Message types that `TM_SEND_PROJECT_EMAIL_UPDATES` switches off. */
const PROJECT_UPDATES = new Set<number>([MESSAGE_TYPE.BROADCAST, MESSAGE_TYPE.PROJECT_ACTIVITY_NOTIFICATION]);

/** Limits of attempts and of age. After that a mail is given up. */
const MOST_ATTEMPTS = 14;
const MOST_AGE_SECONDS = 5 * 86_400;

/** Seconds until the next attempt: 10, 30, 90 … up to six hours, with a random variation of a fifth. */
const backOffSeconds = (attempts: number): number =>
  Math.min(10 * 3 ** (attempts - 1), 6 * 3600) * (1 + Math.random() / 5);

/** A mail ready to be sent; null if it must not be sent any more. */
function mailOf({ config }: Context, leased: LeasedMail, content: MailContent | null): Mail | null {
  if (!content) return null;
  const { recipient, subject, html, text, messageType, username } = content;
  if (leased.messageId === null) return { to: recipient, subject, html, text: text ?? '' };
  if (!config.mail.projectUpdates && messageType !== null && PROJECT_UPDATES.has(messageType)) return null;
  const place = { orgCode: config.system.orgCode, appBaseUrl: config.appBaseUrl };
  return messageMail(place, { messageId: leased.messageId, recipient, username: username ?? '', subject, html });
}

const rawOf = (
  { config }: Context,
  { key, messageId }: LeasedMail,
  { to, subject, html, text }: Mail,
): Promise<Buffer> =>
  new MailComposer({
    from: { name: `${config.system.orgCode} Tasking Manager`, address: config.mail.from },
    to: { name: '', address: to },
    subject,
    html,
    text,
    // The id is the same at each attempt: mail programs show a mail with the same id once.
    messageId: `<${key}@${config.mail.from.split('@').pop() ?? 'localhost'}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(messageId !== null && { 'List-Unsubscribe': `<${settingsUrl(config)}>` }),
    },
  })
    .compile()
    .build();

/** The parts of a refusal that may be logged: its codes. Its text may contain the receiver. */
export const codesOf = (error: unknown): { code: unknown; response: unknown } => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return { code, response: responseCode };
};

/** Without a mail server: writes the mail to the log, without its receiver. */
function writeToLog({ log }: Context, { id, messageId }: LeasedMail, { subject, text }: Mail): void {
  const line = { mail: { id, subject, text } };
  if (messageId === null) log.warn(line, 'mail, not sent: there is no TM_SMTP_HOST');
  else log.info(line, 'mail, not sent: there is no TM_SMTP_HOST');
}

/**
 * Marks a mail as handed over. Resolves just before the mark is committed. The commit and the end of the mail are then
 * sent directly one after the other, so that the process can hardly end between them.
 * @throws Error if another process has the lease of the mail
 */
const handOver = ({ database }: Context, { id }: LeasedMail, worker: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const marked = database.transaction(async (tx) => {
      if (!(await markHandedOver(tx, id, worker))) throw new Error('another process holds the mail');
      resolve();
    });
    // If only the commit fails, the mail is still sent, and removed after the answer of the mail server.
    marked.catch(reject);
  });

/**
 * Sends a mail that this process holds, and removes it. If the mail server refuses it, the mail is postponed.
 * @param session null: the mail is written to the log
 * @returns whether the session can still be used
 */
export async function deliver(
  context: Context,
  leased: LeasedMail,
  worker: string,
  session: SmtpSession | null,
): Promise<boolean> {
  const { db } = context.database;
  const mail = mailOf(context, leased, await readMailContent(db, leased));
  if (!mail) {
    await removeMail(db, leased.id, worker);
    return true;
  }
  if (!session) {
    writeToLog(context, leased, mail);
    await removeMail(db, leased.id, worker);
    return true;
  }
  const raw = await rawOf(context, leased, mail);
  try {
    await session.send({ from: context.config.mail.from, to: mail.to, raw }, () => handOver(context, leased, worker));
  } catch (error) {
    await notTaken(context, leased, worker, error);
    return false;
  }
  await removeMail(db, leased.id, worker);
  return true;
}

async function notTaken({ database, log }: Context, leased: LeasedMail, worker: string, error: unknown): Promise<void> {
  const { id, attempts, ageSeconds } = leased;
  const reason = { mail: { id, attempts, ...codesOf(error) } };
  if (attempts >= MOST_ATTEMPTS || ageSeconds > MOST_AGE_SECONDS) {
    log.error(reason, 'the mail server does not take a mail: given up');
    await removeMail(database.db, id, worker);
    return;
  }
  log.warn(reason, 'the mail server did not take a mail: tried again later');
  await postponeMail(database.db, id, worker, backOffSeconds(attempts));
}
