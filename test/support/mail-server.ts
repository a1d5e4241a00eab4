import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail that the mail server took. */
export interface TakenMail {
  to: string;
  from: string;
  source: string;
  messageId: string;
}

/** A mail server on loopback. */
export interface MailServer {
  port: number;
  mails: TakenMail[];
  /** Ends it with all its connections, as a killed process would. */
  kill(): Promise<void>;
}

const messageIdOf = (source: string): string => /^Message-ID: (.*)$/im.exec(source)?.[1] ?? '';

/**
 * Starts a mail server that takes every mail.
 * @param options of `smtp-server`, for one that refuses
 * @param taking awaited when a mail is there whole, before it counts as taken
 */
export async function startMailServer(
  options: SMTPServerOptions & { port?: number } = {},
  taking: (mail: TakenMail, server: SMTPServer) => Promise<void> | void = () => undefined,
): Promise<MailServer> {
  const mails: TakenMail[] = [];
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 1,
    disableReverseLookup: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString('utf8');
        const [recipient] = session.envelope.rcptTo;
        const sender = session.envelope.mailFrom;
        const mail = {
          to: recipient?.address ?? '',
          from: sender ? sender.address : '',
          source,
          messageId: messageIdOf(source),
        };
        void Promise.resolve(taking(mail, server)).then(
          () => {
            mails.push(mail);
            done();
          },
          (error: unknown) => done(error as Error),
        );
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    mails,
    kill: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
