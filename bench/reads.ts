import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { floorOf, type Bench } from './bench.js';
import {
  queryableOf,
  sameContributions,
  sameContributionsByDay,
  sameFeatures,
  sameMapped,
  sameShapes,
  sameStatistics,
  sameTimes,
} from './check-answers.js';
import { sameTask, type Check } from './check-answers.js';
import { WrongAnswer, type Client } from './client.js';
import * as floor from './floor-reads.js';
import type { Plan, Target } from './measure.js';
import { BALLAST_PROJECT, MANAGER, MAPPERS, nameOfUser, PROJECT, STATISTICS_YEAR, TASKS, VALIDATORS } from './seed.js';

/** A path that is read, by one caller and by sixteen. */
export interface Read {
  name: string;
  path: (caller: number, turn: number) => string;
  userId?: number;
  statement: floor.Statement;
  values: (caller: number, turn: number) => unknown[];
  /** The targets for one caller and for sixteen. */
  targets?: [Target, Target?];
  check: Check;
  /** The numbers of callers. By default both. */
  callers?: number[];
  reset?: () => Promise<void>;
}

/** The plans of one read. */
export const plansOf = (bench: Bench, read: Read): Plan[] =>
  (read.callers ?? [1, 16]).map((callers): Plan => {
    const run = floorOf(bench, callers);
    const target = read.targets?.[callers === 1 ? 0 : 1];
    return {
      name: read.name,
      callers,
      ...(target && { target }),
      // With a change before each round, a round is one call, because a second call would find no change.
      ...(read.reset && { reset: read.reset, turns: 1, rounds: callers === 1 ? 3 : 1 }),
      server: (client, caller, turn) => client.get(read.path(caller, turn), read.userId),
      floor: (caller, turn) => run(read.statement, read.values(caller, turn)),
      check: (client) => read.check(client, queryableOf(bench.db)),
    };
  });

/** A transaction of another process. It makes all cached statistics outdated. */
const commitElsewhere = (db: pg.Client) => async (): Promise<void> => {
  await db.query('SELECT pg_current_xact_id()');
};

/** Moves every task by a centimetre and back. It makes all cached geometries outdated. */
const moveSquares = (db: pg.Client): (() => Promise<void>) => {
  let step = 1e-7;
  return async () => {
    step = -step;
    await db.query('UPDATE tasks SET geometry = ST_Translate(geometry, $1, 0) WHERE project_id = $2', [
      step,
      PROJECT.squares,
    ]);
    await db.query('VACUUM tasks');
  };
};

/** Changes the state of a twentieth of the tasks, as another process might. Only the rows of the tasks change. */
const changeSome = (db: pg.Client): (() => Promise<void>) => {
  let turn = 0;
  return async () => {
    await db.query(
      `UPDATE tasks SET task_status = CASE task_status WHEN 2 THEN 4 ELSE 2 END,
        validated_by = CASE task_status WHEN 2 THEN ${VALIDATORS}::bigint END WHERE project_id = $1 AND id % 20 = $2`,
      [PROJECT.squares, turn++ % 20],
    );
  };
};

const USER_STATISTICS = `users/${nameOfUser(MAPPERS)}/statistics/`;

const LIST: [Target, Target] = [{ time: 1.3 }, { rate: 0.8 }];
const BY_ID = Array.from({ length: 50 }, (_, i) => 7 * (i + 1));
const always =
  <T>(value: T) =>
  (): T =>
    value;

/** The whole list of a project, or some of its tasks, as GeoJSON. */
function features(project: number, ids?: number[]): Pick<Read, 'path' | 'statement' | 'values' | 'check'> {
  const path = `projects/${project}/tasks/${ids ? `?tasks=${ids.join(',')}` : ''}`;
  const statement = ids ? floor.someTasks : floor.allTasks;
  const values = ids ? [project, ids] : [project];
  return { path: always(path), statement, values: always(values), check: sameFeatures(path, statement, values) };
}

const aTask = (caller: number, turn: number): number => 1 + ((caller * 997 + turn * 13) % TASKS.squares);

/** The year of all projects, or of one. No request may scan the whole history. */
function statistics(db: pg.Client, project?: number): Pick<Read, 'path' | 'userId' | 'statement' | 'values' | 'check'> {
  const { first, last, after } = STATISTICS_YEAR;
  const path = `tasks/statistics/?startDate=${first}&endDate=${last}${project ? `&projectId=${project}` : ''}`;
  const statement = project ? floor.projectStatistics : floor.statistics;
  const values = project ? [first, after, project] : [first, after];
  const same = sameStatistics(path, MANAGER, statement, values);
  let looked = false;
  const check: Check = async (client, queryable) => {
    if (!looked) await assertNoScan(client);
    looked = true;
    await same(client, queryable);
  };
  const assertNoScan = async (client: Client): Promise<void> => {
    const scans = await historyScans(db);
    await client.get(path, MANAGER);
    if ((await historyScans(db)) > scans) throw new WrongAnswer(`${path} went through the whole history`);
  };
  return { path: always(path), userId: MANAGER, statement, values: always(values), check };
}

