import type { Context } from '../../context.js';
import { findLockFaults, repairLocks, type TaskRef } from '../tasks/upkeep/lock-upkeep.service.js';
import {
  findProjectDrifts,
  findUserDrifts,
  repairProjectCounters,
  repairUserCounters,
  type OnCounted,
  type ProjectDrift,
  type UserDrift,
} from '../tasks/upkeep/recount.service.js';
import { counted, detailsOf, ok, type Finding } from './finding.js';

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));

const changes = (names: Record<string, number>): string =>
  Object.entries(names)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${name} ${signed(value)}`)
    .join(', ');

const describeProject = ({ projectId, total, mapped, validated, badImagery }: ProjectDrift): string =>
  `project ${projectId}: ${changes({ total, mapped, validated, 'bad imagery': badImagery })}`;

const describeUser = ({ userId, mapped, validated, invalidated, projects }: UserDrift): string =>
  `user ${userId}: ${changes({ mapped, validated, invalidated, projects: projects.length })}`;

const describeTask = ({ projectId, taskId }: TaskRef): string => `project ${projectId}, task ${taskId}`;

/** A fault that lists its cases, or `ok` without cases. */
function casesFinding<T>(
  check: string,
  cases: T[],
  {
    noun,
    trouble,
    none,
    describe,
    repaired,
  }: {
    noun: string;
    /** The text after the number of cases. */
    trouble: string;
    none: string;
    describe: (each: T) => string;
    repaired: boolean;
  },
): Finding {
  if (cases.length === 0) return ok(check, none);
  return {
    check,
    severity: 'fault',
    message: `${counted(cases.length, noun)} ${trouble}`,
    details: detailsOf(cases, describe),
    repairable: true,
    ...(repaired && { repaired }),
  };
}

/** Compares the counters of projects with their tasks, or repairs them. */
export async function checkProjectCounters({ database }: Context, { repair }: { repair: boolean }): Promise<Finding> {
  return casesFinding(
    'project counters',
    await (repair ? repairProjectCounters(database) : findProjectDrifts(database)),
    {
      noun: 'project',
      trouble: 'with counters that do not match the tasks.',
      none: 'The counters of all projects match their tasks.',
      describe: describeProject,
      repaired: repair,
    },
  );
}

/** Compares the counters of users with the history, or repairs them. */
export async function checkUserCounters(
  { database }: Context,
  { repair, onCounted }: { repair: boolean; onCounted: OnCounted },
): Promise<Finding[]> {
  const { drifts, unsure } = await (repair ? repairUserCounters : findUserDrifts)(database, onCounted);
  const finding = casesFinding('user counters', drifts, {
    noun: 'user',
    trouble: 'with counters that do not match the history.',
    none: 'The counters of users match the history.',
    describe: describeUser,
    repaired: repair,
  });
  if (unsure.length === 0) return [finding];
  const note: Finding = {
    check: 'user counters',
    severity: 'note',
    message:
      `${counted(unsure.length, 'user')} with counters that the history does not explain, because a part of it is missing ` +
      '(deleted projects, data from before locks were recorded). They are not changed.',
    details: detailsOf(unsure, describeUser),
  };
  return [finding, note];
}

/** Finds or repairs broken locks. */
export async function checkLocks(context: Context, { repair }: { repair: boolean }): Promise<Finding[]> {
  const { broken, strayHolders, strayRows } = await (repair ? repairLocks(context) : findLockFaults(context));
  const common = { noun: 'task', describe: describeTask, repaired: repair };
  return [
    casesFinding('orphaned locks', broken, {
      ...common,
      trouble: 'with a lock that has no holder or no row in the history.',
      none: 'Every lock has a holder and a row in the history.',
    }),
    casesFinding('stray holders', strayHolders, {
      ...common,
      trouble: 'with a holder although they are not locked.',
      none: 'No free task has a holder.',
    }),
    casesFinding('open lock rows', strayRows, {
      ...common,
      trouble: 'with a lock in the history that never ended.',
      none: 'Every ended lock in the history has its duration.',
    }),
  ];
}
