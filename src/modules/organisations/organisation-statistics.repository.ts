import { NOW } from '../../db/sql.js';
import type { Db } from '../../db/transaction.js';
import { PROJECT_STATUS } from '../../access/codes.js';
import { sqlCode } from '../../access/codes.sql.js';
import { Prisma } from '../../generated/prisma/client.js';
import { statusCode } from '../tasks/tasks.sql.js';

/** Numbers of projects of an organisation, and of tasks of its published projects by their stored state. */
export interface OrganisationStatistics {
  projects: { draft: number; published: number; archived: number; recent: number; stale: number };
  activeTasks: Record<
    'ready' | 'lockedForMapping' | 'lockedForValidation' | 'mapped' | 'validated' | 'invalidated' | 'badImagery',
    number
  >;
}

/**
 * Reads the statistics of organisations in one statement. An organisation without projects has no entry.
 * @param ids the organisations
 * @param onlyThisYear only projects that were created in this calendar year (UTC)
 */
export async function readOrganisationStatistics(
  db: Db,
  ids: readonly number[],
  onlyThisYear: boolean,
): Promise<Map<number, OrganisationStatistics>> {
  const thisYear = Prisma.sql`p.created >= date_trunc('year', ${NOW})`;
  const rows = await db.$queryRaw<{ id: number; statistics: string }[]>`/* readOrganisationStatistics */
    WITH chosen AS (
      SELECT p.id, p.organisation_id, p.status, ${thisYear} AS recent,
        coalesce(p.last_updated, p.created) < ${NOW} - interval '6 months' AS stale
      FROM projects p WHERE p.organisation_id = ANY(${ids}::int[]) AND ${onlyThisYear ? thisYear : Prisma.sql`true`}
    ), task_counts AS (
      SELECT c.organisation_id, t.task_status AS status, count(*) AS n
      FROM chosen c JOIN tasks t ON t.project_id = c.id WHERE c.status = ${sqlCode(PROJECT_STATUS.PUBLISHED)} GROUP BY 1, 2
    ), active AS (
      SELECT organisation_id, json_build_object(
        'ready', coalesce(sum(n) FILTER (WHERE status = ${statusCode('READY')}), 0),
        'lockedForMapping', coalesce(sum(n) FILTER (WHERE status = ${statusCode('LOCKED_FOR_MAPPING')}), 0),
        'mapped', coalesce(sum(n) FILTER (WHERE status = ${statusCode('MAPPED')}), 0),
        'lockedForValidation', coalesce(sum(n) FILTER (WHERE status = ${statusCode('LOCKED_FOR_VALIDATION')}), 0),
        'validated', coalesce(sum(n) FILTER (WHERE status = ${statusCode('VALIDATED')}), 0),
        'invalidated', coalesce(sum(n) FILTER (WHERE status = ${statusCode('INVALIDATED')}), 0),
        'badImagery', coalesce(sum(n) FILTER (WHERE status = ${statusCode('BADIMAGERY')}), 0)) AS tasks
      FROM task_counts GROUP BY 1
    )
    SELECT c.organisation_id AS id, json_build_object('projects', json_build_object(
        'draft', count(*) FILTER (WHERE c.status = ${sqlCode(PROJECT_STATUS.DRAFT)}),
        'published', count(*) FILTER (WHERE c.status = ${sqlCode(PROJECT_STATUS.PUBLISHED)}),
        'archived', count(*) FILTER (WHERE c.status = ${sqlCode(PROJECT_STATUS.ARCHIVED)}),
        'recent', count(*) FILTER (WHERE c.status IN (${sqlCode(PROJECT_STATUS.ARCHIVED)}, ${sqlCode(PROJECT_STATUS.PUBLISHED)}) AND c.recent),
        'stale', count(*) FILTER (WHERE c.status = ${sqlCode(PROJECT_STATUS.PUBLISHED)} AND c.stale)),
      'activeTasks', (SELECT a.tasks FROM active a WHERE a.organisation_id = c.organisation_id))::text AS statistics
    FROM chosen c GROUP BY c.organisation_id`;
  return new Map(
    rows.map(({ id, statistics }) => [id, withTasks(JSON.parse(statistics) as Partial<OrganisationStatistics>)]),
  );
}

/** The statistics of an organisation without projects. */
export const noStatistics = (): OrganisationStatistics => withTasks({});

const withTasks = ({ projects, activeTasks }: Partial<OrganisationStatistics>): OrganisationStatistics => ({
  projects: projects ?? { draft: 0, published: 0, archived: 0, recent: 0, stale: 0 },
  activeTasks: activeTasks ?? {
    ready: 0,
    lockedForMapping: 0,
    lockedForValidation: 0,
    mapped: 0,
    validated: 0,
    invalidated: 0,
    badImagery: 0,
  },
});
