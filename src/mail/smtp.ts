import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailConfig } from '../config/mail.js';

type Smtp = NonNullable<MailConfig['smtp']>;

/**
 * Time limits in milliseconds: for the connection, for the greeting, and for an answer of the mail server (ten minutes, RFC 5321,
 * section 4.5.3.2.6).
 */
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 30_000, socketTimeout: 600_000 };

/** Options of the connection for each value of the setting. */
const SECURITY = {
  tls: { secure: true },
  starttls: { secure: false, requireTLS: true },
  // Encrypted if the mail server offers it, without a check of the certificate. This is safer than no encryption.
  offered: { secure: false, opportunisticTLS: true, tls: { rejectUnauthorized: false } },
} as const;

/** A mail in its final form. */
interface Envelope {
  from: string;
  to: string;
  raw: Buffer;
}

/** A connection to the mail server. It sends one mail after the other. */
export interface SmtpSession {
  /**
   * Sends a mail.
   * @param beforeEnd called when the mail server has the mail without its end. The end is sent when it resolves. If it throws, the
   * mail is not sent.
   * @throws Error if the mail server does not accept it
   */
  send(envelope: Envelope, beforeEnd: () => Promise<void>): Promise<void>;
  quit(): void;
}

/** Calls a function of the connection that takes a callback. Rejects also after an error of the connection. */
const callAsync = (connection: SMTPConnection, call: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const onError = (error: Error): void => finish(error);
    const onEnd = (): void => finish(new Error('the mail server closed the connection'));
    const finish = (error?: Error | null): void => {
      connection.off('error', onError).off('end', onEnd);
      if (error) reject(error);
      else resolve();
    };
    connection.once('error', onError).once('end', onEnd);
    call(finish);
  });

/** The content of a mail. The stream does not end before `beforeEnd` has resolved. */
async function* withCallBeforeEnd(raw: Buffer, beforeEnd: () => Promise<void>): AsyncGenerator<Buffer> {
  yield raw;
  await beforeEnd();
}

/**
 * Connects to the mail server and signs in.
 * @throws Error if it cannot be reached or refuses
 */
export async function openSmtp({ host, port, user, security }: Smtp): Promise<SmtpSession> {
  const connection = new SMTPConnection({ host, port, ...SECURITY[security], ...TIMEOUTS });
  // Errors between two mails are ignored. The next mail then fails because the connection is closed.
  connection.on('error', () => undefined);
  try {
    await callAsync(connection, (done) => connection.connect(done));
    if (user) await callAsync(connection, (done) => connection.login({ user: user.name, pass: user.password }, done));
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    async send({ from, to, raw }, beforeEnd) {
      const stream = Readable.from(withCallBeforeEnd(raw, beforeEnd), { objectMode: false });
      try {
        await callAsync(connection, (done) => connection.send({ from, to: [to] }, stream, (error) => done(error)));
      } catch (error) {
        connection.close();
        throw error;
      }
    },
    quit: () => connection.quit(),
  };
}
