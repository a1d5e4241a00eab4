import { Prisma } from '../../../generated/prisma/client.js';
import type { Source } from '../../../db/database.js';
import type { Db } from '../../../db/transaction.js';
import { accessJson } from '../../../access/access.sql.js';
import type { ProjectAccess } from '../../../access/project-policy.js';
import { tidOf, type VersionColumns } from './row-versions.js';
import type { Sql } from '../../../db/sql.js';
import { EPOCH, IS_LOCKED, LAST_STATE, lockExpired, statusName, VERSIONS, wanted, WRITERS } from '../tasks.sql.js';

export interface ListQuery {
  projectId: number;
  /** Who asks; null: nobody in particular. */
  userId: number | null;
  /** Which tasks, or null for all; ids that are not there are left out. */
  taskIds: number[] | null;
  autoUnlockSeconds: number;
  /** Of a project that counts more tasks than this, nothing is read but the state of the list. Infinity: no limit. */
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

/** Locks that ran out show what is in no row of `tasks`. */
const expired = ({ autoUnlockSeconds }: ListQuery): Sql => Prisma.sql`
  string_agg(t.id || ' ' || ${LAST_STATE}, ',' ORDER BY t.id) FILTER (WHERE ${lockExpired(autoUnlockSeconds)}) AS expired`;

const isLarge = ({ projectId, taskIds, maxTasks }: ListQuery): Sql =>
  taskIds || maxTasks === Infinity
    ? Prisma.sql`false`
    : Prisma.sql`coalesce((SELECT p.total_tasks > ${maxTasks}::int FROM projects p WHERE p.id = ${projectId}::int), false)`;

/** Whether the one who asks may see a list, and which versions its rows are, in no order. */
export interface ListState extends VersionColumns {
  access: ProjectAccess;
  /** What the versions hold within, see `EPOCH`. */
  epoch: string;
  /** The locks that ran out, and the states that are shown instead. */
  expired: string | null;
  /** Whether the project has more tasks than were to be read. */
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
 * Reads which versions the rows of a list are, and nothing else of them.
 * @param versions who wrote them tells one list from another; where they lie is needed to tell the rows apart
 */
export const readListState = async (
  db: Db,
  query: ListQuery,
  versions: 'writers' | 'writers and places',
): Promise<ListState> =>
  stateOf(
    await db.$queryRaw<
      Raw<ListState>[]
    >`/* readListState */ SELECT ${stateColumns(query, versions === 'writers' ? WRITERS : VERSIONS)} FROM tasks t WHERE ${wanted(query)}`,
  );

/** Tasks as features, and the version of each in the same order. */
export interface FeatureColumns extends VersionColumns {
  /** Separated by a comma and a line feed; null where there are none. */
  features: string | null;
  /** Separated by commas; that of a locked task with a minus. */
  taskIds?: string | null;
}

const features = (query: ListQuery): Sql => Prisma.sql`string_agg(${feature(query)}, E',\n') AS features`;

const TASK_IDS = Prisma.sql`
  string_agg((CASE WHEN ${IS_LOCKED} THEN -t.id ELSE t.id END)::text, ',') AS "taskIds"`;

/**
 * Reads tasks of a project with their state in one statement, ordered by id; nothing of a project that is too large.
 * @param toKeep whether the features are to be told apart afterwards; else there are no places and no ids
 */
export const readList = async (db: Db, query: ListQuery, toKeep: boolean): Promise<ListState & FeatureColumns> =>
  stateOf(
    await db.$queryRaw<Raw<ListState & FeatureColumns>[]>`/* readList */
      SELECT ${toKeep ? Prisma.sql`${stateColumns(query)}, ${TASK_IDS}` : stateColumns(query, WRITERS)}, ${features(query)}
      FROM (SELECT t.xmin, t.ctid, t.* FROM tasks t WHERE ${wanted(query)} AND NOT ${isLarge(query)} ORDER BY t.id) t`,
  );

/** Reads the tasks whose rows lie in these places (see `RowVersions`). A row that lies there no more is left out. */
export async function readFeaturesAt(
  db: Db,
  query: ListQuery,
  places: number[],
): Promise<FeatureColumns & { epoch: string }> {
  const tids = `{${places.map((place) => `"${tidOf(place)}"`).join(',')}}`;
  const [row] = await db.$queryRaw<(FeatureColumns & { epoch: string })[]>`/* readFeaturesAt */
    SELECT ${EPOCH} AS epoch, ${VERSIONS}, ${TASK_IDS}, ${features(query)}
    FROM (SELECT t.xmin, t.ctid, t.* FROM tasks t
      WHERE t.ctid = ANY(${tids}::text::tid[]) AND ${wanted(query)} ORDER BY t.id) t`;
  if (!row) throw new Error('features came back without a row');
  return row;
}

/** Features page by page, ordered by task id, of one snapshot. */
export const readFeaturePages = (source: Source, query: ListQuery): AsyncGenerator<{ feature: string }[], void> =>
  source.pages(
    Prisma.sql`/* readFeaturePages */ SELECT ${feature(query)} AS feature FROM (
      SELECT t.* FROM tasks t WHERE ${wanted(query)} ORDER BY t.id OFFSET 0) t`,
    500,
  );
