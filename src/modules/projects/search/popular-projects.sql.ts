import { Prisma } from '../../../generated/prisma/client.js';
import { visibleTo } from '../../../access/project-policy.sql.js';
import { NOW } from '../../../db/sql.js';

type Sql = Prisma.Sql;

/** The period of `popular`, its number of projects, and the number of projects whose ended locks are counted first. */
const POPULAR = { days: 90, projects: 10, candidates: 15 } as const;

/** The locks `h` of the period. The constants are those of the index `tessera_task_history_locks_by_date`. */
const LOCKS = Prisma.sql`task_history h WHERE h.action IN ('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION')
  AND h.action_date >= ${NOW} - make_interval(days => ${POPULAR.days}::int)`;
const ENDED = Prisma.sql`h.action_text <> ''`;

const byProject = (rows: Sql): Sql =>
  Prisma.sql`SELECT h.project_id, count(*) AS locks FROM ${rows} GROUP BY h.project_id`;

/**
 * A SELECT (id, place) of the public projects with the most ended locks that began in the period. The index does not contain
 * whether a lock has ended.
 * 1. All locks are counted from the index. A project has at most as many ended locks.
 * 2. Ended locks are counted for the first 15 projects.
 * 3. If a later project could still be among the ten, ended locks are counted for all.
 */
export const MOST_POPULAR = Prisma.sql`
  WITH begun AS MATERIALIZED (
    SELECT p.id, h.locks, row_number() OVER (ORDER BY h.locks DESC, p.id DESC) AS place
    FROM (${byProject(LOCKS)}) h JOIN projects p ON p.id = h.project_id WHERE ${visibleTo(null)}),
  candidates AS MATERIALIZED (
    SELECT b.id, e.locks FROM begun b CROSS JOIN LATERAL (
      SELECT count(*) AS locks FROM ${LOCKS} AND ${ENDED} AND h.project_id = b.id) e
    WHERE b.place <= ${POPULAR.candidates}::int AND e.locks > 0
    ORDER BY e.locks DESC, b.id DESC LIMIT ${POPULAR.projects}::int),
  others AS (
    SELECT b.id, h.locks FROM (${byProject(Prisma.sql`${LOCKS} AND ${ENDED}`)}) h
    JOIN begun b ON b.id = h.project_id AND b.place > ${POPULAR.candidates}::int
    WHERE EXISTS (SELECT FROM begun n WHERE n.place = ${POPULAR.candidates + 1}::int AND ${POPULAR.projects}::int > (
      SELECT count(*) FROM candidates c WHERE (c.locks, c.id) > (n.locks, n.id))))
  SELECT x.id, row_number() OVER (ORDER BY x.locks DESC, x.id DESC) AS place
  FROM (SELECT * FROM candidates UNION ALL SELECT * FROM others) x
  ORDER BY place LIMIT ${POPULAR.projects}::int`;
