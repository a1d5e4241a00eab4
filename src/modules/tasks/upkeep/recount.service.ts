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
  type DatedAct,
  type ProjectDrift,
  type ProjectSize,
  type UserDrift,
} from './recount.repository.js';
import { UserRecount } from './user-recount.js';

export type { ProjectDrift, UserDrift };

/** The histories of several projects are read together. A group of projects is complete when it has this number of tasks. */
const GROUP_TASKS = 5000;
/** Number of users that are read together. */
const PAGE_USERS = 10_000;

/** Receives how many of all tasks were counted. */
export type OnCounted = (progress: { done: number; total: number }) => void;

/** Users whose counters do not match the history. */
export interface UserDrifts {
  /** What must be added. */
  drifts: UserDrift[];
  /** Users whose work is not all in the history (deleted projects, data without lock rows). Their right counters are unknown. */
  unsure: UserDrift[];
}

const tasksOf = (sizes: ProjectSize[]): number => sizes.reduce((sum, { tasks }) => sum + tasks, 0);

/** Groups of projects. Each has at least `GROUP_TASKS` tasks, except the last. */
function* inGroups(sizes: ProjectSize[]): Generator<ProjectSize[]> {
  let group: ProjectSize[] = [];
  let tasks = 0;
  for (const size of sizes) {
    group.push(size);
    tasks += size.tasks;
    if (tasks < GROUP_TASKS) continue;
    yield group;
    [group, tasks] = [[], 0];
  }
  if (group.length > 0) yield group;
}

/** Counts the work in all projects. The database reads the next group of projects while this process counts one. */
async function countWork(tx: Tx, sizes: ProjectSize[], onCounted: OnCounted): Promise<UserRecount> {
  const recount = new UserRecount();
  const total = tasksOf(sizes);
  const read = (group: ProjectSize[]): Promise<DatedAct[]> =>
    readHistoriesOf(
      tx,
      group.map(({ projectId }) => projectId),
    );
  let done = 0;
  let counting: { group: ProjectSize[]; rows: DatedAct[] } | null = null;
  const count = (): void => {
    if (!counting) return;
    recount.add(counting.rows);
    done += tasksOf(counting.group);
    onCounted({ done, total });
  };
  for (const group of inGroups(sizes)) {
    const reading = read(group);
    // If the count fails, nothing waits for the read any more. A failure of the read must then not end the process.
    reading.catch(() => undefined);
    count();
    counting = { group, rows: await reading };
  }
  count();
  return recount;
}

async function readUserDrifts(tx: Tx, onCounted: OnCounted): Promise<UserDrifts> {
  await readOneSnapshot(tx);
  const sizes = await readProjectSizes(tx);
  const recount = await countWork(tx, sizes, onCounted);
  const existing = new Set(sizes.map(({ projectId }) => projectId));
  const found: UserDrifts = { drifts: [], unsure: [] };
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const page = await readUserCounters(tx, after, PAGE_USERS);
    for (const stored of page) {
      const result = recount.driftOf(stored, existing);
      if (result) (result.sure ? found.drifts : found.unsure).push(result.drift);
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE_USERS) return found;
    after = last.userId;
  }
}

/** Compares the counters of all users with the history, in one snapshot of the database. */
export const findUserDrifts = (database: Database, onCounted: OnCounted = () => undefined): Promise<UserDrifts> =>
  inLongTransaction(database, (tx) => readUserDrifts(tx, onCounted));

/**
 * Repairs the counters of users: adds the differences to them. Every action writes history and counters in one transaction, so
 * simultaneous actions do not change the differences of a snapshot. Only one process at a time does this, because two would add
 * them twice.
 * @returns the differences
 */
export const repairUserCounters = (database: Database, onCounted?: OnCounted): Promise<UserDrifts> =>
  database.whileMigrating(async () => {
    const found = await findUserDrifts(database, onCounted);
    if (found.drifts.length > 0) await inLongTransaction(database, (tx) => addUserDrift(tx, found.drifts));
    return found;
  });

/** Compares the counters of all projects with their tasks. */
export const findProjectDrifts = (database: Database): Promise<ProjectDrift[]> => readProjectDrift(database.db);

/** Repairs the counters of projects. Only one process at a time does this. @returns the differences */
export const repairProjectCounters = (database: Database): Promise<ProjectDrift[]> =>
  database.whileMigrating(() => inLongTransaction(database, addProjectDrift));
