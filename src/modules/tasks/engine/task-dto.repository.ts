import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import { accessJson } from '../../../access/access.sql.js';
import type { ProjectAccess } from '../../../access/project-policy.js';
import type { ShownTask } from './action-context.js';
import { isoDate, isOneOf, NOW } from '../../../db/sql.js';
import {
  effectiveStatusName,
  IS_LOCKED,
  LOCKED_SINCE,
  lockExpiredSince,
  PROJECT_CHANGED,
  statusCode,
} from '../tasks.sql.js';

/** The columns of a TaskDTO. Some of them are JSON text from the database. */
export interface TaskDtoRow extends Omit<ShownTask, 'holderName' | 'lockedBefore'> {
  taskId: number;
  status: string;
  lockHolder: string | null;
  lastUpdated: string | null;
  /** JSON text */
  history: string;
}

/** The issues of the history row `h`, from a table of issues. */
export const issuesFrom = (table: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  SELECT json_agg(json_build_object('categoryId', i.mapping_issue_category_id, 'name', i.issue, 'count', i.count)
    ORDER BY i.issue, i.id) FROM ${table} i WHERE i.task_history_id = h.id)`;

/** The history row `h` as clients see it, for `json_build_object`. Its author comes from `ENTRY_AUTHOR`. */
export const shownEntry = (issues: Prisma.Sql): Prisma.Sql => Prisma.sql`
  'historyId', h.id, 'taskId', NULL, 'action', h.action, 'actionText', h.action_text,
  'actionDate', ${isoDate(Prisma.sql`h.action_date`)}, 'actionBy', a.username, 'pictureUrl', a.picture_url, 'issues', ${issues}`;

/** The members of a history entry as a client sees it: arguments of `json_build_object`, of the row `h` and its author `a`. */
export const SHOWN_ENTRY = shownEntry(issuesFrom(Prisma.sql`task_mapping_issues`));

/**
 * The author of the history row `h`, read by an index. With a plain join, PostgreSQL overestimates the number of history rows
 * and reads all users.
 */
export const ENTRY_AUTHOR = Prisma.sql`
  CROSS JOIN LATERAL (SELECT u.username, u.picture_url FROM users u WHERE u.id = h.user_id LIMIT 1) a`;

/** The history of task `t`, newest first; the date of its newest row; the start of its lock. */
const HISTORY = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT coalesce('[' || string_agg(json_build_object(${SHOWN_ENTRY})::text, ',' ORDER BY h.action_date DESC, h.id DESC) || ']', '[]')
      AS rows, max(h.action_date) AS last, ${LOCKED_SINCE} AS locked_since
    FROM task_history h ${ENTRY_AUTHOR} WHERE h.task_id = t.id AND h.project_id = t.project_id) history`;

