import type { Context } from '../../context.js';
import { findLockFaults, repairLocks, type TaskRef } from '../tasks/upkeep/lock-upkeep.service.js';
import {
  findProjectDrifts,
  findUserDrifts,
  repairProjectCounters,
  repairUserCounters,
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

/** A finding that lists cases, or that there are none. */
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
    /** What is wrong with the cases, behind their number. */
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

/** Compares the counters of projects with their tasks. */
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

/** Compares the counters of users with the history. */
export async function checkUserCounters({ database }: Context, { repair }: { repair: boolean }): Promise<Finding[]> {
  const { drifts, unsure } = await (repair ? repairUserCounters(database) : findUserDrifts(database));
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
      `${counted(unsure.length, 'user')} with counters that the history does not explain, because a part of it is gone ` +
      '(deleted projects, data from before locks were recorded). They are left as they are.',
    details: detailsOf(unsure, describeUser),
  };
  return [finding, note];
}

/** Looks for locks that are not whole. */
export async function checkLocks(context: Context, { repair }: { repair: boolean }): Promise<Finding[]> {
  const { broken, strayHolders, strayRows } = await (repair ? repairLocks(context) : findLockFaults(context));
  const common = { noun: 'task', describe: describeTask, repaired: repair };
  return [
    casesFinding('orphaned locks', broken, {
      ...common,
      trouble: 'locked by nobody, or without the row of the lock in the history.',
      none: 'Every locked task has its holder and its row in the history.',
    }),
    casesFinding('stray holders', strayHolders, {
      ...common,
      trouble: 'not locked, yet naming a holder.',
      none: 'No free task names a holder.',
    }),
    casesFinding('open lock rows', strayRows, {
      ...common,
      trouble: 'with a lock in the history that never ended.',
      none: 'Every lock in the history that is over has its duration.',
    }),
  ];
}
