import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../../src/config.js';

const mailOf = (env: Record<string, string>) => loadConfig(env).mail;
const server = { DATABASE_URL: 'postgres://t@127.0.0.1/t', TM_SECRET: '0123456789abcdef0123456789abcdef' };

describe('settings of mail', () => {
  it('writes mails to the log with the embedded database and no mail server', () => {
    expect(mailOf({})).toEqual({
      smtp: null,
      logs: true,
      from: 'noreply@localhost',
      contactAddress: null,
      projectUpdates: true,
    });
  });

  it('sends no mail with a database server and no mail server', () => {
    expect(mailOf(server)).toMatchObject({ smtp: null, logs: false });
  });

  it.each([
    [{}, 25, 'offered'],
    [{ TM_SMTP_USE_TLS: '1' }, 587, 'starttls'],
    [{ TM_SMTP_USE_SSL: 'true' }, 465, 'tls'],
    [{ TM_SMTP_USE_SSL: 'true', TM_SMTP_PORT: '2465' }, 2465, 'tls'],
  ])('uses, with %o, port %i and encryption %s', (env, port, security) => {
    expect(mailOf({ TM_SMTP_HOST: 'smtp.example.org', ...env }).smtp).toEqual({
      host: 'smtp.example.org',
      port,
      security,
      user: null,
    });
  });

  it('accepts an IPv6 address as the mail server', () => {
    expect(mailOf({ TM_SMTP_HOST: '::1' }).smtp).toMatchObject({ host: '::1', port: 25 });
  });

  it('derives the sender address from the domain of the front-end', () => {
    expect(mailOf({ TM_APP_BASE_URL: 'https://tasks.example.org/' }).from).toBe('noreply@tasks.example.org');
    expect(mailOf({ TM_EMAIL_FROM_ADDRESS: 'map@example.org' }).from).toBe('map@example.org');
  });

  it.each([
    [{ TM_SMTP_HOST: 'h', TM_SMTP_USE_SSL: '1', TM_SMTP_USE_TLS: '1' }, 'are both true'],
    [{ TM_SMTP_HOST: 'h', TM_SMTP_USER: 'u' }, 'go together'],
    [{ TM_SMTP_USER: 'u', TM_SMTP_PASSWORD: 'p' }, 'TM_SMTP_HOST is missing'],
    [{ TM_SMTP_HOST: 'smtp://h' }, 'TM_SMTP_HOST'],
    [{ TM_SMTP_HOST: 'smtp.example.org:587' }, 'Its port is TM_SMTP_PORT'],
    [{ TM_SMTP_PORT: '70000' }, 'TM_SMTP_PORT'],
    [{ TM_EMAIL_FROM_ADDRESS: 'nobody' }, 'give an e-mail address'],
    [{ TM_EMAIL_CONTACT_ADDRESS: 'a b@c' }, 'give an e-mail address'],
  ])('refuses %o with a sentence', (env, sentence) => {
    expect(() => mailOf(env as Record<string, string>)).toThrow(ConfigError);
    expect(() => mailOf(env as Record<string, string>)).toThrow(sentence);
  });
});
