import { Prisma } from '../../../generated/prisma/client.js';
import { visibleTo } from '../../../access/project-policy.sql.js';
import type { Viewer } from '../../../access/viewer.js';
import { isoDate, type Sql } from '../../../db/sql.js';
import type { Db } from '../../../db/transaction.js';
import { effectiveStatusName, IS_LOCKED, lockExpired } from '../../tasks/tasks.sql.js';

/** Filters of the tasks on which a user has worked. Null is no filter. */
export interface UserTasksFilter {
  userId: number;
  /** Name of a state that the user brought the task into. */
  status: string | null;
  /** A number of `projects.status`. */
  projectStatus: number | null;
  projectId: number | null;
  /** The period of the work, both ends included; UTC, as PostgreSQL reads a timestamp. */
  from: string | null;
  until: string | null;
}

/** Sort key of the tasks. */
export type UserTasksOrder = 'action_date' | '-action_date' | 'project_id' | '-project_id';

const ORDERS: Record<UserTasksOrder, Sql> = {
  action_date: Prisma.sql`m.last, m.project_id, m.task_id`,
  '-action_date': Prisma.sql`m.last DESC, m.project_id, m.task_id`,
  project_id: Prisma.sql`m.project_id, m.task_id`,
  '-project_id': Prisma.sql`m.project_id DESC, m.task_id`,
};

const when = <T>(value: T | null, condition: (value: T) => Sql): Sql =>
  value === null ? Prisma.empty : Prisma.sql`AND ${condition(value)}`;

const ownRows = ({ status, projectId, from, until }: UserTasksFilter): Sql => Prisma.sql`
  SELECT h.project_id, h.task_id, max(h.action_date) AS last FROM who JOIN task_history h ON h.user_id = who.id
  WHERE true ${when(status, (name) => Prisma.sql`h.action_text = ${name}::text`)}
    ${when(projectId, (id) => Prisma.sql`h.project_id = ${id}::int`)}
    ${when(from, (day) => Prisma.sql`h.action_date >= ${day}::timestamp`)}
    ${when(until, (day) => Prisma.sql`h.action_date <= ${day}::timestamp`)}
  GROUP BY h.project_id, h.task_id`;

/** A task `t` of the page `m` in a list of work, as a JSON object. */
const taskJson = (autoUnlockSeconds: number): Sql => Prisma.sql`json_build_object(
  'taskId', t.id, 'projectId', t.project_id, 'taskStatus', ${effectiveStatusName(autoUnlockSeconds)},
  'lockHolder', CASE WHEN ${IS_LOCKED} AND NOT ${lockExpired(autoUnlockSeconds)} THEN (
    SELECT u.username FROM users u WHERE u.id = t.locked_by) END,
  'taskHistory', '[]'::json, 'taskAnnotation', NULL, 'perTaskInstructions', NULL,
  'autoUnlockSeconds', ${autoUnlockSeconds}::int, 'lastUpdated', ${isoDate(Prisma.sql`m.last`)},
  'numberOfComments', (SELECT count(*) FROM task_history c
    WHERE c.task_id = t.id AND c.project_id = t.project_id AND c.action = 'COMMENT'),
  'geometry', ST_AsGeoJSON(t.geometry)::json)`;

/**
 * Reads a page of the tasks on which a user has worked and that the viewer may see. The user and the bounds of the page are
 * subqueries, so that PostgreSQL estimates the same number of rows for every user and keeps one plan of the prepared
 * statement. Planning takes longer than reading the page of a typical user.
 * @returns the number of tasks on all pages, and the page as the text of a JSON array; null for an unknown user
 */
export async function readUserTasks(
  db: Db,
  filter: UserTasksFilter,
  page: { order: UserTasksOrder; from: number; size: number; viewer: Viewer; autoUnlockSeconds: number },
): Promise<{ total: number; tasks: string } | null> {
  const order = ORDERS[page.order];
  const [row] = await db.$queryRaw<{ known: boolean; total: number; tasks: string }[]>`/* readUserTasks */
    WITH who AS MATERIALIZED (SELECT u.id FROM users u WHERE u.id = ${filter.userId}::bigint),
      own AS MATERIALIZED (${ownRows(filter)}),
      seen AS MATERIALIZED (
        SELECT p.id FROM projects p WHERE p.id IN (SELECT project_id FROM own) AND ${visibleTo(page.viewer)}
          ${when(filter.projectStatus, (status) => Prisma.sql`p.status = ${status}::int`)}),
      mine AS MATERIALIZED (SELECT o.* FROM own o WHERE o.project_id IN (SELECT id FROM seen)),
      page AS MATERIALIZED (
        SELECT m.*, row_number() OVER (ORDER BY ${order}) AS place FROM mine m
        ORDER BY ${order} LIMIT (SELECT ${page.size}::int) OFFSET (SELECT ${page.from}::int))
    SELECT EXISTS (SELECT FROM who) AS known,
      (SELECT count(*)::int FROM mine) AS total, (
      SELECT coalesce(json_agg(${taskJson(page.autoUnlockSeconds)} ORDER BY m.place), '[]')::text
      FROM page m JOIN tasks t ON t.id = m.task_id AND t.project_id = m.project_id) AS tasks`;
  return row?.known ? { total: row.total, tasks: row.tasks } : null;
}
