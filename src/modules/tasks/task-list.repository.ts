import { Prisma } from '../../generated/prisma/client.js';
import type { Database } from '../../db/database.js';
import type { Db } from '../../db/transaction.js';
import type { TaskShape } from '../../serializers/rings.js';
import { accessJson, type Access } from '../projects/project-access.service.js';
import { LAST_STATE, lockExpired, statusName } from './task-sql.js';

const wanted = (projectId: number, taskIds: number[] | null): Prisma.Sql => Prisma.sql`
  t.project_id = ${projectId}::int ${taskIds ? Prisma.sql`AND t.id = ANY(${taskIds}::int[])` : Prisma.empty}`;

const orNull = (column: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce(${column}::text, 'null')`;

/**
 * The tasks of a project as the text of one GeoJSON FeatureCollection, ordered by task id, written by the database, and
 * in the same statement whether the one who asks may see them. Coordinates: EPSG:4326, 9 decimals (0.1 mm).
 * @param taskIds which tasks, or null for all; ids that are not there are left out
 */
export async function readTasksGeoJson(
  database: Pick<Database, 'readText'>,
  { projectId, userId, taskIds, autoUnlockSeconds }: ListQuery,
): Promise<{ access: Access; collection: string | Buffer }> {
  const { access, collection } = await database.readText(Prisma.sql`
    SELECT ${accessJson(projectId, userId)} AS access, '{"type":"FeatureCollection","features":[' || coalesce((
      SELECT string_agg('{"type":"Feature","geometry":' || coalesce(ST_AsGeoJSON(t.geometry), 'null') ||
        ',"properties":{"taskId":' || t.id || ',"taskX":' || ${orNull(Prisma.sql`t.x`)} ||
        ',"taskY":' || ${orNull(Prisma.sql`t.y`)} || ',"taskZoom":' || ${orNull(Prisma.sql`t.zoom`)} ||
        ',"taskIsSquare":' || ${orNull(Prisma.sql`t.is_square`)} || ',"taskStatus":"' ||
        CASE WHEN ${lockExpired(autoUnlockSeconds)} THEN ${LAST_STATE} || '","lockedBy":null'
          ELSE ${statusName(Prisma.sql`t.task_status`)} || '","lockedBy":' || ${orNull(Prisma.sql`t.locked_by`)} END ||
        ',"mappedBy":' || ${orNull(Prisma.sql`t.mapped_by`)} ||
        ',"validatedBy":' || ${orNull(Prisma.sql`t.validated_by`)} || '}}', ',' ORDER BY t.id)
      FROM tasks t WHERE ${wanted(projectId, taskIds)}), '') || ']}' AS collection`);
  if (access === undefined || collection === undefined)
    throw new Error('the tasks of a project came back without a row');
  return { access: JSON.parse(access.toString()) as Access, collection };
}

export interface ListQuery {
  projectId: number;
  /** Who asks; null: nobody in particular. */
  userId: number | null;
  taskIds: number[] | null;
  autoUnlockSeconds: number;
}

/** The boundaries of tasks for the exports, ordered by task id. */
export async function readTaskShapes(db: Db, projectId: number, taskIds: number[] | null): Promise<TaskShape[]> {
  const rows = await db.$queryRaw<{ id: number; geometry: string }[]>`
    SELECT t.id, ST_AsGeoJSON(t.geometry, 15) AS geometry FROM tasks t
    WHERE ${wanted(projectId, taskIds)} AND t.geometry IS NOT NULL ORDER BY t.id`;
  return rows.map(({ id, geometry }) => ({ taskId: id, geometry: JSON.parse(geometry) as TaskShape['geometry'] }));
}
