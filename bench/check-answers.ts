import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { WrongAnswer, type Client } from './client.js';
import * as floor from './floor-reads.js';

/** Runs the statement of a floor, on PostgreSQL or on the embedded database in the process of the bench. */
export interface Queryable {
  query<Row extends object>(text: string, values: unknown[]): Promise<{ rows: Row[] }>;
}

/** Such a runner for a pg client. */
export const queryableOf = (db: pg.Client): Queryable => ({
  query: async <Row extends object>(text: string, values: unknown[]) => {
    const { rows } = await db.query(text, values);
    return { rows: rows as Row[] };
  },
});

function assertEqual(path: string, answer: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(answer, expected))
    throw new WrongAnswer(
      `${path}: a wrong answer, ${JSON.stringify(answer)?.slice(0, 200)} and not ${JSON.stringify(expected)?.slice(0, 200)}`,
    );
}

/** Comparisons of an answer with SQL. Each throws WrongAnswer on a difference. */
export type Check = (client: Client, db: Queryable) => Promise<void>;

const jsonOf = async (db: Queryable, { text }: floor.Statement, values: unknown[]): Promise<unknown> => {
  const { rows } = await db.query<{ answer: string | null }>(text, values);
  return JSON.parse(rows[0]?.answer ?? '[]');
};

export const sameFeatures =
  (path: string, statement: floor.Statement, values: unknown[]): Check =>
  async (client, db) =>
    assertEqual(path, await client.json(path), await jsonOf(db, statement, values));

/** A date as PostgreSQL and as the API write it, in one form. */
const sameDate = (text: string): string => {
  const [seconds, fraction = ''] = text.replace('Z', '').split('.');
  return `${seconds}.${fraction.padEnd(6, '0')}`;
};

interface HistoryRow {
  historyId: number;
  action: string;
  actionText: string | null;
  actionDate: string;
  actionBy: string;
}

const historyOf = (rows: HistoryRow[] | null): HistoryRow[] =>
  (rows ?? []).map(({ historyId, action, actionText, actionDate, actionBy }) => ({
    historyId,
    action,
    actionText,
    actionDate: sameDate(actionDate),
    actionBy,
  }));

interface TaskAnswer {
  taskId: number;
  taskStatus: string;
  geometry: unknown;
  taskHistory: HistoryRow[];
}

export const sameTask =
  (project: number, task: number): Check =>
  async (client, db) => {
    const path = `projects/${project}/tasks/${task}/`;
    const { taskId, taskStatus, geometry, taskHistory } = await client.json<TaskAnswer>(path);
    const { rows } = await db.query<{
      answer: { taskId: number; status: string; geometry: unknown; history: HistoryRow[] | null };
    }>(floor.oneTask.text, [project, task]);
    const expected = rows[0]?.answer;
    assertEqual(
      path,
      { taskId, status: taskStatus, geometry, history: historyOf(taskHistory) },
      expected && { ...expected, history: historyOf(expected.history) },
    );
  };

export const sameMapped =
  (project: number): Check =>
  async (client, db) => {
    const path = `projects/${project}/tasks/queries/mapped/`;
    const { mappedTasks } = await client.json<{
      mappedTasks: { username: string; mappedTaskCount: number; tasksMapped: number[]; lastSeen: string }[];
    }>(path);
    const { rows } = await db.query<{
      answer: { username: string; count: number; array_agg: number[]; max: string }[] | null;
    }>(floor.mappedByUser.text, [project]);
    const byName = (a: { username: string }, b: { username: string }): number => (a.username < b.username ? -1 : 1);
    assertEqual(
      path,
      mappedTasks
        .map(({ username, mappedTaskCount, tasksMapped, lastSeen }) => ({
          username,
          count: mappedTaskCount,
          array_agg: tasksMapped,
          max: sameDate(lastSeen),
        }))
        .sort(byName),
      (rows[0]?.answer ?? []).map((row) => ({ ...row, max: sameDate(row.max) })).sort(byName),
    );
  };

const CONTRIBUTION = 'username mapped validated badImagery total mappedTasks validatedTasks badImageryTasks'.split(' ');

