import { setTimeout } from 'node:timers/promises';
import type { Context } from '../../context.js';
import { openSmtp } from '../../mail/smtp.js';
import { askService } from '../../osm/ask-service.js';
import { readClock, readMailQueue } from './doctor.repository.js';
import { counted, ok, reasonOf, type Finding } from './finding.js';

/** How long another service has to answer, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Clocks that differ by more, in milliseconds, are worth a warning; by far more, locks expire at the wrong time. */
export const CLOCK_WARNING_MS = 1000;
const CLOCK_FAULT_MS = 30_000;

/** A mail that waits longer, in seconds, does not leave. */
const MAIL_STUCK_SECONDS = 900;

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const limit = setTimeout(PATIENCE_MS, undefined, { signal: late.signal }).then(() => {
    throw new Error(`no answer within ${PATIENCE_MS / 1000} seconds`);
  });
  limit.catch(() => undefined);
  try {
    return await Promise.race([work, limit]);
  } finally {
    late.abort();
  }
}

/** By how much the clock of the database differs from the one here, in milliseconds; positive: the database is ahead. */
export async function clockDifference({ database }: Context): Promise<{ milliseconds: number; uncertainty: number }> {
  const before = Date.now();
  const theirs = await readClock(database.db);
  const after = Date.now();
  return { milliseconds: Math.round(theirs - (before + after) / 2), uncertainty: Math.ceil((after - before) / 2) };
}

/** Compares the clock of the database with the one here. */
export async function checkClock(context: Context): Promise<Finding> {
  const { milliseconds, uncertainty } = await clockDifference(context);
  const distance = Math.abs(milliseconds) - uncertainty;
  const said = `${Math.abs(milliseconds)} ms ${milliseconds < 0 ? 'behind' : 'ahead of'} the clock here`;
  if (distance < CLOCK_WARNING_MS) return ok('clock', `The clock of the database is ${said}.`);
  return {
    check: 'clock',
    severity: distance < CLOCK_FAULT_MS ? 'warning' : 'fault',
    message: `The clock of the database is ${said}: locks and sessions end at the wrong time. Set both by NTP.`,
  };
}

/** Connects to the mail server, and signs in. Sends nothing. */
export async function checkMail({ config }: Context): Promise<Finding> {
  const { smtp, logs } = config.mail;
  const check = 'mail';
  if (!smtp)
    return {
      check,
      severity: 'note',
      message: logs
        ? 'Mails are written to the log: TM_SMTP_HOST is not set.'
        : 'No mails are sent: TM_SMTP_HOST is not set.',
    };
  const server = `${smtp.host}:${smtp.port}`;
  try {
    (await inTime(openSmtp(smtp))).quit();
    return ok(check, `The mail server ${server} answers${smtp.user ? ' and knows the user' : ''}.`);
  } catch (error) {
    return { check, severity: 'fault', message: `The mail server ${server} is not reached: ${reasonOf(error)}.` };
  }
}

/** Looks for mails that do not leave. */
export async function checkMailQueue({ database }: Context): Promise<Finding> {
  const { waiting, oldestSeconds } = await readMailQueue(database.db);
  const said = `${counted(waiting, 'mail')} wait${waiting === 1 ? 's' : ''} to be sent`;
  if (oldestSeconds < MAIL_STUCK_SECONDS) return ok('mail queue', `${said}.`);
  const minutes = Math.round(oldestSeconds / 60);
  return { check: 'mail queue', severity: 'warning', message: `${said}, the oldest for ${minutes} minutes.` };
}

/** Asks OSM for what its API can do. */
export async function checkOsm({ config: { osm } }: Context): Promise<Finding> {
  const check = 'OpenStreetMap';
  if (osm.standin) return { check, severity: 'note', message: 'This server stands in for OSM itself (STANDIN_OSM).' };
  const url = `${osm.apiUrl}/api/0.6/capabilities`;
  try {
    const response = await inTime(askService(url));
    await response.body?.cancel();
    if (response.status < 500)
      return osm.client
        ? ok(check, `${osm.apiUrl} answers.`)
        : {
            check,
            severity: 'warning',
            message: `${osm.apiUrl} answers, but nobody can sign in: TM_CLIENT_ID is not set.`,
          };
    return { check, severity: 'fault', message: `${url} answers with status ${response.status}.` };
  } catch (error) {
    const cause = (error as { cause?: unknown } | null)?.cause;
    return { check, severity: 'fault', message: `${osm.apiUrl} is not reached: ${reasonOf(cause ?? error)}.` };
  }
}
