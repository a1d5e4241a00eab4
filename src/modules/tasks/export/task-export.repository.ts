import { Prisma } from '../../../generated/prisma/client.js';
import type { Source } from '../../../db/database.js';
import type { ExportedTask } from '../../../exports/rings.js';
import { EwkbReader } from '../../../geometry/input/ewkb.js';
import type { VersionColumns } from '../list/row-versions.js';
import { EPOCH, STREAM_THRESHOLD_TASKS, WRITERS, requestedTasks } from '../tasks.sql.js';

/** A project and the ids of its tasks; null for all. Unknown ids are left out. */
export interface ExportQuery {
  projectId: number;
  taskIds: number[] | null;
}

/** Number of tasks in a chunk of the export. */
const CHUNK_TASKS = 500;

/** Reads the versions of the rows of an export. */
export async function readExportState(
  { db }: Source,
  query: ExportQuery,
): Promise<VersionColumns & { epoch: string; count: number }> {
  const [row] = await db.$queryRaw<(VersionColumns & { epoch: string; count: number })[]>`/* readExportState */
    SELECT ${EPOCH} AS epoch, ${WRITERS}, count(*)::int AS count FROM tasks t
    WHERE ${requestedTasks(query)} AND t.geometry IS NOT NULL`;
  if (!row) throw new Error('the state of an export came back without a row');
  return row;
}

/** Ids of tasks, separated by commas, and their boundaries as consecutive EWKB in hexadecimal. */
interface BoundaryColumns {
  taskIds: string | null;
  boundaries: string | null;
}

const BOUNDARY = Prisma.sql`ST_AsEWKB(t.geometry, 'NDR')`;

function* inChunks(taskIds: string[], boundaries: EwkbReader): Generator<ExportedTask[], void> {
  for (let at = 0; at < taskIds.length; at += CHUNK_TASKS)
    yield taskIds.slice(at, at + CHUNK_TASKS).map((id) => ({ taskId: Number(id), geometry: boundaries.next() }));
}

/**
 * Decodes the hexadecimal text before the first chunk. The text is twice as long as the bytes, and must not stay in memory
 * while a client reads.
 */
const chunksOf = ({ taskIds, boundaries }: BoundaryColumns): Generator<ExportedTask[], void> =>
  inChunks(taskIds?.split(',') ?? [], new EwkbReader(boundaries ?? ''));

/**
 * Reads the boundaries of tasks in chunks, ordered by task id, in one snapshot.
 * @param count the approximate number of tasks
 */
export async function* readBoundaries(
  source: Source,
  query: ExportQuery,
  count: number,
): AsyncGenerator<ExportedTask[], void> {
  const rows = Prisma.sql`
    SELECT t.id, t.geometry FROM tasks t WHERE ${requestedTasks(query)} AND t.geometry IS NOT NULL ORDER BY t.id`;
  if (count > STREAM_THRESHOLD_TASKS) {
    const each = Prisma.sql`/* readBoundaries */
      SELECT t.id::text AS "taskIds", encode(${BOUNDARY}, 'hex') AS boundaries FROM (${rows}) t`;
    for await (const page of source.pages<{ taskIds: string; boundaries: string }>(each, CHUNK_TASKS))
      yield* chunksOf({
        taskIds: page.map(({ taskIds }) => taskIds).join(','),
        boundaries: page.map(({ boundaries }) => boundaries).join(''),
      });
  } else {
    yield* chunksOf(await readAtOnce(source, rows));
  }
}

async function readAtOnce({ db }: Source, rows: Prisma.Sql): Promise<BoundaryColumns> {
  const [all] = await db.$queryRaw<BoundaryColumns[]>`/* readBoundaries */
    SELECT string_agg(t.id::text, ',') AS "taskIds", encode(string_agg(${BOUNDARY}, ''), 'hex') AS boundaries
    FROM (${rows}) t`;
  if (!all) throw new Error('the boundaries of tasks came back without a row');
  return all;
}
