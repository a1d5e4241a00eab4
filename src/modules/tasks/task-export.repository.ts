import { Prisma } from '../../generated/prisma/client.js';
import type { Source } from '../../db/database.js';
import type { TaskShape } from '../../serializers/rings.js';
import { readEwkbHex } from '../../serializers/ewkb.js';
import type { VersionColumns } from './row-versions.js';
import { EPOCH, WRITERS, wanted } from './task-sql.js';

/** Which tasks of which project; null: all. Ids that are not there are left out. */
export interface ExportQuery {
  projectId: number;
  taskIds: number[] | null;
}

/** Tasks that are written at once. */
const PAGE = 500;

/** Of more tasks than this, a page at a time is read; the others are read at once, so that the client's pace holds nothing up. */
const MANY = 20_000;

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

type ShapeRow = { id: number; geometry: string };

async function* inPages<Row>(rows: Row[]): AsyncGenerator<Row[], void> {
  for (let at = 0; at < rows.length; at += PAGE) yield rows.slice(at, at + PAGE);
}

/**
 * The boundaries of tasks in pieces, ordered by task id, of one snapshot.
 * @param count how many there are, about
 */
export async function* readShapePages(
  source: Source,
  query: ExportQuery,
  count: number,
): AsyncGenerator<TaskShape[], void> {
  const statement = Prisma.sql`/* readShapePages */
    SELECT t.id, ST_AsHEXEWKB(t.geometry, 'NDR') AS geometry FROM tasks t
    WHERE ${wanted(query)} AND t.geometry IS NOT NULL ORDER BY t.id`;
  const rows =
    count > MANY ? source.pages<ShapeRow>(statement, PAGE) : inPages(await source.db.$queryRaw<ShapeRow[]>(statement));
  for await (const page of rows)
    yield page.map(({ id, geometry }) => ({ taskId: id, geometry: readEwkbHex(geometry) }));
}
