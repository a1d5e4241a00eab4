import { Prisma } from '../../../generated/prisma/client.js';
import { visibleTo } from '../../../access/project-policy.sql.js';
import type { Viewer } from '../../../access/viewer.js';
import { isoDate, type Sql } from '../../../db/sql.js';
import type { Db } from '../../../db/transaction.js';

/** Filter and order of a list of invalidations. */
export interface InvalidationsQuery {
  username: string;
  asValidator: boolean;
  closed?: boolean | undefined;
  project?: number | undefined;
  page: number;
  pageSize: number;
  sortBy: 'updatedDate' | 'projectId';
  sortDirection: 'asc' | 'desc';
}

const SORT_COLUMNS = { updatedDate: Prisma.sql`i.updated_date`, projectId: Prisma.sql`i.project_id` };
const DIRECTIONS = { asc: Prisma.sql`ASC NULLS FIRST`, desc: Prisma.sql`DESC NULLS LAST` };

const matching = ({ asValidator, closed, project }: InvalidationsQuery, viewer: Viewer): Sql => Prisma.sql`
  task_invalidation_history i JOIN who ON ${asValidator ? Prisma.sql`i.invalidator_id` : Prisma.sql`i.mapper_id`} = who.id
  JOIN projects p ON p.id = i.project_id AND ${visibleTo(viewer)}
  WHERE ${closed === undefined ? Prisma.sql`true` : Prisma.sql`coalesce(i.is_closed, false) = ${closed}::bool`}
    AND ${project === undefined ? Prisma.sql`true` : Prisma.sql`i.project_id = ${project}::int`}`;

/**
 * Reads one page of invalidations in projects that the viewer may see.
 * @returns the total number, and the page as JSON text. Null for an unknown user
 */
export async function readInvalidations(
  db: Db,
  query: InvalidationsQuery,
  viewer: Viewer,
): Promise<{ total: number; tasks: string } | null> {
  const { username, page, pageSize, sortBy, sortDirection } = query;
  const order = Prisma.sql`${SORT_COLUMNS[sortBy]} ${DIRECTIONS[sortDirection]}, i.id ${DIRECTIONS[sortDirection]}`;
  const [row] = await db.$queryRaw<{ total: number; tasks: string }[]>`/* readInvalidations */
    WITH who AS (SELECT u.id FROM users u WHERE u.username = ${username}::text)
    SELECT (SELECT count(*)::int FROM ${matching(query, viewer)}) AS total, (
      SELECT coalesce(json_agg(json_build_object('taskId', r.task_id, 'projectId', r.project_id, 'projectName', r.name,
        'historyId', r.invalidation_history_id, 'closed', coalesce(r.is_closed, false),
        'updatedDate', ${isoDate(Prisma.sql`r.updated_date`)}) ORDER BY r.place), '[]')::text
      FROM (
        SELECT i.*, (SELECT n.name FROM project_info n WHERE n.project_id = p.id AND n.locale = p.default_locale) AS name,
          row_number() OVER (ORDER BY ${order}) AS place
        FROM ${matching(query, viewer)} ORDER BY place
        LIMIT ${pageSize}::int OFFSET ${pageSize}::bigint * (${page}::bigint - 1)) r) AS tasks
    FROM who`;
  return row ?? null;
}
