import { setTimeout } from 'node:timers/promises';
import type { Context } from '../../context.js';
import { openSmtp } from '../../mail/smtp.js';
import { askService } from '../../osm/ask-service.js';
import { readClock, readMailQueue } from './doctor.repository.js';
import { counted, ok, reasonOf, type Finding } from './finding.js';

/** The time limit for the answer of another service, in milliseconds. */
const ANSWER_TIMEOUT_MS = 10_000;

/** A difference of the clocks above these limits, in milliseconds, is a warning or a fault: locks expire at the wrong time. */
export const CLOCK_WARNING_MS = 1000;
const CLOCK_FAULT_MS = 30_000;

/** A mail that waits longer than this, in seconds, is a warning. */
const MAIL_STUCK_SECONDS = 900;

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const limit = setTimeout(ANSWER_TIMEOUT_MS, undefined, { signal: late.signal }).then(() => {
    throw new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1000} seconds`);
  });
  limit.catch(() => undefined);
  try {
    return await Promise.race([work, limit]);
  } finally {
    late.abort();
  }
}

/** The difference between the clock of the database and the clock of this server, in milliseconds. Positive: the database is ahead. */
export async function clockDifference({ database }: Context): Promise<{ milliseconds: number; uncertainty: number }> {
  const before = Date.now();
  const databaseTime = await readClock(database.db);
  const after = Date.now();
  return {
    milliseconds: Math.round(databaseTime - (before + after) / 2),
    uncertainty: Math.ceil((after - before) / 2),
  };
}

/** Compares the clock of the database with the clock of this server. */
export async function checkClock(context: Context): Promise<Finding> {
  const { milliseconds, uncertainty } = await clockDifference(context);
  const distance = Math.abs(milliseconds) - uncertainty;
  const text = `${Math.abs(milliseconds)} ms ${milliseconds < 0 ? 'behind' : 'ahead of'} the clock of this server`;
  if (distance < CLOCK_WARNING_MS) return ok('clock', `The clock of the database is ${text}.`);
  return {
    check: 'clock',
    severity: distance < CLOCK_FAULT_MS ? 'warning' : 'fault',
    message: `The clock of the database is ${text}: locks and sessions end at the wrong time. Synchronise both clocks with NTP.`,
  };
}

/** Connects to the mail server and signs in. Sends no mail. */
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
    return ok(check, `The mail server ${server} answers${smtp.user ? ' and accepts the user' : ''}.`);
  } catch (error) {
    return { check, severity: 'fault', message: `The mail server ${server} cannot be reached: ${reasonOf(error)}.` };
  }
}

/** Finds mails that wait too long. */
export async function checkMailQueue({ database }: Context): Promise<Finding> {
  const { waiting, oldestSeconds } = await readMailQueue(database.db);
  const text = `${counted(waiting, 'mail')} wait${waiting === 1 ? 's' : ''} to be sent`;
  if (oldestSeconds < MAIL_STUCK_SECONDS) return ok('mail queue', `${text}.`);
  const minutes = Math.round(oldestSeconds / 60);
  return { check: 'mail queue', severity: 'warning', message: `${text}, the oldest for ${minutes} minutes.` };
}

/** Requests the capabilities of the OSM API. */
export async function checkOsm({ config: { osm } }: Context): Promise<Finding> {
  const check = 'OpenStreetMap';
  if (osm.standin)
    return { check, severity: 'note', message: 'This server is its own stand-in for OSM (STANDIN_OSM).' };
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
            message: `${osm.apiUrl} answers, but users cannot sign in: TM_CLIENT_ID is not set.`,
          };
    return { check, severity: 'fault', message: `${url} answers with status ${response.status}.` };
  } catch (error) {
    const cause = (error as { cause?: unknown } | null)?.cause;
    return { check, severity: 'fault', message: `${osm.apiUrl} cannot be reached: ${reasonOf(cause ?? error)}.` };
  }
}
