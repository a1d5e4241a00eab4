import { isIP } from 'node:net';
import { z } from 'zod';
import { flag, port } from './values.js';

const address = z
  .string()
  .trim()
  .regex(/^[^\s@<>]+@[^\s@<>]+$/, 'give an e-mail address');

/** Settings of mail. */
export const mailShape = {
  TM_SMTP_HOST: z
    .string()
    .trim()
    .refine((text) => isIP(text) > 0 || /^[^\s/@:]+$/.test(text), {
      error: 'give only the name of the mail server, such as smtp.example.org. Its port is TM_SMTP_PORT',
    })
    .optional(),
  TM_SMTP_PORT: port(1).optional(),
  TM_SMTP_USER: z.string().optional(),
  TM_SMTP_PASSWORD: z.string().optional(),
  TM_SMTP_USE_SSL: flag.default(false),
  TM_SMTP_USE_TLS: flag.default(false),
  TM_EMAIL_FROM_ADDRESS: address.optional(),
  TM_EMAIL_CONTACT_ADDRESS: address.optional(),
  TM_SEND_PROJECT_EMAIL_UPDATES: flag.default(true),
};

/** The mail transport. */
export interface MailConfig {
  /** The mail server. Null: mails are written to the log (`logs`) or not sent. */
  smtp: {
    host: string;
    port: number;
    user: { name: string; password: string } | null;
    /** `tls`: TLS from the first byte. `starttls`: STARTTLS is required. `offered`: STARTTLS is used if the mail server offers it. */
    security: 'tls' | 'starttls' | 'offered';
  } | null;
  /** Without a mail server: whether mails are written to the log. */
  logs: boolean;
  from: string;
  /** Receiver of the contact form; null for none. */
  contactAddress: string | null;
  /** Whether updates of projects (message types 2 and 10) are sent by mail. */
  projectUpdates: boolean;
}

/** The default address is in the domain of the front-end. */
function defaultFrom(appBaseUrl: string): string {
  const { hostname } = new URL(appBaseUrl);
  return `noreply@${/^[\d.:[\]]+$/.test(hostname) ? 'localhost' : hostname}`;
}

/**
 * Builds the settings of mail.
 * @param refuse makes the error for an invalid setting
 * @param embedded whether the database is embedded: without a mail server, mails are then written to the log
 */
export function mailConfig(
  env: z.output<z.ZodObject<typeof mailShape>>,
  { appBaseUrl, embedded }: { appBaseUrl: string; embedded: boolean },
  refuse: (sentence: string) => Error,
): MailConfig {
  const { TM_SMTP_HOST: host, TM_SMTP_USER: name, TM_SMTP_PASSWORD: password } = env;
  const { TM_SMTP_USE_SSL: ssl, TM_SMTP_USE_TLS: tls } = env;
  if (ssl && tls)
    throw refuse(
      'TM_SMTP_USE_SSL and TM_SMTP_USE_TLS are both true: give TM_SMTP_USE_SSL for port 465, TM_SMTP_USE_TLS for port 587.',
    );
  if ((name === undefined) !== (password === undefined))
    throw refuse('TM_SMTP_USER and TM_SMTP_PASSWORD go together: one of them is missing.');
  if (name !== undefined && host === undefined)
    throw refuse('TM_SMTP_HOST is missing: TM_SMTP_USER is a user of that mail server.');
  return {
    smtp:
      host === undefined
        ? null
        : {
            host,
            port: env.TM_SMTP_PORT ?? (ssl ? 465 : tls ? 587 : 25),
            user: name !== undefined && password !== undefined ? { name, password } : null,
            security: ssl ? 'tls' : tls ? 'starttls' : 'offered',
          },
    logs: host === undefined && embedded,
    from: env.TM_EMAIL_FROM_ADDRESS ?? defaultFrom(appBaseUrl),
    contactAddress: env.TM_EMAIL_CONTACT_ADDRESS ?? null,
    projectUpdates: env.TM_SEND_PROJECT_EMAIL_UPDATES,
  };
}
