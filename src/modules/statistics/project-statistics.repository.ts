import { Prisma } from '../../generated/prisma/client.js';
import type { Db } from '../../db/transaction.js';
import { lockSeconds, LOCKS, MAPPING_LOCKS } from './history.sql.js';

/** The values from which the statistics of a project are computed. Times in seconds, the area in square kilometres. */
export interface ProjectFigures {
  area: number;
  mappers: number;
  comments: number;
  total: number;
  mapped: number;
  validated: number;
  badImagery: number;
  /** GeoJSON as text */
  centroid: string;
  mappingSeconds: number;
  mappingLocks: number;
  validationSeconds: number;
  validationLocks: number;
}

/**
 * Reads the values of a project in one statement. Locks that the children of a split task have in common count once. A lock
 * that has not ended counts as a lock without duration. Rows are compared by their date first, because comparing texts is slow.
 * @returns null for an unknown project
 */
export async function readProjectFigures(db: Db, projectId: number): Promise<ProjectFigures | null> {
  const [row] = await db.$queryRaw<ProjectFigures[]>`/* readProjectFigures */
    SELECT ST_Area(p.geometry::geography) / 1000000 AS area, ST_AsGeoJSON(p.centroid) AS centroid,
      (SELECT count(*)::int FROM users u WHERE u.projects_mapped @> ARRAY[p.id]) AS mappers,
      (SELECT count(*)::int FROM project_chat c WHERE c.project_id = p.id) AS comments,
      p.total_tasks AS total, p.tasks_mapped AS mapped, p.tasks_validated AS validated,
      p.tasks_bad_imagery AS "badImagery", w.*
    FROM projects p CROSS JOIN LATERAL (
      SELECT coalesce(sum(l.seconds) FILTER (WHERE l.mapping), 0)::float8 AS "mappingSeconds",
        count(*) FILTER (WHERE l.mapping)::int AS "mappingLocks",
        coalesce(sum(l.seconds) FILTER (WHERE NOT l.mapping), 0)::float8 AS "validationSeconds",
        count(*) FILTER (WHERE NOT l.mapping)::int AS "validationLocks"
      FROM (
        SELECT DISTINCT h.action_date, h.user_id, h.action, ${lockSeconds(Prisma.sql`h.action_text`)} AS seconds,
          h.action IN ${MAPPING_LOCKS} AS mapping
        FROM task_history h WHERE h.project_id = p.id AND h.action IN ${LOCKS}) l) w
    WHERE p.id = ${projectId}::int`;
  return row ?? null;
}