const ANNOTATIONS = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('taskId', n.task_id, 'annotationType', n.annotation_type,
    'annotationSource', n.annotation_source, 'annotationMarkdown', n.annotation_markdown, 'properties', n.properties)
    ORDER BY n.id), '[]')::text
  FROM task_annotations n WHERE n.task_id = t.id AND n.project_id = t.project_id)`;

/** The instructions in the first locale that has some, else in the default locale of the project. */
const instructions = (locales: string[]): Prisma.Sql => Prisma.sql`(
  SELECT i.per_task_instructions FROM project_info i
  WHERE i.project_id = t.project_id AND coalesce(i.per_task_instructions, '') <> ''
    AND (i.locale = ANY(${locales}::text[]) OR i.locale = p.default_locale)
  ORDER BY array_position(${locales}::text[], i.locale::text) NULLS LAST LIMIT 1)`;

/** The parts of task `t` of project `p` that no action changes. */
export const shownColumns = (locales: string[]): Prisma.Sql => Prisma.sql`
  ${ANNOTATIONS} AS annotations, coalesce(ST_AsGeoJSON(t.geometry), 'null') AS geometry,
  ${instructions(locales)} AS instructions, t.x, t.y, t.zoom, t.extra_properties AS "extraProperties"`;

const dtoColumns = ({ locales, autoUnlockSeconds }: DtoQuery): Prisma.Sql => {
  const expired = lockExpiredSince(Prisma.sql`coalesce(history.locked_since, ${PROJECT_CHANGED})`, autoUnlockSeconds);
  return Prisma.sql`
  t.id AS "taskId", ${effectiveStatusName(autoUnlockSeconds, expired)} AS status,
  CASE WHEN ${IS_LOCKED} AND NOT ${expired} THEN (SELECT l.username FROM users l WHERE l.id = t.locked_by) END AS "lockHolder",
  ${isoDate(Prisma.sql`history.last`)} AS "lastUpdated", history.rows AS history, ${shownColumns(locales)}`;
};

const DTO_TABLES = Prisma.sql`tasks t JOIN projects p ON p.id = t.project_id ${HISTORY}`;

const dtoWhere = ({ projectId, taskIds }: DtoQuery): Prisma.Sql => Prisma.sql`
  t.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`t.id`, taskIds)}`;

/**
 * Reads tasks as clients see them, ordered by id. Unknown ids are left out.
 * @param query `locales`: best first, see `preferredLocales`
 */
export const readTaskDtos = (db: Db, query: DtoQuery): Promise<TaskDtoRow[]> =>
  db.$queryRaw<
    TaskDtoRow[]
  >`/* readTaskDtos */ SELECT ${dtoColumns(query)} FROM ${DTO_TABLES} WHERE ${dtoWhere(query)} ORDER BY t.id`;

/** Selects tasks of a project for answers. */
export interface DtoQuery {
  projectId: number;
  taskIds: number[];
  locales: string[];
  autoUnlockSeconds: number;
}

/** Reads one task as clients see it. The same statement reads the facts that decide whether the caller may see it. */
export async function readTaskDtoWithAccess(
  db: Db,
  query: DtoQuery,
  userId: number | null,
): Promise<{ access: ProjectAccess; row: TaskDtoRow | null }> {
  const [row] = await db.$queryRaw<(TaskDtoRow & { access: string })[]>`/* readTaskDtoWithAccess */
    SELECT ${accessJson(query.projectId, userId)} AS access, d.* FROM (SELECT 1) one
    LEFT JOIN (
      SELECT ${dtoColumns(query)} FROM ${DTO_TABLES} WHERE ${dtoWhere(query)}) d ON true`;
  if (!row) throw new Error('a task came back without a row');
  const { access, ...dto } = row;
  return { access: JSON.parse(access) as ProjectAccess, row: dto.taskId === null ? null : dto };
}

/**
 * The tasks in MAPPED, grouped by mapper and ordered by name, as JSON text. A task with an expired lock counts in its state
 * before the lock.
 */
export async function readMappedByUser(db: Db, projectId: number, autoUnlockSeconds: number): Promise<string> {
  const [row] = await db.$queryRaw<{ users: string }[]>`/* readMappedByUser */
    SELECT coalesce(json_agg(json_build_object(
        'username', u.username, 'mappedTaskCount', m.count, 'tasksMapped', m.ids,
        'lastSeen', ${isoDate(Prisma.sql`coalesce(m.last_seen, ${NOW})`)}, 'mappingLevel', l.name,
        'dateRegistered', ${isoDate(Prisma.sql`u.date_registered`)},
        'lastValidationDate', ${isoDate(Prisma.sql`u.last_validation_date`)}) ORDER BY u.username COLLATE "C"), '[]')::text AS users
    FROM (
      SELECT t.mapped_by, count(*)::int AS count, json_agg(t.id ORDER BY t.id) AS ids, max((
          SELECT max(h.action_date) FROM task_history h WHERE h.task_id = t.id AND h.project_id = t.project_id
            AND h.action = 'STATE_CHANGE' AND h.action_text = 'MAPPED')) AS last_seen
      FROM tasks t WHERE t.project_id = ${projectId}::int AND t.mapped_by IS NOT NULL AND (t.task_status = ${statusCode('MAPPED')}
        OR (t.task_status = ${statusCode('LOCKED_FOR_VALIDATION')} AND ${effectiveStatusName(autoUnlockSeconds)} = 'MAPPED'))
      GROUP BY t.mapped_by) m
    JOIN users u ON u.id = m.mapped_by JOIN mapping_levels l ON l.id = u.mapping_level`;
  return row?.users ?? '[]';
}
