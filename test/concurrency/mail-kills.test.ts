import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { setMailSwitch } from '../../src/mail/delivery.repository.js';
import { upTo } from '../support/callers.js';
import { testDatabase } from '../support/database.js';
import { startMailServer, type MailServer, type TakenMail } from '../support/mail-server.js';
import { onServerOnly } from '../support/server-only.js';
import { freePort, startServerProcesses, type ServerProcess } from '../support/server-process.js';
import { until } from '../support/until.js';

/** Time for one step, in seconds. Killed servers and many mails need more than the default. */
const LIMIT_SECONDS = 120;

const MAILS = 1000;

/** A test takes 20 seconds on an idle machine. */
const LONG = { timeout: 240_000 };

let database: Database;
let url: string;
const ending: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  const opened = await testDatabase();
  database = opened.database;
  url = opened.url ?? '';
  await database.db.$executeRaw`DELETE FROM tessera_mail.outbox`;
});

afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
  await database.db.$executeRaw`DELETE FROM tessera_mail.outbox`;
  await setMailSwitch(database.db, false);
});

const settings = (port: number) => ({
  DATABASE_URL: url,
  TM_SMTP_HOST: '127.0.0.1',
  TM_SMTP_PORT: String(port),
  TM_EMAIL_FROM_ADDRESS: 'map@example.org',
});

async function servers(count: number, port: number): Promise<ServerProcess[]> {
  const started = await startServerProcesses(count, settings(port));
  for (const server of started) ending.push(() => server.stop('SIGKILL'));
  return started;
}

async function mailServer(...given: Parameters<typeof startMailServer>): Promise<MailServer> {
  const server = await startMailServer(...given);
  ending.push(() => server.kill());
  return server;
}

const queue = (count: number) => database.db.$executeRaw`
  INSERT INTO tessera_mail.outbox (recipient, subject, html, text)
  SELECT 'user' || n || '@example.org', 'Hello', '<p>Hello</p>', 'Hello' FROM generate_series(1, ${count}::int) n`;

/** Waits until the outbox is empty. Ends the pauses after failures, so that the test is faster. */
async function untilNoneWaits(): Promise<void> {
  await until(async () => {
    await database.db.$executeRaw`
      UPDATE tessera_mail.outbox SET due_at = now() WHERE leased_by IS NULL AND due_at > now()`;
    const [row] = await database.db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM tessera_mail.outbox`;
    return row?.n === 0;
  }, LIMIT_SECONDS);
}

const endLeases = () => database.db.$executeRaw`
  UPDATE tessera_mail.outbox SET leased_until = now() - interval '1 s' WHERE leased_by IS NOT NULL`;

const receivers = (mails: TakenMail[]): string[] => mails.map(({ to }) => to).sort();
const numbered = (count: number): string[] => upTo(count).map((n) => `user${n}@example.org`);

/** Expects one mail for each receiver. A mail that was received twice must have the same Message-ID. */
function expectOneForEach(mails: TakenMail[]): void {
  const byId = new Map(mails.map((mail) => [mail.messageId, mail]));
  expect(receivers([...byId.values()])).toEqual(numbered(MAILS).sort());
}

onServerOnly('many mails', () => {
  it(
    'sends each of a thousand mails once when the mail server is down, refuses mails, is slow or is killed',
    LONG,
    async () => {
      const port = await freePort();
      await servers(2, port);
      await queue(MAILS);
      await setTimeout(1500);
      const refused = new Set<string>();
      const first = await mailServer({ port }, () => setTimeout(5));
      await until(() => first.mails.length > MAILS / 4, LIMIT_SECONDS);
      await first.kill();
      const second = await mailServer({
        port,
        onRcptTo({ address }, _session, done) {
          if (!/7@/.test(address) || refused.has(address)) return done(null);
          refused.add(address);
          done(Object.assign(new Error('not now'), { responseCode: 451 }));
        },
      });
      await untilNoneWaits();
      expect(refused.size).toBeGreaterThan(50);
      expectOneForEach([...first.mails, ...second.mails]);
      expect(new Set(receivers(second.mails)).size).toBe(second.mails.length);
    },
  );

  it(
    'sends a mail again if its server is killed before the end of the mail, and not if it is killed after that',
    LONG,
    async () => {
      let holds = false;
      let heldAtStart = 0;
      let heldAtEnd = 0;
      const held = new AbortController();
      const hold = () => setTimeout(60_000, undefined, { signal: held.signal }).catch(() => undefined);
      const server = await mailServer(
        {
          onRcptTo({ address }, _session, done) {
            if (!holds || !/[02468]@/.test(address)) return done(null);
            heldAtStart++;
            void hold().then(() => done(null));
          },
        },
        async () => {
          if (!holds) return;
          heldAtEnd++;
          await hold();
        },
      );
      const killed = await servers(2, server.port);
      await queue(200);
      await until(() => server.mails.length > 50, LIMIT_SECONDS);
      holds = true;
      // Each of the two servers sends five mails at the same time.
      await until(() => heldAtStart + heldAtEnd === 10, LIMIT_SECONDS);
      await Promise.all(killed.map((process) => process.stop('SIGKILL')));
      holds = false;
      held.abort();
      expect(heldAtStart).toBeGreaterThan(0);
      expect(heldAtEnd).toBeGreaterThan(0);
      await endLeases();
      await servers(1, server.port);
      await untilNoneWaits();
      expect(receivers(server.mails)).toEqual(numbered(200).sort());
    },
  );
});
