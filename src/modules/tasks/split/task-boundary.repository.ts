import type { MultiPolygon } from 'geojson';
import type { Db } from '../../../db/transaction.js';

/** The boundary of a task and its tile, if it is one. */
export interface TaskBoundary {
  geometry: MultiPolygon;
  x: number | null;
  y: number | null;
  zoom: number | null;
  isSquare: boolean;
}

/** Reads the boundary of a task (4326, full precision), or null. */
export async function readTaskBoundary(db: Db, projectId: number, taskId: number): Promise<TaskBoundary | null> {
  const [row] = await db.$queryRaw<(Omit<TaskBoundary, 'geometry'> & { geometry: string })[]>`/* readTaskBoundary */
    SELECT ST_AsGeoJSON(t.geometry, 15) AS geometry, t.x, t.y, t.zoom, coalesce(t.is_square, false) AS "isSquare"
    FROM tasks t WHERE t.project_id = ${projectId}::int AND t.id = ${taskId}::int AND t.geometry IS NOT NULL`;
  return row ? { ...row, geometry: JSON.parse(row.geometry) as MultiPolygon } : null;
}
