import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createContext, type Context } from '../../../src/context.js';
import { setMailSwitch } from '../../../src/mail/delivery.repository.js';
import { queueMail } from '../../../src/mail/mail.service.js';
import { startMailWorker } from '../../../src/mail/mail-worker.js';
import { MESSAGE_TYPE, sendMessages } from '../../../src/modules/notifications/messages.service.js';
import { inTransaction } from '../../../src/db/transaction.js';
import { SECRET, testConfig, useApp } from '../../support/app.js';
import { startMailServer, type MailServer, type TakenMail } from '../../support/mail-server.js';
import { until } from '../../support/until.js';

const world = useApp();
const stops: (() => Promise<unknown>)[] = [];

const contextFor = (port: number, env: Record<string, string> = {}): Context =>
  createContext({
    database: world.database,
    secret: SECRET,
    config: testConfig({
      TM_SMTP_HOST: '127.0.0.1',
      TM_SMTP_PORT: String(port),
      TM_EMAIL_FROM_ADDRESS: 'map@example.org',
      ...env,
    }),
  });

async function work(port: number, env?: Record<string, string>): Promise<() => Promise<void>> {
  const stop = await startMailWorker(contextFor(port, env));
  stops.push(stop);
  return stop;
}

async function serve(...args: Parameters<typeof startMailServer>): Promise<MailServer> {
  const server = await startMailServer(...args);
  stops.push(() => server.kill());
  return server;
}

