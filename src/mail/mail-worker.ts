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

/** Number of mails that one process sends at the same time. */
const PARALLEL_MAILS = 5;
/** Pause between two reads of the outbox, and time between two renewals of leases, in milliseconds. */
const POLL_MS = 1000;
const RENEW_MS = 10_000;
/** Longest pause after failed connections to the mail server, in milliseconds. */
const MAX_PAUSE_MS = 30_000;

interface Worker {
  context: Context;
  /** Id of this process in the outbox. */
  id: string;
  /** Ids of the mails that the process is sending. Only their leases are renewed. After a failure the lease of a mail expires. */
  sending: Set<number>;
  stop: AbortController;
}

/** Sends due mails one after the other until none is left. @throws Error if the mail server cannot be reached */
async function sendOneByOne({ context, id, sending, stop }: Worker): Promise<void> {
  const { smtp } = context.config.mail;
  let session: SmtpSession | null = null;
  try {
    while (!stop.signal.aborted) {
      // The connection is opened before the lease is taken. So no mail has a lease while the mail server is down.
      if (smtp) session ??= await openSmtp(smtp);
      const leased = await leaseMail(context.database.db, id);
      if (!leased) return;
      sending.add(leased.id);
      const isSessionUsable = await deliver(context, leased, id, session).finally(() => sending.delete(leased.id));
      if (!isSessionUsable) session = null;
    }
  } finally {
    session?.quit();
  }
}

/** Sends the due mails, several at the same time. */
async function sendDue(worker: Worker): Promise<void> {
  const { database, log } = worker.context;
  for (const mail of await removeHandedOver(database.db))
    log.warn({ mail: { id: mail } }, 'a server ended while it handed over a mail: the mail counts as sent');
  const due = await countDue(database.db, PARALLEL_MAILS);
  const results = await Promise.allSettled(Array.from({ length: due }, () => sendOneByOne(worker)));
  const failed = results.find(({ status }) => status === 'rejected');
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
        log.warn({ mail: codesOf(error) }, 'mails wait: the mail server or the database cannot be reached');
    }
    const pause = failures === 0 ? POLL_MS : Math.min(MAX_PAUSE_MS, POLL_MS * 2 ** (failures - 1));
    await setTimeout(pause, undefined, { signal: worker.stop.signal, ref: false }).catch(() => undefined);
  }
}

/**
 * Starts to send the mails of the outbox. Several processes may do this together. If neither a mail server nor the log for mails is
 * configured, no mails are queued from now on.
 * @returns a function that stops the worker. It waits for the mails that are being sent.
 */
export async function startMailWorker(context: Context): Promise<() => Promise<void>> {
  const { database, config, log } = context;
  const { smtp, logs } = config.mail;
  await setMailSwitch(database.db, smtp !== null || logs);
  if (!smtp && !logs) {
    log.info('no mails are sent: TM_SMTP_HOST is not set');
    return async () => undefined;
  }
  // Only one process can open the embedded database, so the processes with earlier leases have ended.
  if (database.kind === 'embedded') await endAllLeases(database.db);
  const worker: Worker = { context, id: randomUUID(), sending: new Set(), stop: new AbortController() };
  const renew = () => renewLeases(database.db, [...worker.sending], worker.id).catch(() => undefined);
  const renewing = setInterval(() => void renew(), RENEW_MS);
  renewing.unref();
  const running = run(worker);
  return async () => {
    worker.stop.abort();
    await running;
    clearInterval(renewing);
  };
}
