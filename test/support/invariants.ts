import { Prisma } from '../../src/generated/prisma/client.js';
import type { Database } from '../../src/db/database.js';
import { TASK_STATUSES } from '../../src/modules/tasks/state-machine/task-states.js';

/** Tasks with what their history says. `counted` is the state that counters count: while locked, the one before. */
const FACTS = Prisma.sql`
  fact AS MATERIALIZED (
    SELECT t.*, 'project ' || t.project_id || ' task ' || t.id AS who, (t.task_status IN (1, 3)) AS is_locked,
      (ARRAY[${Prisma.join(TASK_STATUSES.map((name) => Prisma.raw(`'${name}'`)))}])[coalesce(t.task_status, 0) + 1] AS status,
      coalesce(change.action_text, 'READY') AS last_state, change.user_id AS changed_by,
      coalesce(lock.running, 0) AS running, coalesce(lock.right_ones, 0) AS right_ones
    FROM tasks t
    LEFT JOIN LATERAL (
      SELECT h.action_text, h.user_id FROM task_history h WHERE h.project_id = t.project_id AND h.task_id = t.id
        AND h.action = 'STATE_CHANGE' ORDER BY h.action_date DESC, h.id DESC LIMIT 1) change ON true
    LEFT JOIN LATERAL (
      SELECT count(*) AS running, count(*) FILTER (WHERE h.user_id = t.locked_by AND h.action LIKE CASE t.task_status
        WHEN 1 THEN '%_FOR_MAPPING' ELSE '%_FOR_VALIDATION' END) AS right_ones
      FROM task_history h WHERE h.project_id = t.project_id AND h.task_id = t.id AND h.action_text IS NULL
        AND (h.action LIKE 'LOCKED\\_%' OR h.action LIKE 'EXTENDED\\_%')) lock ON true
  ),
  task AS MATERIALIZED (SELECT f.*, CASE WHEN f.is_locked THEN f.last_state ELSE f.status END AS counted FROM fact f)`;

/** Each gives one row a breach: what is wrong, in words. */
const COUNTERS = Prisma.sql`
  SELECT 'project ' || p.id || ' says total/mapped/validated/bad imagery ' || concat_ws('/', p.total_tasks, p.tasks_mapped,
    p.tasks_validated, p.tasks_bad_imagery) || ', a count says ' || concat_ws('/', c.total, c.mapped, c.validated, c.bad) AS breach,
    p.id AS project_id
  FROM projects p CROSS JOIN LATERAL (
    SELECT count(t.id) AS total, count(*) FILTER (WHERE t.counted = 'MAPPED') AS mapped,
      count(*) FILTER (WHERE t.counted = 'VALIDATED') AS validated, count(*) FILTER (WHERE t.counted = 'BADIMAGERY') AS bad
    FROM task t WHERE t.project_id = p.id) c
  WHERE (p.total_tasks, p.tasks_mapped, p.tasks_validated, p.tasks_bad_imagery)
    IS DISTINCT FROM (c.total::int, c.mapped::int, c.validated::int, c.bad::int)`;

const LOCKS = Prisma.sql`
  SELECT who || ' is ' || status || ' but nobody holds it', project_id FROM task WHERE is_locked AND locked_by IS NULL
  UNION ALL
  SELECT who || ' is ' || status || ' with ' || running || ' running lock rows, ' || right_ones || ' of its holder and kind', project_id
  FROM task WHERE is_locked AND (running <> 1 OR right_ones <> 1)
  UNION ALL
  SELECT who || ' is ' || status || ' and yet held by user ' || locked_by, project_id FROM task
  WHERE NOT is_locked AND locked_by IS NOT NULL
  UNION ALL
  SELECT who || ' is ' || status || ' and yet has ' || running || ' running lock rows', project_id FROM task
  WHERE NOT is_locked AND running > 0
  UNION ALL
  SELECT who || ' has a lock row whose text is no duration: ' || h.action_text, h.project_id FROM task_history h
  JOIN task t ON t.project_id = h.project_id AND t.id = h.task_id
  WHERE h.action ~ '^(LOCKED|EXTENDED|AUTO_UNLOCKED)_' AND h.action_text !~ '^\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?$'
  UNION ALL
  SELECT who || ' has an auto-unlock without a duration', h.project_id FROM task_history h
  JOIN task t ON t.project_id = h.project_id AND t.id = h.task_id
  WHERE h.action LIKE 'AUTO\\_UNLOCKED\\_%' AND h.action_text IS NULL`;