/**
 * How often the history was read from end to end, from PostgreSQL's statistics. Sessions write them after a second. The own session,
 * which runs the floor, may write later, and is asked to write now.
 */
async function historyScans(db: pg.Client): Promise<number> {
  await db.query('SELECT pg_stat_force_next_flush()');
  await setTimeout(1100);
  const { rows } = await db.query<{ scans: string }>(
    `SELECT seq_scan AS scans FROM pg_stat_user_tables WHERE relname = 'task_history'`,
  );
  return Number(rows[0]?.scans ?? 0);
}

/** All reads, in this order. */
export const reads = ({ db }: Bench): Read[] => {
  const { squares, polygons } = PROJECT;
  const list = features(squares);
  const of = (path: string) => ({ path: always(`projects/${squares}/${path}`), values: always([squares]) });
  const atMost = (time: number): [Target] => [{ time }];
  return [
    {
      name: 'list of 10,000 squares, all changed since the last request',
      ...list,
      targets: LIST,
      reset: moveSquares(db),
    },
    { name: 'list of 10,000 squares, unchanged since the last request', ...list },
    {
      name: 'list of 10,000 squares, 5 % changed since the last request',
      ...list,
      targets: atMost(0.35),
      callers: [1],
      reset: changeSome(db),
    },
    { name: 'list of 1,000 polygons of 60 corners', ...features(polygons), targets: LIST },
    { name: 'list of 50 tasks by their ids', ...features(squares, BY_ID) },
    {
      name: 'one task with its history',
      path: (caller, turn) => `projects/${squares}/tasks/${aTask(caller, turn)}/`,
      statement: floor.oneTask,
      values: (caller, turn) => [squares, aTask(caller, turn)],
      targets: atMost(1.5),
      check: async (client, queryable) => {
        for (const task of [1, 5, 4321, TASKS.squares]) await sameTask(squares, task)(client, queryable);
      },
    },
    {
      name: 'mapped tasks by mapper',
      ...of('tasks/queries/mapped/'),
      statement: floor.mappedByUser,
      targets: atMost(1.3),
      check: sameMapped(squares),
    },
    {
      name: 'contributions to a project by user',
      ...of('contributions/'),
      statement: floor.contributions,
      targets: atMost(1.3),
      check: sameContributions(squares),
    },
    {
      name: 'contributions to a project by day',
      ...of('contributions/queries/day/'),
      statement: floor.contributionsByDay,
      callers: [1],
      check: sameContributionsByDay(squares),
    },
    {
      name: 'statistics of a project',
      ...of('statistics/'),
      statement: floor.timesOfProject,
      callers: [1],
      reset: commitElsewhere(db),
      check: sameTimes(`projects/${squares}/statistics/`, MAPPERS, floor.timesOfProject, squares),
    },
    {
      name: 'statistics of a user',
      path: always(USER_STATISTICS),
      userId: MAPPERS,
      statement: floor.timesOfUser,
      values: always([MAPPERS]),
      callers: [1],
      reset: commitElsewhere(db),
      check: sameTimes(USER_STATISTICS, MAPPERS, floor.timesOfUser, MAPPERS),
    },
    {
      name: 'OSM XML of 10,000 squares',
      ...of('tasks/queries/xml/'),
      statement: floor.osmXml,
      targets: atMost(0.5),
      check: sameShapes(squares, 'xml'),
    },
    {
      name: 'GPX of 10,000 squares',
      ...of('tasks/queries/gpx/'),
      statement: floor.gpx,
      targets: atMost(0.5),
      check: sameShapes(squares, 'gpx'),
    },
    {
      name: 'statistics of a year, all projects, after a commit',
      ...statistics(db),
      targets: atMost(1.3),
      reset: commitElsewhere(db),
    },
    {
      name: 'statistics of a year, one project, after a commit',
      ...statistics(db, BALLAST_PROJECT),
      targets: atMost(1.3),
      reset: commitElsewhere(db),
    },
    { name: 'statistics of a year, all projects, no commit since the last request', ...statistics(db), callers: [1] },
  ];
};

/** The list for the measurement with several processes. */
export const steadyList = (bench: Bench): Plan[] =>
  plansOf(bench, { name: 'list of 10,000 squares', ...features(PROJECT.squares), callers: [16] });

/** The list of 100,000. */
export const largeList = (bench: Bench): Plan[] =>
  plansOf(bench, {
    name: 'list of 100,000 squares',
    ...features(PROJECT.large),
    targets: LIST,
    callers: [1],
  });
