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
import type { OnCounted } from '../tasks/upkeep/recount.service.js';
import { checkSchema, checkServer, hasTaskTables, missingIndexNames, readSchemaState } from './schema-check.service.js';
import { checkLocks, checkProjectCounters, checkUserCounters } from './work-check.service.js';

/** The repairs of `--repair`. */
export const REPAIRS = ['indexes', 'locks', 'projects', 'users'] as const;
/** The name of a repair. */
export type Repair = (typeof REPAIRS)[number];

/** The result of the doctor. */
export interface Examination {
  /** Whether no fault is left. */
  healthy: boolean;
  findings: Finding[];
}

/** Receives the name of each check when it begins. Only the check of the user counters reports `done` of `total` tasks. */
export type OnCheck = (progress: { step: 'checking'; check: string; done?: number; total?: number }) => void;

type Check = () => Promise<Finding | Finding[]>;

/** Runs checks one after the other. A check that throws counts as a fault. */
async function run(checks: Record<string, Check>, onCheck: OnCheck): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, runCheck] of Object.entries(checks))
    try {
      onCheck({ step: 'checking', check });
      findings.push(...[await runCheck()].flat());
    } catch (error) {
      findings.push({ check, severity: 'fault', message: `The check failed: ${reasonOf(error)}.` });
    }
  return findings;
}

function workChecks(context: Context, repairs: Set<Repair>, onCheck: OnCheck): Record<string, Check> {
  const onCounted: OnCounted = (counted) => onCheck({ step: 'checking', check: 'user counters', ...counted });
  return {
    // The locks are checked first, because the state in which a task counts depends on its lock.
    locks: () => checkLocks(context, { repair: repairs.has('locks') }),
    'project counters': () => checkProjectCounters(context, { repair: repairs.has('projects') }),
    'user counters': () => checkUserCounters(context, { repair: repairs.has('users'), onCounted }),
  };
}

async function examineDatabase(context: Context, repairs: Set<Repair>, onCheck: OnCheck): Promise<Finding[]> {
  let schema;
  try {
    schema = await readSchemaState(context);
  } catch (error) {
    return [{ check: 'database', severity: 'fault', message: `The database cannot be reached: ${reasonOf(error)}.` }];
  }
  const checks: Record<string, Check> = {
    database: () => checkServer(context),
    clock: () => checkClock(context),
    tables: () => checkSchema(context, schema, { repair: repairs.has('indexes') }),
  };
  if (hasTaskTables(schema)) Object.assign(checks, workChecks(context, repairs, onCheck));
  if (schema.columns.has('tessera_mail.outbox.id')) checks['mail queue'] = () => checkMailQueue(context);
  return run(checks, onCheck);
}

/**
 * Checks the database and the services that this server needs. Changes only the parts in `repairs`. Users can continue to work
 * during a repair.
 */
export async function examine(
  context: Context,
  repairs: readonly Repair[],
  onCheck: OnCheck = () => undefined,
): Promise<Examination> {
  const [found, reached] = await Promise.all([
    examineDatabase(context, new Set(repairs), onCheck),
    Promise.all([checkMail(context), checkOsm(context)]),
  ]);
  const findings = [...found, ...reached];
  return { healthy: findings.every(({ severity, repaired }) => severity !== 'fault' || repaired === true), findings };
}

/** Runs the quick checks for the log at the start. @returns one sentence for each fault */
export async function examineAtStart(context: Context): Promise<string[]> {
  const faults: string[] = [];
  const { milliseconds, uncertainty } = await clockDifference(context);
  if (Math.abs(milliseconds) - uncertainty > CLOCK_WARNING_MS)
    faults.push(`the clock of the database differs by ${milliseconds} ms from the clock of this server`);
  const missing = await missingIndexNames(context);
  if (missing.length > 0) faults.push(`indexes are missing: ${missing.join(', ')}`);
  return faults;
}
