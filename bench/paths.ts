import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import type { Client } from './client.js';
import * as floor from './floor.js';
import type { Plan } from './measure.js';
import { MANAGER, MAPPERS, PROJECT, VALIDATORS } from './seed.js';

export interface Bench {
  client: Client;
  /** One connection for work of one caller, a pool for several. */
  db: pg.Client;
  pool: pg.Pool;
  /** How often everything is repeated; 1 for a short run. */
  effort: number;
  large: boolean;
}

const list = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** Fails where the server's answer is not the floor's: speed of wrong answers is not counted. */
async function assertSameFeatures({ client, db }: Bench, path: string, which: string): Promise<void> {
  const answer = JSON.parse((await client.send('GET', path, null)).toString()) as unknown;
  const { rows } = await db.query<{ answer: string }>(floor.geojson(which));
  if (JSON.stringify(answer) !== JSON.stringify(JSON.parse(rows[0]?.answer ?? '')))
    throw new Error(`${path}: a wrong answer`);
}

async function geojson(bench: Bench): Promise<Plan[]> {
  const { client, db, pool, effort, large } = bench;
  const ids = list(50).map((i) => i * 7);
  const cases = [
    {
      name: 'GeoJSON of 10,000 squares',
      path: `projects/${PROJECT.squares}/tasks/`,
      which: `project_id = ${PROJECT.squares}`,
      callers: 1,
      turns: 5,
    },
    {
      name: 'GeoJSON of 10,000 squares',
      path: `projects/${PROJECT.squares}/tasks/`,
      which: `project_id = ${PROJECT.squares}`,
      callers: 16,
      turns: 2,
    },
    {
      name: 'GeoJSON of 1,000 polygons of 60 corners',
      path: `projects/${PROJECT.polygons}/tasks/`,
      which: `project_id = ${PROJECT.polygons}`,
      callers: 1,
      turns: 5,
    },
    {
      name: 'GeoJSON of 50 tasks by id',
      path: `projects/${PROJECT.squares}/tasks/?tasks=${ids.join(',')}`,
      which: `project_id = ${PROJECT.squares} AND id = ANY('{${ids.join(',')}}')`,
      callers: 16,
      turns: 30,
    },
    ...(large
      ? [
          {
            name: 'GeoJSON of 100,000 squares',
            path: `projects/${PROJECT.large}/tasks/`,
            which: `project_id = ${PROJECT.large}`,
            callers: 1,
            turns: 1,
          },
        ]
      : []),
  ];
  for (const { path, which } of cases) await assertSameFeatures(bench, path, which);
  return cases.map(({ name, path, which, callers, turns }) => ({
    name,
    callers,
    turns,
    rounds: 3 * effort,
    server: async () => void (await client.send('GET', path, null)),
    floor: async () => void (await (callers === 1 ? db : pool).query(floor.geojson(which))),
  }));
}

