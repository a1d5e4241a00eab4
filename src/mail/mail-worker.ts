import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Context } from '../context.js';
import { codesOf, deliver } from './deliver.js';
import {
  countDue,
  endAllLeases,
  leaseMail,
  removeHandedOver,
  renewLeases,
  setMailSwitch,
} from './delivery.repository.js';
import { openSmtp, type SmtpSession } from './smtp.js';

/** Mails that one process sends at the same time. */
const LANES = 5;
/** Milliseconds between two reads of the outbox, and between two renewals of leases. */
const POLL = 1000;
const RENEW = 10_000;
/** Longest pause after a failed connection to the mail server, in milliseconds. */
const LONGEST_PAUSE = 30_000;

interface Worker {
  context: Context;
  /** Id of this process in the outbox. */
  id: string;
  /** Ids of the mails that it is sending. Only their leases are renewed: after a failure the lease of a mail runs out. */
  inHand: Set<number>;
  stop: AbortController;
}

/** Sends one mail after the other, until none is due. @throws Error where the mail server is not reached */
async function sendInLane({ context, id, inHand, stop }: Worker): Promise<void> {
  const { smtp } = context.config.mail;
  let session: SmtpSession | null = null;
  try {
    while (!stop.signal.aborted) {
      // The connection comes first, so that no mail is held while the mail server is down.
      if (smtp) session ??= await openSmtp(smtp);
      const leased = await leaseMail(context.database.db, id);
      if (!leased) return;
      inHand.add(leased.id);
      const usable = await deliver(context, leased, id, session).finally(() => inHand.delete(leased.id));
      if (!usable) session = null;
    }
  } finally {
    session?.quit();
  }
}

/** Sends the due mails. */
async function sendDue(worker: Worker): Promise<void> {
  const { database, log } = worker.context;
  for (const mail of await removeHandedOver(database.db))
    log.warn({ mail: { id: mail } }, 'a server ended while it handed over a mail: the mail counts as sent');
  const lanes = await countDue(database.db, LANES);
  const ended = await Promise.allSettled(Array.from({ length: lanes }, () => sendInLane(worker)));
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

async function run(worker: Worker): Promise<void> {
  const { log } = worker.context;
  let failures = 0;
  while (!worker.stop.signal.aborted) {
    try {
      await sendDue(worker);
      if (failures > 0) log.info('mails are sent again');
      failures = 0;
    } catch (error) {
      failures++;
      if (failures === 1)
        log.warn({ mail: codesOf(error) }, 'mails wait: the mail server or the database is not reached');
    }
    const pause = failures === 0 ? POLL : Math.min(LONGEST_PAUSE, POLL * 2 ** (failures - 1));
    await setTimeout(pause, undefined, { signal: worker.stop.signal, ref: false }).catch(() => undefined);
  }
}

/**
 * Sends the mails of the outbox until the returned function is called, which waits for the mails that are being sent.
 * Several processes may do this together. Without a mail server and without a log for mails, no mail is queued from now
 * on.
 */
export async function startMailWorker(context: Context): Promise<() => Promise<void>> {
  const { database, config, log } = context;
  const { smtp, logs } = config.mail;
  await setMailSwitch(database.db, smtp !== null || logs);
  if (!smtp && !logs) {
    log.info('no mails are sent: TM_SMTP_HOST is not set');
    return async () => undefined;
  }
  // Only one process has the embedded database open, so earlier holders of leases have ended.
  if (database.kind === 'embedded') await endAllLeases(database.db);
  const worker: Worker = { context, id: randomUUID(), inHand: new Set(), stop: new AbortController() };
  const renew = () => renewLeases(database.db, [...worker.inHand], worker.id).catch(() => undefined);
  const renewing = setInterval(() => void renew(), RENEW);
  renewing.unref();
  const running = run(worker);
  return async () => {
    worker.stop.abort();
    await running;
    clearInterval(renewing);
  };
}
