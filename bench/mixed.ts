import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { floorOf, type Bench } from './bench.js';
import { assertSound } from './check-rows.js';
import type { Client } from './client.js';
import * as changes from './floor-changes.js';
import { allTasks } from './floor-reads.js';
import { at, sorted } from './measure.js';
import type { Figure } from './report.js';
import { emptySquares, MANAGER, PROJECT, resetCycle, TASKS, USERS } from './seed.js';
import type { BenchServer } from './server.js';

/** The work of three simultaneous callers. */
interface Mix {
  download: () => Promise<unknown>;
  mapAll: () => Promise<unknown>;
  resetAll: () => Promise<unknown>;
  lock: (task: number, user: number) => Promise<unknown>;
  /** Ends the lock; not measured. */
  release: (task: number, user: number) => Promise<unknown>;
}

const byServer = (client: Client): Mix => {
  const bulk = `projects/${PROJECT.squares}/tasks/actions`;
  const single = `projects/${PROJECT.cycle}/tasks/actions`;
  return {
    download: () => client.get(`projects/${PROJECT.large}/tasks/`),
    mapAll: () => client.post(`${bulk}/map-all/`, MANAGER),
    resetAll: () => client.post(`${bulk}/reset-all/`, MANAGER),
    lock: (task, user) => client.post(`${single}/lock-for-mapping/${task}/`, user),
    release: (task, user) => client.post(`${single}/stop-mapping/${task}/`, user, {}),
  };
};

const byFloor = (bench: Bench): Mix => {
  const run = floorOf(bench, 3);
  const { squares, cycle, large } = PROJECT;
  return {
    download: () => run(allTasks, [large]),
    mapAll: () => run(changes.mapAll, [squares, MANAGER]),
    resetAll: () => run(changes.resetAll, [squares, MANAGER]),
    lock: (task, user) => run(changes.lockForMapping, [cycle, task, user]),
    release: (task, user) => run(changes.submitMapped, [cycle, task, user]),
  };
};

interface Mixed {
  locks: number[];
  downloads: number;
  bulks: number;
}

/** Runs the three callers for some time, with a lock every few milliseconds. */
async function run(mix: Mix, milliseconds: number): Promise<Mixed> {
  const end = performance.now() + milliseconds;
  const result: Mixed = { locks: [], downloads: 0, bulks: 0 };
  const goesOn = (): boolean => performance.now() < end;
  const downloading = async (): Promise<void> => {
    for (; goesOn(); result.downloads++) await mix.download();
  };
  const changing = async (): Promise<void> => {
    for (; goesOn(); result.bulks++) await (result.bulks % 2 === 0 ? mix.mapAll() : mix.resetAll());
  };
  const locking = async (): Promise<void> => {
    for (let turn = 0; goesOn() && turn < TASKS.cycle; turn++) {
      const [task, user] = [1 + turn, 2 + (turn % (USERS - 1))];
      const before = performance.now();
      await mix.lock(task, user);
      result.locks.push(performance.now() - before);
      await mix.release(task, user);
      await setTimeout(5);
    }
  };
  await Promise.all([downloading(), changing(), locking()]);
  result.locks = sorted(result.locks);
  return result;
}

/** How long locks take while one caller downloads 100,000 tasks and another maps and resets 10,000. */
export async function mixedFigures(
  bench: Bench,
  client: Client,
  server: BenchServer,
  milliseconds: number,
): Promise<Figure[]> {
  const reset = async (): Promise<void> => {
    await emptySquares(bench.db);
    await resetCycle(bench.db);
  };
  await reset();
  const floor = await run(byFloor(bench), milliseconds / 2);
  await reset();
  let mixed: Mixed | undefined;
  const held = await server.watch(async () => {
    mixed = await run(byServer(client), milliseconds);
  });
  if (!mixed) throw new Error('nothing was measured');
  for (const project of [PROJECT.squares, PROJECT.cycle, PROJECT.large]) await assertSound(bench.db, project);
  const load = `${mixed.downloads} downloads of 100,000, ${mixed.bulks} bulk actions on 10,000`;
  return [
    { name: `lock beside ${load}: median of ${mixed.locks.length}`, value: at(mixed.locks, 0.5), unit: 'ms' },
    { name: 'lock beside them, p95', value: at(mixed.locks, 0.95), unit: 'ms', target: 50 },
    { name: 'lock by the floor beside them, p95', value: at(floor.locks, 0.95), unit: 'ms' },
    { name: 'event loop blocked beside them, longest', value: held.max, unit: 'ms', target: 20 },
    { name: 'event loop blocked beside them, p99', value: held.p99, unit: 'ms' },
    { name: 'garbage collection beside them, longest (part of the above)', value: held.gc, unit: 'ms' },
  ];
}