const reads = ({ client, db, pool, effort }: Bench): Plan[] => {
  const of = (name: string, path: string, sql: string, callers = 1, turns = 5): Plan => ({
    name,
    callers,
    turns,
    rounds: 3 * effort,
    server: async () => void (await client.send('GET', path, null)),
    floor: async () => void (await (callers === 1 ? db : pool).query(sql, [PROJECT.squares])),
  });
  return [
    of('OSM XML of 10,000', `projects/${PROJECT.squares}/tasks/queries/xml/`, floor.osmXml, 1, 2),
    of('GPX of 10,000', `projects/${PROJECT.squares}/tasks/queries/gpx/`, floor.gpx, 1, 2),
    of('mapped by user', `projects/${PROJECT.squares}/tasks/queries/mapped/`, floor.mappedByUser),
    {
      name: 'one task with history',
      callers: 16,
      turns: 40,
      rounds: 3 * effort,
      server: async (caller, turn) =>
        void (await client.send(
          'GET',
          `projects/${PROJECT.squares}/tasks/${1 + ((caller * 40 + turn) % 9000)}/`,
          null,
        )),
      floor: async (caller, turn) =>
        void (await pool.query({
          name: 'task',
          text: floor.oneTask,
          values: [PROJECT.squares, 1 + ((caller * 40 + turn) % 9000)],
        })),
    },
  ];
};

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** A year of statistics, of all projects and of one; the answer is compared, and no question may go through the history. */
async function statistics(bench: Bench): Promise<Plan[]> {
  const { client, db, effort } = bench;
  const [first, last, after] = [day(360), day(1), day(0)];
  const cases = [
    { name: 'a year of statistics, all projects', query: '', where: '' },
    { name: 'a year of statistics, one project', query: '&projectId=1001', where: 'AND project_id = 1001' },
  ];
  for (const { query, where } of cases) {
    const scans = await historyScans(db);
    const path = `tasks/statistics/?startDate=${first}&endDate=${last}${query}`;
    const { taskStats } = JSON.parse((await client.send('GET', path, MANAGER)).toString()) as { taskStats: unknown };
    if ((await historyScans(db)) > scans) throw new Error(`${path} went through the whole history`);
    const { rows } = await db.query<{ answer: string }>(floor.statistics(where), [first, after]);
    if (JSON.stringify(taskStats) !== JSON.stringify(JSON.parse(rows[0]?.answer ?? 'null')))
      throw new Error(`${path}: a wrong answer`);
  }
  return cases.map(({ name, query, where }) => ({
    name,
    callers: 1,
    turns: 3,
    rounds: 3 * effort,
    server: async () =>
      void (await client.send('GET', `tasks/statistics/?startDate=${first}&endDate=${last}${query}`, MANAGER)),
    floor: async () => void (await db.query(floor.statistics(where), [first, after])),
  }));
}

/** How often the history was read from end to end, as PostgreSQL counts it (it writes its counts down after a second). */
async function historyScans(db: pg.Client): Promise<number> {
  await setTimeout(1500);
  const { rows } = await db.query<{ scans: string }>(
    `SELECT seq_scan AS scans FROM pg_stat_user_tables WHERE relname = 'task_history'`,
  );
  return Number(rows[0]?.scans ?? 0);
}

/** A caller's own task in a turn: no two callers ever meet on one. */
const taskOf = (caller: number, turn: number, turns: number): number => 1 + caller * turns + turn;

const resetCycle = (db: pg.Client) => async (): Promise<void> => {
  await db.query(`DELETE FROM task_history WHERE project_id = ${PROJECT.cycle}`);
  await db.query(
    `UPDATE tasks SET task_status = 0, locked_by = NULL, mapped_by = NULL, validated_by = NULL WHERE project_id = ${PROJECT.cycle}`,
  );
  await db.query(`UPDATE projects SET tasks_mapped = 0, tasks_validated = 0 WHERE id = ${PROJECT.cycle}`);
  await db.query('VACUUM tasks, task_history');
};