/** @param keys the compared columns of each row */
export const sameContributions =
  (project: number, keys = CONTRIBUTION): Check =>
  async (client, db) => {
    const path = `projects/${project}/contributions/`;
    const { userContributions } = await client.json<{ userContributions: Record<string, unknown>[] }>(path);
    const expected = (await jsonOf(db, floor.contributions, [project])) as Record<string, unknown>[];
    const [found, wanted] = [userContributions, expected].map((rows) =>
      rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key]]))),
    );
    assertEqual(path, found, wanted);
  };

export const sameContributionsByDay =
  (project: number): Check =>
  async (client, db) => {
    const path = `projects/${project}/contributions/queries/day/`;
    const { stats } = await client.json<{ stats: { date: string; mapped: number; validated: number }[] }>(path);
    const days = stats.map(({ date, mapped, validated }) => ({ date, mapped, validated }));
    assertEqual(path, days, await jsonOf(db, floor.contributionsByDay, [project]));
  };

/** The seconds of mapping and of validation in the statistics of a project or a user. */
export const sameTimes =
  (path: string, userId: number, statement: floor.Statement, id: number): Check =>
  async (client, db) => {
    const answer = await client.json<Record<string, number>>(path, userId);
    const times = [
      answer.totalMappingTime ?? answer.timeSpentMapping,
      answer.totalValidationTime ?? answer.timeSpentValidating,
    ];
    assertEqual(path, times, await jsonOf(db, statement, [id]));
  };

export const sameStatistics =
  (path: string, userId: number, statement: floor.Statement, values: unknown[]): Check =>
  async (client, db) => {
    const { taskStats } = await client.json<{ taskStats: unknown }>(path, userId);
    assertEqual(path, taskStats, await jsonOf(db, statement, values));
  };

type Box = [west: number, south: number, east: number, north: number];

function boxOf(corners: [lon: number, lat: number][]): Box {
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** The boxes of the ways of an OSM file, by the task that each names. */
function boxesOfOsm(text: string): Map<number, Box> {
  const nodes = new Map<string, [number, number]>();
  for (const [, id = '', lat, lon] of text.matchAll(/<node id="(-\d+)"[^>]* lat="([^"]+)" lon="([^"]+)"/g))
    nodes.set(id, [Number(lon), Number(lat)]);
  const boxes = new Map<number, Box>();
  for (const [way, task] of text.matchAll(/<way (?:(?!<\/way>).)*?k="taskId" v="(\d+)"/gs)) {
    const corners = [...way.matchAll(/<nd ref="(-\d+)"/g)].map(([, ref = '']) => nodes.get(ref) ?? [NaN, NaN]);
    boxes.set(Number(task), boxOf(corners as [number, number][]));
  }
  return boxes;
}

/** The boxes of the segments of a GPX file. It has no task ids. The tasks are in the order of their ids. */
function boxesOfGpx(text: string): Map<number, Box> {
  const segments = [...text.matchAll(/<trkseg>(.*?)<\/trkseg>/gs)];
  return new Map(
    segments.map(([, segment = ''], index) => {
      const points = [...segment.matchAll(/lat="([^"]+)" lon="([^"]+)"/g)];
      return [index + 1, boxOf(points.map(([, lat, lon]) => [Number(lon), Number(lat)]))];
    }),
  );
}

/** Asserts that the file has every task at its place. The task ids must begin at 1, and each task must have one part. */
export const sameShapes =
  (project: number, format: 'xml' | 'gpx'): Check =>
  async (client, db) => {
    const path = `projects/${project}/tasks/queries/${format}/`;
    const text = (await client.send({ path, keep: true })).body.toString();
    const boxes = format === 'xml' ? boxesOfOsm(text) : boxesOfGpx(text);
    const { rows } = await db.query<{ id: number; box: Box }>(
      `SELECT id, ARRAY[ST_XMin(geometry), ST_YMin(geometry), ST_XMax(geometry), ST_YMax(geometry)] AS box
        FROM tasks WHERE project_id = $1`,
      [project],
    );
    if (boxes.size !== rows.length) throw new WrongAnswer(`${path}: ${boxes.size} tasks of ${rows.length}`);
    for (const { id, box } of rows) {
      const found = boxes.get(id);
      if (!found || !box.every((side, index) => Math.abs(side - (found[index] ?? NaN)) < 1e-7))
        throw new WrongAnswer(`${path}: task ${id} lies in ${found?.join(' ')}, not in ${box.join(' ')}`);
    }
  };