async function waiting(): Promise<number> {
  const [row] = await world.database.prisma.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM tessera_mail.outbox`;
  return row?.n ?? 0;
}

const queue = (...addresses: string[]): Promise<void> =>
  inTransaction(world.database, async (tx) => {
    for (const to of addresses) await queueMail(tx, { to, subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' });
  });

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `user${index}@example.org`);
const receivers = (mails: TakenMail[]): string[] => mails.map(({ to }) => to).sort();
const dueNow = () =>
  world.database.prisma.$executeRaw`UPDATE tessera_mail.outbox SET due_at = now() WHERE leased_by IS NULL`;

async function verified(address: string | null, columns: { mentions?: boolean } = {}) {
  const user = await world.make.user({ mentions: columns.mentions ?? true });
  await world.database.prisma.$executeRaw`
    UPDATE users SET email_address = ${address}, is_email_verified = ${address !== null} WHERE id = ${user.id}::bigint`;
  return user;
}

beforeEach(async () => {
  await world.database.prisma.$executeRaw`DELETE FROM tessera_mail.outbox`;
  await setMailSwitch(world.database.db, true);
});

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await world.database.prisma.$executeRaw`DELETE FROM tessera_mail.outbox`;
  await setMailSwitch(world.database.db, false);
});

describe('mail worker', () => {
  it('sends each mail once, as HTML and text, with its own Message-ID', async () => {
    const server = await serve();
    await work(server.port);
    await queue(...numbered(30));
    await until(async () => (await waiting()) === 0);
    expect(receivers(server.mails)).toEqual(numbered(30).sort());
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(30);
    expect(server.mails[0]?.from).toBe('map@example.org');
    expect(server.mails[0]?.source).toMatch(/text\/plain[\s\S]*text\/html/);
  });

  it('sends mails of messages to verified addresses, with a subject without tags and links to inbox and settings', async () => {
    const server = await serve();
    const ann = await verified('ann@example.org');
    const mute = await verified('mute@example.org', { mentions: false });
    const none = await verified(null);
    const message = (to: { id: number }) => ({
      type: MESSAGE_TYPE.MENTION_NOTIFICATION,
      toUserId: to.id,
      fromUserId: null,
      subject: 'In <a href="https://x.org">Task 1</a> of A &amp; B',
      message: 'look &lt;here&gt;',
    });
    await inTransaction(world.database, (tx) => sendMessages(tx, [ann, mute, none].map(message)));
    expect(await waiting()).toBe(1);
    await work(server.port, { TM_APP_BASE_URL: 'https://tasks.example.org' });
    await until(() => server.mails.length > 0);
    const [mail] = server.mails;
    expect(mail?.to).toBe('ann@example.org');
    expect(mail?.source).toContain('Subject: In Task 1 of A & B');
    expect(mail?.source).toContain('List-Unsubscribe: <https://tasks.example.org/settings#notifications>');
    expect(mail?.source).toMatch(/tasks\.example\.org\/inbox\/message\/\d+/);
    expect(mail?.source).toContain('&lt;here&gt;');
  });

  it('sends no mails about changes of projects when TM_SEND_PROJECT_EMAIL_UPDATES is false', async () => {
    const server = await serve();
    const ann = await verified('ann@example.org');
    const types = [
      MESSAGE_TYPE.BROADCAST,
      MESSAGE_TYPE.PROJECT_ACTIVITY_NOTIFICATION,
      MESSAGE_TYPE.MENTION_NOTIFICATION,
    ];
    const messages = types.map((type) => ({
      type,
      toUserId: ann.id,
      fromUserId: null,
      subject: `type ${type}`,
      message: 'm',
    }));
    await inTransaction(world.database, (tx) => sendMessages(tx, messages));
    expect(await waiting()).toBe(3);
    await work(server.port, { TM_SEND_PROJECT_EMAIL_UPDATES: 'false' });
    await until(async () => (await waiting()) === 0);
    expect(server.mails.map(({ source }) => /^Subject: (.*)$/m.exec(source)?.[1]?.trim())).toEqual([
      `type ${MESSAGE_TYPE.MENTION_NOTIFICATION}`,
    ]);
  });

  it('sends nothing for a rolled-back transaction or a deleted message', async () => {
    const server = await serve();
    const ann = await verified('ann@example.org');
    await expect(
      inTransaction(world.database, async (tx) => {
        await queueMail(tx, { to: 'gone@example.org', subject: 's', html: 'h', text: 't' });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    const message = { type: MESSAGE_TYPE.SYSTEM, toUserId: ann.id, fromUserId: null, subject: 's', message: 'm' };
    await inTransaction(world.database, (tx) => sendMessages(tx, [message]));
    await world.database.prisma.$executeRaw`DELETE FROM messages WHERE to_user_id = ${ann.id}::bigint`;
    await queue('last@example.org');
    await work(server.port);
    await until(async () => (await waiting()) === 0);
    expect(receivers(server.mails)).toEqual(['last@example.org']);
  });

  it('keeps mails while the mail server is down and sends each once afterwards', async () => {
    const first = await startMailServer();
    await first.kill();
    await work(first.port);
    await queue(...numbered(20));
    await setTimeout(300);
    expect(await waiting()).toBe(20);
    const server = await serve({ port: first.port });
    await until(async () => (await waiting()) === 0);
    expect(receivers(server.mails)).toEqual(numbered(20).sort());
  });

  it('retries a mail after a temporary refusal only', async () => {
    let refusing = true;
    const server = await serve({
      onRcptTo: ({ address }, _session, done) =>
        done(refusing && address === 'user3@example.org' ? new Error('not now') : null),
    });
    await work(server.port);
    await queue(...numbered(8));
    await until(async () => server.mails.length === 7 && (await waiting()) === 1);
    refusing = false;
    await until(async () => {
      await dueNow();
      return (await waiting()) === 0;
    });
    expect(receivers(server.mails)).toEqual(numbered(8).sort());
  });

  it('sends each mail once with several workers and a slow mail server', async () => {
    const server = await serve({}, () => setTimeout(20));
    await Promise.all([work(server.port), work(server.port), work(server.port)]);
    await queue(...numbered(60));
    await until(async () => (await waiting()) === 0);
    expect(receivers(server.mails)).toEqual(numbered(60).sort());
  });

  it('treats a mail as sent when its process died after the whole mail was transferred', async () => {
    const server = await serve();
    await queue('half@example.org', 'next@example.org');
    await world.database.prisma.$executeRaw`
      UPDATE tessera_mail.outbox SET leased_by = gen_random_uuid(), leased_until = now() - interval '1 s',
        handed_over_at = now() - interval '1 min' WHERE recipient = 'half@example.org'`;
    await work(server.port);
    await until(async () => (await waiting()) === 0);
    expect(receivers(server.mails)).toEqual(['next@example.org']);
  });

  it('sends a mail when its process died earlier', async () => {
    const server = await serve();
    await queue('again@example.org');
    await world.database.prisma.$executeRaw`
      UPDATE tessera_mail.outbox SET leased_by = gen_random_uuid(), leased_until = now() - interval '1 s'`;
    await work(server.port);
    await until(async () => (await waiting()) === 0);
    expect(receivers(server.mails)).toEqual(['again@example.org']);
  });

  it('logs once that no mails are sent if no mail server is configured', async () => {
    const context = createContext({
      database: world.database,
      secret: SECRET,
      config: testConfig({ DATABASE_URL: 'postgres://tessera@127.0.0.1/tessera' }),
    });
    const info = vi.spyOn(context.log, 'info').mockImplementation(() => undefined);
    stops.push(await startMailWorker(context));
    expect(info.mock.calls).toEqual([['no mails are sent: TM_SMTP_HOST is not set']]);
    await queue('nobody@example.org');
    expect(await waiting()).toBe(0);
  });

  it('queues nothing when no server sends mails', async () => {
    await setMailSwitch(world.database.db, false);
    await queue('nobody@example.org');
    expect(await waiting()).toBe(0);
  });
});
