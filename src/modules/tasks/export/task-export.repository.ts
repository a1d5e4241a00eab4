import { Prisma } from '../../../generated/prisma/client.js';
import type { Source } from '../../../db/database.js';
import type { TaskShape } from '../../../exports/rings.js';
import { EwkbReader } from '../../../geometry/input/ewkb.js';
import type { VersionColumns } from '../list/row-versions.js';
import { EPOCH, STREAM_THRESHOLD_TASKS, WRITERS, wanted } from '../tasks.sql.js';

/** Which tasks of which project; null: all. Ids that are not there are left out. */
export interface ExportQuery {
  projectId: number;
  taskIds: number[] | null;
}

/** Tasks that are written at once. */
const CHUNK_TASKS = 500;

/** Reads which versions the rows of the tasks are that an export is made of. */
export async function readExportState(
  { db }: Source,
  query: ExportQuery,
): Promise<VersionColumns & { epoch: string; count: number }> {
  const [row] = await db.$queryRaw<(VersionColumns & { epoch: string; count: number })[]>`/* readExportState */
    SELECT ${EPOCH} AS epoch, ${WRITERS}, count(*)::int AS count FROM tasks t
    WHERE ${wanted(query)} AND t.geometry IS NOT NULL`;
  if (!row) throw new Error('the state of an export came back without a row');
  return row;
}

/** Tasks, and their boundaries as EWKB, one after the other: hexadecimal, ids separated by commas. */
interface Shapes {
  taskIds: string | null;
  boundaries: string | null;
}

const BOUNDARY = Prisma.sql`ST_AsEWKB(t.geometry, 'NDR')`;

function* inPieces(taskIds: string[], boundaries: EwkbReader): Generator<TaskShape[], void> {
  for (let at = 0; at < taskIds.length; at += CHUNK_TASKS)
    yield taskIds.slice(at, at + CHUNK_TASKS).map((id) => ({ taskId: Number(id), geometry: boundaries.next() }));
}

/** In bytes at once: the text of the boundaries, twice as long, is not held while a client reads. */
const piecesOf = ({ taskIds, boundaries }: Shapes): Generator<TaskShape[], void> =>
  inPieces(taskIds?.split(',') ?? [], new EwkbReader(boundaries ?? ''));

/**
 * The boundaries of tasks in pieces, ordered by task id, of one snapshot.
 * @param count how many there are, about
 */
export async function* readShapes(
  source: Source,
  query: ExportQuery,
  count: number,
): AsyncGenerator<TaskShape[], void> {
  const rows = Prisma.sql`
    SELECT t.id, t.geometry FROM tasks t WHERE ${wanted(query)} AND t.geometry IS NOT NULL ORDER BY t.id`;
  if (count > STREAM_THRESHOLD_TASKS) {
    const each = Prisma.sql`/* readShapes */
      SELECT t.id::text AS "taskIds", encode(${BOUNDARY}, 'hex') AS boundaries FROM (${rows}) t`;
    for await (const page of source.pages<{ taskIds: string; boundaries: string }>(each, CHUNK_TASKS))
      yield* piecesOf({
        taskIds: page.map(({ taskIds }) => taskIds).join(','),
        boundaries: page.map(({ boundaries }) => boundaries).join(''),
      });
  } else {
    yield* piecesOf(await readAtOnce(source, rows));
  }
}

async function readAtOnce({ db }: Source, rows: Prisma.Sql): Promise<Shapes> {
  const [all] = await db.$queryRaw<Shapes[]>`/* readShapes */
    SELECT string_agg(t.id::text, ',') AS "taskIds", encode(string_agg(${BOUNDARY}, ''), 'hex') AS boundaries
    FROM (${rows}) t`;
  if (!all) throw new Error('the boundaries of tasks came back without a row');
  return all;
}
