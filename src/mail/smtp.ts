import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailConfig } from '../config/mail.js';

type Smtp = NonNullable<MailConfig['smtp']>;

/**
 * Time limits in milliseconds: to connect, to the greeting, and for silence of the mail server (RFC 5321, 4.5.3.2.6:
 * ten minutes).
 */
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 30_000, socketTimeout: 600_000 };

const SECURITY = {
  tls: { secure: true },
  starttls: { secure: false, requireTLS: true },
  // Encrypted without a check of the certificate, as between mail servers. This is safer than no encryption.
  offered: { secure: false, opportunisticTLS: true, tls: { rejectUnauthorized: false } },
} as const;

/** A mail in its final form. */
export interface Envelope {
  from: string;
  to: string;
  raw: Buffer;
}

/** A connection to the mail server, for one mail after the other. */
export interface SmtpSession {
  /**
   * Sends a mail.
   * @param beforeEnd awaited when the mail server has all of the mail except its end; if it throws, the mail is not
   * sent
   * @throws Error if the mail server does not accept it
   */
  send(envelope: Envelope, beforeEnd: () => Promise<void>): Promise<void>;
  quit(): void;
}

/** Calls a function of the connection that has a callback. An error of the connection ends it too. */
const answered = (connection: SMTPConnection, call: (done: (error?: Error | null) => void) => void): Promise<void> =>
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

async function* whole(raw: Buffer, beforeEnd: () => Promise<void>): AsyncGenerator<Buffer> {
  yield raw;
  await beforeEnd();
}

/**
 * Connects to the mail server and signs in.
 * @throws Error if it cannot be reached or refuses
 */
export async function openSmtp({ host, port, user, security }: Smtp): Promise<SmtpSession> {
  const connection = new SMTPConnection({ host, port, ...SECURITY[security], ...TIMEOUTS });
  // Errors between two mails are ignored. The next mail finds the connection closed.
  connection.on('error', () => undefined);
  try {
    await answered(connection, (done) => connection.connect(done));
    if (user) await answered(connection, (done) => connection.login({ user: user.name, pass: user.password }, done));
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    async send({ from, to, raw }, beforeEnd) {
      const stream = Readable.from(whole(raw, beforeEnd), { objectMode: false });
      try {
        await answered(connection, (done) => connection.send({ from, to: [to] }, stream, (error) => done(error)));
      } catch (error) {
        connection.close();
        throw error;
      }
    },
    quit: () => connection.quit(),
  };
}
