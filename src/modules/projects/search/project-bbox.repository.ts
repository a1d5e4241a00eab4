import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import type { Viewer } from '../../../access/viewer.js';
import { joinTexts, NAME, STATUS } from '../project-columns.sql.js';
import { visibleTo } from '../../../access/project-policy.sql.js';

/** West, south, east, north in degrees (EPSG:4326). */
export type Bbox = readonly [number, number, number, number];

/** Rings of a box as a GeoJSON Polygon has them. */
const polygonOf = ([west, south, east, north]: Bbox) => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
];

const areaOf = (boxes: Bbox[]): string =>
  JSON.stringify({ type: 'MultiPolygon', coordinates: boxes.map((box) => polygonOf(box)) });

/**
 * Reads the areas of the projects that intersect one of the bounding boxes, ordered by id. Drafts of other users are included.
 * Private projects are included if the caller may see them.
 * @returns the text of a GeoJSON FeatureCollection
 */
export async function readProjectsInBox(
  db: Db,
  boxes: Bbox[],
  { actor, locales, onlyOwn }: { actor: Viewer; locales: string[]; onlyOwn: boolean },
): Promise<string> {
  // The area is a subquery, so that the plan does not depend on it: PostgreSQL then plans the statement once.
  const [row] = await db.$queryRaw<{ features: string | null }[]>`/* readProjectsInBox */
    SELECT string_agg('{"type":"Feature","geometry":' || ST_AsGeoJSON(p.geometry) || ',"properties":' ||
      json_build_object('projectId', p.id, 'projectStatus', ${STATUS}, 'projectName', ${NAME})::text || '}',
      ',' ORDER BY p.id) AS features
    FROM projects p ${joinTexts(locales)}
    WHERE ST_Intersects(p.geometry, (SELECT ST_SetSRID(ST_GeomFromGeoJSON(${areaOf(boxes)}::text), 4326)))
      AND (NOT coalesce(p.private, false) OR ${visibleTo(actor)}) ${onlyOwn ? Prisma.sql`AND p.author_id = ${actor.id}::bigint` : Prisma.empty}`;
  if (!row) throw new Error('the projects in a box came back without a row');
  return `{"type":"FeatureCollection","features":[${row.features ?? ''}]}`;
}