function actions({ client, db, pool, effort }: Bench): Plan[] {
  const at = `projects/${PROJECT.cycle}/tasks/actions`;
  const statements = [
    { name: 'l1', text: floor.lock('0, 5', 1, 'LOCKED_FOR_MAPPING'), base: MAPPERS },
    { name: 'u1', text: floor.unlock(1, 2, 'MAPPED', 'mapped_by', 'tasks_mapped'), base: MAPPERS },
    { name: 'l2', text: floor.lock('2', 3, 'LOCKED_FOR_VALIDATION'), base: VALIDATORS },
    { name: 'u2', text: floor.unlock(3, 4, 'VALIDATED', 'validated_by', 'tasks_validated'), base: VALIDATORS },
  ];
  const cycle = (callers: number, turns = callers === 1 ? 30 : Math.ceil(120 / callers) + 4): Plan => ({
    name: 'lock, submit, lock, validate',
    callers,
    turns,
    rounds: 3 * effort,
    reset: resetCycle(db),
    server: async (caller, turn) => {
      const id = taskOf(caller, turn, turns);
      await client.send('POST', `${at}/lock-for-mapping/${id}/`, MAPPERS + caller);
      await client.send('POST', `${at}/unlock-after-mapping/${id}/`, MAPPERS + caller, { status: 'MAPPED' });
      await client.send('POST', `${at}/lock-for-validation/`, VALIDATORS + caller, { taskIds: [id] });
      const validatedTasks = [{ taskId: id, status: 'VALIDATED' }];
      await client.send('POST', `${at}/unlock-after-validation/`, VALIDATORS + caller, { validatedTasks });
    },
    floor: async (caller, turn) => {
      const connection = callers === 1 ? db : pool;
      for (const { name, text, base } of statements)
        await connection.query({ name, text, values: [PROJECT.cycle, taskOf(caller, turn, turns), base + caller] });
    },
  });
  const [lock] = statements;
  const oneLock: Plan = {
    name: 'one lock for mapping',
    callers: 1,
    turns: 200,
    rounds: 3 * effort,
    reset: resetCycle(db),
    // Each turn another task and another user: a user holds one lock.
    server: async (_, turn) => void (await client.send('POST', `${at}/lock-for-mapping/${1 + turn}/`, MAPPERS + turn)),
    floor: async (_, turn) =>
      void (await db.query({ name: 'l1', text: lock?.text ?? '', values: [PROJECT.cycle, 1 + turn, MAPPERS] })),
  };
  return [{ ...oneLock, turns: 64 }, ...[1, 4, 16, 64].map((callers) => cycle(callers))];
}

const bulk = ({ client, db, effort }: Bench): Plan[] => {
  const reset = (sql: string) => async (): Promise<void> => {
    await db.query(
      `UPDATE tasks SET task_status = 0, locked_by = NULL, mapped_by = NULL, validated_by = NULL WHERE project_id = ${PROJECT.squares}`,
    );
    await db.query(`UPDATE projects SET tasks_mapped = 0, tasks_validated = 0 WHERE id = ${PROJECT.squares}`);
    await db.query(`DELETE FROM task_invalidation_history WHERE project_id = ${PROJECT.squares}`);
    await db.query(`DELETE FROM task_history WHERE project_id = ${PROJECT.squares}`);
    if (sql) await db.query(sql);
    await db.query('VACUUM tasks');
  };
  const of = (name: string, path: string, sql: string, before: string): Plan => ({
    name,
    callers: 1,
    turns: 1,
    rounds: 2 * effort,
    reset: reset(before),
    server: async () => void (await client.send('POST', `projects/${PROJECT.squares}/tasks/actions/${path}/`, MANAGER)),
    floor: async () => void (await db.query(sql, [PROJECT.squares, MANAGER])),
  });
  const allMapped = `UPDATE tasks SET task_status = 2, mapped_by = ${MAPPERS} WHERE project_id = ${PROJECT.squares}`;
  const allValidated = `UPDATE tasks SET task_status = 4, mapped_by = ${MAPPERS}, validated_by = ${VALIDATORS} WHERE project_id = ${PROJECT.squares};
    INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
    SELECT project_id, id, 'STATE_CHANGE', 'MAPPED', now() AT TIME ZONE 'UTC', ${MAPPERS} FROM tasks WHERE project_id = ${PROJECT.squares}`;
  return [
    of('map-all of 10,000', 'map-all', floor.mapAll, ''),
    of('validate-all of 10,000', 'validate-all', floor.validateAll, allMapped),
    of('invalidate-all of 10,000', 'invalidate-all', floor.invalidateAll, allValidated),
    of('reset-all of 10,000', 'reset-all', floor.resetAll, allMapped),
  ];
};

/** What is measured, in this order: reads first, as the writes change what they read. */
export async function plans(bench: Bench): Promise<Plan[]> {
  return [...(await geojson(bench)), ...reads(bench), ...(await statistics(bench)), ...actions(bench), ...bulk(bench)];
}
