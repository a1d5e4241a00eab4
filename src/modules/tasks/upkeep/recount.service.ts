import type { Database } from '../../../db/database.js';
import { inLongTransaction, type Tx } from '../../../db/transaction.js';
import {
  addProjectDrift,
  addUserDrift,
  readHistoriesOf,
  readOneSnapshot,
  readProjectDrift,
  readProjectSizes,
  readUserCounters,
  type ProjectDrift,
  type UserDrift,
} from './recount.repository.js';
import { UserRecount } from './user-recount.js';

export type { ProjectDrift, UserDrift };

/** Histories of projects are read together up to so many tasks. */
const TASKS_AT_ONCE = 5000;
const USERS_AT_ONCE = 10_000;

/** Users whose counters do not match the history. */
export interface UserDrifts {
  /** What must be added. */
  drifts: UserDrift[];
  /** Users whose work is not all in the history (projects that were deleted, data without lock rows): nobody can say what is right. */
  unsure: UserDrift[];
}

/** Ids in groups of about so many tasks. */
function* inGroups(sizes: { projectId: number; tasks: number }[]): Generator<number[]> {
  let group: number[] = [];
  let tasks = 0;
  for (const size of sizes) {
    group.push(size.projectId);
    tasks += size.tasks;
    if (tasks < TASKS_AT_ONCE) continue;
    yield group;
    [group, tasks] = [[], 0];
  }
  if (group.length > 0) yield group;
}

async function readUserDrifts(tx: Tx): Promise<UserDrifts> {
  await readOneSnapshot(tx);
  const sizes = await readProjectSizes(tx);
  const recount = new UserRecount();
  for (const projectIds of inGroups(sizes)) recount.add(await readHistoriesOf(tx, projectIds));
  const existing = new Set(sizes.map(({ projectId }) => projectId));
  const found: UserDrifts = { drifts: [], unsure: [] };
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const page = await readUserCounters(tx, after, USERS_AT_ONCE);
    for (const stored of page) {
      const result = recount.driftOf(stored, existing);
      if (result) (result.sure ? found.drifts : found.unsure).push(result.drift);
    }
    const last = page.at(-1);
    if (!last || page.length < USERS_AT_ONCE) return found;
    after = last.userId;
  }
}

/** Compares the counters of all users with the history, in one snapshot of the database. */
export const findUserDrifts = (database: Database): Promise<UserDrifts> => inLongTransaction(database, readUserDrifts);

/**
 * Puts the counters of users right, by adding what they differ by. Every action writes history and counters in one
 * transaction, so the difference that a snapshot shows stays the same whoever works meanwhile. One process at a time: two
 * would add it twice.
 * @returns what was wrong
 */
export const repairUserCounters = (database: Database): Promise<UserDrifts> =>
  database.whileMigrating(async () => {
    const found = await findUserDrifts(database);
    if (found.drifts.length > 0) await inLongTransaction(database, (tx) => addUserDrift(tx, found.drifts));
    return found;
  });

/** Compares the counters of all projects with their tasks. */
export const findProjectDrifts = (database: Database): Promise<ProjectDrift[]> => readProjectDrift(database.db);

/** Puts the counters of projects right. One process at a time. @returns what was wrong */
export const repairProjectCounters = (database: Database): Promise<ProjectDrift[]> =>
  database.whileMigrating(() => inLongTransaction(database, addProjectDrift));
