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

/** After this number of attempts or at this age a mail is removed without being sent. */
const MAX_ATTEMPTS = 14;
const MAX_AGE_SECONDS = 5 * 86_400;

/** Seconds until the next attempt: 10, 30, 90 and so on up to six hours, plus a random part of up to a fifth. */
const backOffSeconds = (attempts: number): number =>
  Math.min(10 * 3 ** (attempts - 1), 6 * 3600) * (1 + Math.random() / 5);

/** The content of a mail; null if it must not be sent any more. */
function mailOf({ config }: Context, leased: LeasedMail, content: MailContent | null): Mail | null {
  if (!content) return null;
  const { recipient, subject, html, text, messageType, username } = content;
  if (leased.messageId === null) return { to: recipient, subject, html, text: text ?? '' };
  if (!config.mail.projectUpdates && messageType !== null && PROJECT_UPDATES.has(messageType)) return null;
  const instance = { orgCode: config.system.orgCode, appBaseUrl: config.appBaseUrl };
  return messageMail(instance, { messageId: leased.messageId, recipient, username: username ?? '', subject, html });
}

/** Builds the text that is sent to the mail server. */
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
    // The id is the same at each attempt, because mail programs show a mail with the same id only once.
    messageId: `<${key}@${config.mail.from.split('@').pop() ?? 'localhost'}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(messageId !== null && { 'List-Unsubscribe': `<${settingsUrl(config)}>` }),
    },
  })
    .compile()
    .build();

/** The codes of a refusal. Only these are logged, because the text of a refusal may contain the address of the receiver. */
export const codesOf = (error: unknown): { code: unknown; response: unknown } => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return { code, response: responseCode };
};

/** Writes a mail to the log without its receiver. Used if no mail server is configured. */
function writeToLog({ log }: Context, { id, messageId }: LeasedMail, { subject, text }: Mail): void {
  const line = { mail: { id, subject, text } };
  const sentence = 'a mail was not sent: TM_SMTP_HOST is not set';
  if (messageId === null) log.warn(line, sentence);
  else log.info(line, sentence);
}

/**
 * Marks a mail as handed over. Resolves just before the commit of the mark. The commit and the end of the mail are then sent
 * directly one after the other, so that the process rarely ends between them.
 * @throws Error if another process has the lease of the mail
 */
const handOver = ({ database }: Context, { id }: LeasedMail, worker: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const marked = database.transaction(async (tx) => {
      if (!(await markHandedOver(tx, id, worker))) throw new Error('another process has the lease of the mail');
      resolve();
    });
    // If only the commit fails, the mail is still sent, and removed after the answer of the mail server.
    marked.catch(reject);
  });

/**
 * Sends a mail whose lease this process has, and removes it from the outbox. If the mail server refuses it, the mail is postponed.
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
    await handleRefusal(context, leased, worker, error);
    return false;
  }
  await removeMail(db, leased.id, worker);
  return true;
}

async function handleRefusal(
  { database, log }: Context,
  leased: LeasedMail,
  worker: string,
  error: unknown,
): Promise<void> {
  const { id, attempts, ageSeconds } = leased;
  const reason = { mail: { id, attempts, ...codesOf(error) } };
  if (attempts >= MAX_ATTEMPTS || ageSeconds > MAX_AGE_SECONDS) {
    log.error(reason, 'a mail was removed: the mail server has refused it too often');
    await removeMail(database.db, id, worker);
    return;
  }
  log.warn(reason, 'the mail server refused a mail: the next attempt follows later');
  await postponeMail(database.db, id, worker, backOffSeconds(attempts));
}
