import type pg from 'pg';
import { WrongAnswer } from './client.js';

/** Each statement returns a row for each contradiction in project $1. */
const BREACHES = `
  SELECT 'the project counts ' || concat_ws('/', p.total_tasks, p.tasks_mapped, p.tasks_validated, p.tasks_bad_imagery) ||
    ' tasks, there are ' || concat_ws('/', c.total, c.mapped, c.validated, c.bad) AS breach
  FROM projects p, (SELECT count(*) AS total, count(*) FILTER (WHERE task_status = 2) AS mapped,
    count(*) FILTER (WHERE task_status = 4) AS validated, count(*) FILTER (WHERE task_status = 6) AS bad
    FROM tasks WHERE project_id = $1) c
  WHERE p.id = $1 AND (p.total_tasks, p.tasks_mapped, p.tasks_validated, p.tasks_bad_imagery)
    IS DISTINCT FROM (c.total::int, c.mapped::int, c.validated::int, c.bad::int)
  UNION ALL
  SELECT 'task ' || t.id || ' is in state ' || t.task_status || ' with ' || count(h.id) || ' open lock rows, ' ||
    count(h.id) FILTER (WHERE h.user_id = t.locked_by) || ' of its holder'
  FROM tasks t LEFT JOIN task_history h ON h.project_id = t.project_id AND h.task_id = t.id AND h.action_text IS NULL
    AND h.action IN ('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION')
  WHERE t.project_id = $1 GROUP BY t.id, t.project_id
  HAVING (count(h.id), count(h.id) FILTER (WHERE h.user_id = t.locked_by)) IS DISTINCT FROM
    (CASE WHEN t.task_status IN (1, 3) THEN (1::bigint, 1::bigint) ELSE (0::bigint, 0::bigint) END)
  UNION ALL
  SELECT 'user ' || locked_by || ' holds ' || count(*) || ' tasks for mapping' FROM tasks
  WHERE project_id = $1 AND task_status = 1 GROUP BY locked_by HAVING count(*) > 1`;

/** Users whose counters differ from the history of project $1. The users have no other history. */
const USERS = `
  SELECT 'user ' || u.id || ' counts ' || concat_ws('/', u.tasks_mapped, u.tasks_validated) || ' tasks, the history ' ||
    concat_ws('/', coalesce(h.mapped, 0), coalesce(h.validated, 0)) AS breach
  FROM users u LEFT JOIN (SELECT user_id, count(*) FILTER (WHERE action_text = 'MAPPED') AS mapped,
      count(*) FILTER (WHERE action_text = 'VALIDATED') AS validated
    FROM task_history WHERE project_id = $1 AND action = 'STATE_CHANGE' GROUP BY 1) h ON h.user_id = u.id
  WHERE (u.tasks_mapped, u.tasks_validated) IS DISTINCT FROM (coalesce(h.mapped, 0)::int, coalesce(h.validated, 0)::int)`;

async function assertNone(db: pg.Client, project: number, sql: string): Promise<void> {
  const { rows } = await db.query<{ breach: string }>(sql, [project]);
  if (rows[0]) throw new WrongAnswer(`project ${project}: ${rows[0].breach} (and ${rows.length - 1} more)`);
}

/** @throws WrongAnswer where tasks, open locks and the project's counters contradict each other */
export const assertSound = (db: pg.Client, project: number): Promise<void> => assertNone(db, project, BREACHES);

/** @throws WrongAnswer where users' counters differ from the history of the project */
export const assertUsersSound = (db: pg.Client, project: number): Promise<void> => assertNone(db, project, USERS);

/** How many tasks of a project are in each state, and how many rows of history it has. */
export interface Rows {
  states: Record<number, number>;
  history: number;
}

/** @throws WrongAnswer where a project's rows have the wrong number: a request was lost or counted twice */
export async function assertRows(db: pg.Client, project: number, expected: Rows): Promise<void> {
  const { rows } = await db.query<Rows>(
    `SELECT (SELECT json_object_agg(task_status, n) FROM (
      SELECT task_status, count(*) AS n FROM tasks WHERE project_id = $1 GROUP BY 1 ORDER BY 1) s) AS states,
      (SELECT count(*)::int FROM task_history WHERE project_id = $1) AS history`,
    [project],
  );
  const [found, wanted] = [JSON.stringify(rows[0]), JSON.stringify(expected)];
  if (found !== wanted) throw new WrongAnswer(`project ${project} has ${found}, not ${wanted}`);
}
