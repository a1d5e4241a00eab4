import { Prisma } from '../../../generated/prisma/client.js';
import type { Source } from '../../../db/database.js';
import type { Db } from '../../../db/transaction.js';
import { accessJson } from '../../../access/access.sql.js';
import type { ProjectAccess } from '../../../access/project-policy.js';
import { tidOf, type VersionColumns } from './row-versions.js';
import type { Sql } from '../../../db/sql.js';
import {
  EPOCH,
  IS_LOCKED,
  LAST_STATE,
  lockExpired,
  statusName,
  VERSIONS,
  requestedTasks,
  WRITERS,
} from '../tasks.sql.js';

/** Selects the tasks of a list and the caller who reads it. */
export interface ListQuery {
  projectId: number;
  /** The caller; null without a session. */
  userId: number | null;
  /** The ids of the tasks, or null for all. Unknown ids are left out. */
  taskIds: number[] | null;
  autoUnlockSeconds: number;
  /** If the project has more tasks, only the state of the list is read. Infinity: no limit. */
  maxTasks: number;
}

const orNull = (column: Sql): Sql => Prisma.sql`coalesce(${column}::text, 'null')`;

/** Task `t` as a GeoJSON feature (ASCII). Coordinates: EPSG:4326, 9 decimals (0.1 mm). */
const feature = ({ autoUnlockSeconds }: ListQuery): Sql => Prisma.sql`
  '{"type":"Feature","geometry":' || coalesce(ST_AsGeoJSON(t.geometry), 'null') ||
  ',"properties":{"taskId":' || t.id || ',"taskX":' || ${orNull(Prisma.sql`t.x`)} ||
  ',"taskY":' || ${orNull(Prisma.sql`t.y`)} || ',"taskZoom":' || ${orNull(Prisma.sql`t.zoom`)} ||
  ',"taskIsSquare":' || ${orNull(Prisma.sql`t.is_square`)} || ',"taskStatus":"' ||
  CASE WHEN ${lockExpired(autoUnlockSeconds)} THEN ${LAST_STATE} || '","lockedBy":null'
    ELSE coalesce(${statusName(Prisma.sql`t.task_status`)}, 'READY') || '","lockedBy":' || ${orNull(Prisma.sql`t.locked_by`)} END ||
  ',"mappedBy":' || ${orNull(Prisma.sql`t.mapped_by`)} ||
  ',"validatedBy":' || ${orNull(Prisma.sql`t.validated_by`)} || '}}'`;

/** The expired locks and the states shown in their place. They are not in the rows of `tasks`. */
const expired = ({ autoUnlockSeconds }: ListQuery): Sql => Prisma.sql`
  string_agg(t.id || ' ' || ${LAST_STATE}, ',' ORDER BY t.id) FILTER (WHERE ${lockExpired(autoUnlockSeconds)}) AS expired`;

const isLarge = ({ projectId, taskIds, maxTasks }: ListQuery): Sql =>
  taskIds || maxTasks === Infinity
    ? Prisma.sql`false`
    : Prisma.sql`coalesce((SELECT p.total_tasks > ${maxTasks}::int FROM projects p WHERE p.id = ${projectId}::int), false)`;

/** The access of the caller to a list, and the versions of its rows in any order. */
export interface ListState extends VersionColumns {
  access: ProjectAccess;
  /** The versions can be compared within one epoch, see `EPOCH`. */
  epoch: string;
  /** The expired locks, and the states shown in their place. */
  expired: string | null;
  /** Whether the project has more than `maxTasks` tasks. */
  large: boolean;
}

type Raw<State extends ListState> = Omit<State, 'access'> & { access: string };

function stateOf<State extends ListState>(rows: Raw<State>[]): State {
  const [row] = rows;
  if (!row) throw new Error('the tasks of a project came back without a row');
  return { ...row, access: JSON.parse(row.access) as ProjectAccess } as unknown as State;
}

const stateColumns = (query: ListQuery, versions = VERSIONS): Sql => Prisma.sql`
  ${accessJson(query.projectId, query.userId)} AS access, ${EPOCH} AS epoch,
  ${isLarge(query)} AS large, ${versions}, ${expired(query)}`;

/**
 * Reads the versions of the rows of a list, without their content: the writer of each row (`xmin`, the transaction that
 * wrote it), and its place (`ctid`), see `RowVersions`.
 * @param versions writers are enough to compare whole lists; places are needed to compare single rows
 */
export const readListState = async (
  db: Db,
  query: ListQuery,
  versions: 'writers' | 'writers and places',
): Promise<ListState> =>
  stateOf(
    await db.$queryRaw<
      Raw<ListState>[]
    >`/* readListState */ SELECT ${stateColumns(query, versions === 'writers' ? WRITERS : VERSIONS)} FROM tasks t WHERE ${requestedTasks(query)}`,
  );

/** Tasks as features, and their versions in the same order. */
export interface FeatureColumns extends VersionColumns {
  /** Separated by a comma and a line feed; null without features. */
  features: string | null;
  /** Separated by commas. The id of a locked task is negative. */
  taskIds?: string | null;
}

const features = (query: ListQuery): Sql => Prisma.sql`string_agg(${feature(query)}, E',\n') AS features`;

const TASK_IDS = Prisma.sql`
  string_agg((CASE WHEN ${IS_LOCKED} THEN -t.id ELSE t.id END)::text, ',') AS "taskIds"`;

/**
 * Reads tasks of a project with their state in one statement, ordered by id. Reads no tasks if the project is too large.
 * @param forCache whether places and ids are read too, so that the features can be cached
 */
export const readList = async (db: Db, query: ListQuery, forCache: boolean): Promise<ListState & FeatureColumns> =>
  stateOf(
    await db.$queryRaw<Raw<ListState & FeatureColumns>[]>`/* readList */
      SELECT ${forCache ? Prisma.sql`${stateColumns(query)}, ${TASK_IDS}` : stateColumns(query, WRITERS)}, ${features(query)}
      FROM (SELECT t.xmin, t.ctid, t.* FROM tasks t WHERE ${requestedTasks(query)} AND NOT ${isLarge(query)} ORDER BY t.id) t`,
  );

/** Reads the tasks with rows in these places (see `RowVersions`). Rows that have moved are left out. */
export async function readFeaturesAt(
  db: Db,
  query: ListQuery,
  places: number[],
): Promise<FeatureColumns & { epoch: string }> {
  const tids = `{${places.map((place) => `"${tidOf(place)}"`).join(',')}}`;
  const [row] = await db.$queryRaw<(FeatureColumns & { epoch: string })[]>`/* readFeaturesAt */
    SELECT ${EPOCH} AS epoch, ${VERSIONS}, ${TASK_IDS}, ${features(query)}
    FROM (SELECT t.xmin, t.ctid, t.* FROM tasks t
      WHERE t.ctid = ANY(${tids}::text::tid[]) AND ${requestedTasks(query)} ORDER BY t.id) t`;
  if (!row) throw new Error('features came back without a row');
  return row;
}

/** Reads features page by page, ordered by task id, in one snapshot. */
export const readFeaturePages = (source: Source, query: ListQuery): AsyncGenerator<{ feature: string }[], void> =>
  source.pages(
    Prisma.sql`/* readFeaturePages */ SELECT ${feature(query)} AS feature FROM (
      SELECT t.* FROM tasks t WHERE ${requestedTasks(query)} ORDER BY t.id OFFSET 0) t`,
    500,
  );
