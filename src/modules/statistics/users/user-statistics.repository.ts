import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import { NOW } from '../../../db/sql.js';
import { DONE, lockSeconds } from '../history.sql.js';

const LOCK_SECONDS = lockSeconds(Prisma.sql`d.action_text`);

/** All history rows of the user. The statement reads them only once, because they are on many pages of the table. */
const OWN = Prisma.sql`
  SELECT h.project_id, h.task_id, h.action, h.action_text, h.action_date FROM task_history h JOIN who ON h.user_id = who.id`;

/** Comments that an undo, or the reverting of the work of a user, writes before its state change. */
const UNDO_COMMENTS = Prisma.sql`
  SELECT o.project_id, o.task_id, o.action_text, o.action_date FROM own o
  WHERE o.action = 'COMMENT' AND o.action_text LIKE 'Undo state from %'`;

/** The work of the user. State changes that undo or revert work are left out. */
const MINE = Prisma.sql`
  SELECT o.* FROM own o
  WHERE o.action <> 'COMMENT' AND NOT (o.action = 'STATE_CHANGE' AND EXISTS (
    SELECT FROM undo_comments c WHERE c.project_id = o.project_id AND c.task_id = o.task_id
      AND c.action_text LIKE '% to ' || o.action_text
      AND c.action_date BETWEEN o.action_date - interval '1 second' AND o.action_date))`;

/** The work of the user with each action once. The children of a split task have copies of its history. */
const ACTIONS = Prisma.sql`SELECT DISTINCT m.project_id, m.action, m.action_text, m.action_date FROM mine m`;

/** State changes by other users on the tasks of the user. */
const REVIEWS = Prisma.sql`
  SELECT h.project_id, h.task_id, h.action_text
  FROM (
    SELECT DISTINCT m.project_id, m.task_id FROM mine m
    WHERE m.action = 'STATE_CHANGE' AND m.action_text IN ('MAPPED', 'VALIDATED', 'INVALIDATED')) t
  JOIN task_history h ON h.task_id = t.task_id AND h.project_id = t.project_id
  WHERE h.action = 'STATE_CHANGE' AND h.action_text IN ('VALIDATED', 'INVALIDATED')
    AND h.user_id <> (SELECT id FROM who)`;

/** Tasks by country. They are first grouped by project, so that each project is read once. */
const COUNTRIES = Prisma.sql`
  SELECT c.name, sum(w.tasks - w.validated) AS mapped, sum(w.validated) AS validated, sum(w.tasks) AS total
  FROM (
    SELECT m.project_id, count(*) AS tasks, count(*) FILTER (WHERE m.action_text = 'VALIDATED') AS validated
    FROM mine m WHERE m.action = 'STATE_CHANGE' AND m.action_text IN ${DONE} GROUP BY m.project_id) w
  JOIN projects p ON p.id = w.project_id CROSS JOIN unnest(p.country) c(name) GROUP BY c.name`;

const DAYS = Prisma.sql`
  SELECT d.action_date::date AS day, count(*) AS count FROM actions d
  WHERE d.action = 'STATE_CHANGE' AND d.action_text IN ('MAPPED', 'VALIDATED', 'INVALIDATED') AND d.action_date >= (${NOW}::date - interval '1 year')::date + 1 GROUP BY 1`;

/**
 * Interests of the projects in which the user has any history row, including comments. `OFFSET 0` makes PostgreSQL read the
 * interests of each project by its id, because most users have few projects. Otherwise it would read the interests of all
 * projects.
 */
const INTERESTS = Prisma.sql`
  SELECT i.id, i.name, n.projects
  FROM (
    SELECT pi.interest_id, count(DISTINCT w.project_id) AS projects
    FROM (SELECT DISTINCT o.project_id FROM own o) w CROSS JOIN LATERAL (
      SELECT x.interest_id FROM project_interests x WHERE x.project_id = w.project_id OFFSET 0) pi
    GROUP BY pi.interest_id) n
  JOIN interests i ON i.id = n.interest_id`;