/** One user, one mapping lock a project: of those that did not run out. */
const ONE_LOCK_A_USER = (autoUnlockSeconds: number) => Prisma.sql`
  SELECT 'user ' || locked_by || ' holds ' || count(*) || ' tasks of project ' || project_id || ' for mapping', project_id
  FROM task t WHERE task_status = 1 AND EXISTS (
    SELECT FROM task_history h WHERE h.project_id = t.project_id AND h.task_id = t.id AND h.action_text IS NULL
      AND h.action IN ('LOCKED_FOR_MAPPING', 'EXTENDED_FOR_MAPPING')
      AND h.action_date > (now() AT TIME ZONE 'UTC') - make_interval(secs => ${autoUnlockSeconds}::int))
  GROUP BY project_id, locked_by HAVING count(*) > 1`;

const HISTORY = Prisma.sql`
  SELECT who || ' is ' || status || ' but its history ends in ' || last_state, project_id FROM task
  WHERE NOT is_locked AND status <> last_state
  UNION ALL
  SELECT who || ' has history of the future', h.project_id FROM task_history h
  JOIN task t ON t.project_id = h.project_id AND t.id = h.task_id
  WHERE h.action_date > (clock_timestamp() AT TIME ZONE 'UTC') + interval '1 minute'
  UNION ALL
  SELECT who || ' has an issue on a row that is no state change, or none of it', h.project_id FROM task_mapping_issues i
  JOIN task_history h ON h.id = i.task_history_id JOIN task t ON t.project_id = h.project_id AND t.id = h.task_id
  WHERE h.action <> 'STATE_CHANGE' OR i.count <= 0`;

/** A validator may hand in a task without a mapper (it was invalidated) as mapped; nobody else leaves one without. */
const OWNERS = Prisma.sql`
  SELECT who || ' counts as ' || counted || ' without a mapper', project_id FROM task t
  WHERE mapped_by IS NULL AND (counted = 'BADIMAGERY' OR (counted = 'MAPPED' AND NOT EXISTS (
    SELECT FROM task_history h WHERE h.project_id = t.project_id AND h.task_id = t.id AND h.action LIKE '%FOR\\_VALIDATION')))
  UNION ALL
  SELECT who || ' counts as ' || counted || ' and yet has a mapper', project_id FROM task
  WHERE mapped_by IS NOT NULL AND counted IN ('READY', 'INVALIDATED')
  UNION ALL
  SELECT who || ' counts as ' || counted || ' with validator ' || coalesce(validated_by::text, 'nobody'), project_id FROM task
  WHERE (validated_by IS NOT NULL) <> (counted = 'VALIDATED')`;

const INVALIDATIONS = Prisma.sql`
  SELECT who || ' has ' || count(*) || ' open invalidations', i.project_id FROM task_invalidation_history i
  JOIN task t ON t.project_id = i.project_id AND t.id = i.task_id WHERE i.is_closed IS NOT TRUE
  GROUP BY who, i.project_id HAVING count(*) > 1
  UNION ALL
  SELECT who || ' is VALIDATED with an open invalidation', i.project_id FROM task_invalidation_history i
  JOIN task t ON t.project_id = i.project_id AND t.id = i.task_id WHERE i.is_closed IS NOT TRUE AND t.status = 'VALIDATED'`;

const USERS = Prisma.sql`
  SELECT 'user ' || id || ' has a negative counter', NULL::int AS project_id FROM users
  WHERE least(tasks_mapped, tasks_validated, tasks_invalidated) < 0`;

/**
 * What must hold between tasks, history, issues, invalidations and counters after any sequence of actions.
 * @param project one project, or none for all of the database
 * @returns what does not hold, in words
 */
export async function breachesOf(
  database: Database,
  project?: { id: number },
  autoUnlockSeconds = 7200,
): Promise<string[]> {
  const checks = [COUNTERS, LOCKS, ONE_LOCK_A_USER(autoUnlockSeconds), HISTORY, OWNERS, INVALIDATIONS, USERS];
  const breaches = await database.prisma.$queryRaw<{ breach: string }[]>`
    WITH ${FACTS} SELECT breach FROM (${Prisma.join(checks, ' UNION ALL ')}) b
    WHERE ${project?.id ?? null}::int IS NULL OR project_id IS NULL OR project_id = ${project?.id ?? null}::int ORDER BY breach`;
  return breaches.map(({ breach }) => breach);
}

/** @throws Error that lists everything that does not hold */
export async function checkInvariants(database: Database, project?: { id: number }): Promise<void> {
  const breaches = await breachesOf(database, project);
  if (breaches.length > 0) throw new Error(`The database contradicts itself:\n${breaches.join('\n')}`);
}
