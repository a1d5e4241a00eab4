import type { Context } from '../../context.js';
import { reasonOf, type Finding } from './finding.js';
import {
  checkClock,
  checkMail,
  checkMailQueue,
  checkOsm,
  clockDifference,
  CLOCK_WARNING_MS,
} from './reach-check.service.js';
import { checkSchema, checkServer, hasTaskTables, missingIndexNames, readStanding } from './schema-check.service.js';
import { checkLocks, checkProjectCounters, checkUserCounters } from './work-check.service.js';

/** What `--repair` can put right. */
export const REPAIRS = ['indexes', 'locks', 'projects', 'users'] as const;
export type Repair = (typeof REPAIRS)[number];

/** What the doctor found. */
export interface Examination {
  /** Whether no fault is left. */
  healthy: boolean;
  findings: Finding[];
}

type Check = () => Promise<Finding | Finding[]>;

/** Does checks one after the other. One that cannot be done is a fault itself. */
async function run(checks: Record<string, Check>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, look] of Object.entries(checks))
    try {
      findings.push(...[await look()].flat());
    } catch (error) {
      findings.push({ check, severity: 'fault', message: `The check could not be done: ${reasonOf(error)}.` });
    }
  return findings;
}

async function examineDatabase(context: Context, repairs: Set<Repair>): Promise<Finding[]> {
  let standing;
  try {
    standing = await readStanding(context);
  } catch (error) {
    return [{ check: 'database', severity: 'fault', message: `The database is not reached: ${reasonOf(error)}.` }];
  }
  const first = await run({
    database: () => checkServer(context),
    clock: () => checkClock(context),
    tables: () => checkSchema(context, standing, { repair: repairs.has('indexes') }),
  });
  const work = hasTaskTables(standing)
    ? await run({
        // Locks first: what a task counts as depends on whether it is locked.
        locks: () => checkLocks(context, { repair: repairs.has('locks') }),
        'project counters': () => checkProjectCounters(context, { repair: repairs.has('projects') }),
        'user counters': () => checkUserCounters(context, { repair: repairs.has('users') }),
      })
    : [];
  const queue = standing.columns.has('tessera_mail.outbox.id')
    ? await run({ 'mail queue': () => checkMailQueue(context) })
    : [];
  return [...first, ...work, ...queue];
}

/**
 * Looks at the database and at the services that this server needs. Nothing is changed but what `repairs` names, and that
 * while people go on working.
 */
export async function examine(context: Context, repairs: readonly Repair[]): Promise<Examination> {
  const [found, reached] = await Promise.all([
    examineDatabase(context, new Set(repairs)),
    Promise.all([checkMail(context), checkOsm(context)]),
  ]);
  const findings = [...found, ...reached];
  return { healthy: findings.every(({ severity, repaired }) => severity !== 'fault' || repaired === true), findings };
}

/** The quick part of it, for the log of the start: what is wrong in a sentence each. */
export async function examineAtStart(context: Context): Promise<string[]> {
  const wrong: string[] = [];
  const { milliseconds, uncertainty } = await clockDifference(context);
  if (Math.abs(milliseconds) - uncertainty > CLOCK_WARNING_MS)
    wrong.push(`the clock of the database differs by ${milliseconds} ms from the one here`);
  const missing = await missingIndexNames(context);
  if (missing.length > 0) wrong.push(`indexes are missing: ${missing.join(', ')}`);
  return wrong;
}