/** Time spent. Of the locks for validation that began in the same minute, the longest counts. */
const TIMES = Prisma.sql`
  SELECT coalesce((SELECT sum(${LOCK_SECONDS}) FROM actions d
      WHERE d.action IN ('LOCKED_FOR_MAPPING', 'AUTO_UNLOCKED_FOR_MAPPING')), 0) AS mapping,
    coalesce((SELECT sum(s.seconds) FROM (
      SELECT max(${LOCK_SECONDS}) AS seconds FROM actions d
      WHERE d.action = 'LOCKED_FOR_VALIDATION' GROUP BY date_trunc('minute', d.action_date)) s), 0) AS validating`;

/** Number of tasks that changed to a state. Each child of a split task counts. */
const tasksInto = (rows: Prisma.Sql, state: string): Prisma.Sql => Prisma.sql`(
  SELECT count(DISTINCT (r.project_id, r.task_id)) FROM ${rows} r WHERE r.action_text = ${state}::text)`;

/**
 * Reads the statistics of a user in one statement. For days and times, history rows that the children of a split task have in
 * common count once. For tasks and countries, each existing task counts as in version 5, because clients compare these
 * numbers with lists.
 * @returns whether the caller is known, and JSON text (null for an unknown user)
 */
export async function readUserStatistics(
  db: Db,
  { viewerId, username }: { viewerId: number; username: string },
): Promise<{ known: boolean; statistics: string | null }> {
  const changes = Prisma.sql`(SELECT * FROM mine WHERE action = 'STATE_CHANGE')`;
  const [row] = await db.$queryRaw<{ known: boolean; statistics: string | null }[]>`/* readUserStatistics */
    WITH who AS (SELECT u.id FROM users u WHERE u.username = ${username}::text),
      own AS MATERIALIZED (${OWN}), undo_comments AS MATERIALIZED (${UNDO_COMMENTS}), mine AS MATERIALIZED (${MINE}), actions AS MATERIALIZED (${ACTIONS}), reviews AS MATERIALIZED (${REVIEWS}),
      countries AS (${COUNTRIES}), times AS (${TIMES})
    SELECT EXISTS (SELECT FROM users a WHERE a.id = ${viewerId}::bigint) AS known, (
      SELECT json_build_object(
        'totalTimeSpent', t.mapping + t.validating, 'timeSpentMapping', t.mapping, 'timeSpentValidating', t.validating,
        'projectsMapped', (SELECT count(DISTINCT m.project_id) FROM ${changes} m WHERE m.action_text = 'MAPPED'),
        'countriesContributed', json_build_object(
          'countries', (SELECT coalesce(json_agg(c ORDER BY c.total DESC, c.name), '[]') FROM countries c),
          'total', (SELECT count(*) FROM countries)),
        'contributionsByDay', (SELECT coalesce(json_agg(json_build_object(
          'date', to_char(d.day, 'YYYY-MM-DD"T"HH24:MI:SS'), 'count', d.count) ORDER BY d.day DESC), '[]') FROM (${DAYS}) d),
        'tasksMapped', ${tasksInto(changes, 'MAPPED')}, 'tasksValidated', ${tasksInto(changes, 'VALIDATED')},
        'tasksInvalidated', ${tasksInto(changes, 'INVALIDATED')},
        'tasksInvalidatedByOthers', ${tasksInto(Prisma.sql`reviews`, 'INVALIDATED')},
        'tasksValidatedByOthers', ${tasksInto(Prisma.sql`reviews`, 'VALIDATED')},
        'ContributionsByInterest', (SELECT coalesce(json_agg(json_build_object('id', i.id, 'name', i.name,
          'userSelected', NULL, 'countProjects', i.projects, 'countUsers', NULL) ORDER BY i.projects DESC, i.id), '[]')
          FROM (${INTERESTS}) i))::text
      FROM times t WHERE EXISTS (SELECT FROM who)) AS statistics`;
  return row ?? { known: false, statistics: null };
}
