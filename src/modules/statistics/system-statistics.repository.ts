import { Prisma } from '../../generated/prisma/client.js';
import type { Db } from '../../db/transaction.js';
import { LAST_STATE, statusCode } from '../tasks/tasks.sql.js';

const TOTALS = Prisma.sql`
  'mappersOnline', (SELECT count(DISTINCT t.locked_by) FROM tasks t WHERE t.locked_by IS NOT NULL),
  'tasksMapped', (SELECT coalesce(sum(p.tasks_mapped + p.tasks_validated), 0) FROM projects p) - (
    SELECT count(*) FROM tasks t WHERE t.locked_by IS NOT NULL AND ${LAST_STATE} IN ('MAPPED', 'VALIDATED')),
  'totalMappers', (SELECT count(*) FROM users),
  'totalProjects', (SELECT count(*) FROM projects),
  'averageCompletionTime', NULL`;

const UNASSOCIATED = 'Unassociated';

const SQUARE_KILOMETRES = Prisma.sql`/ 1000000`;

/**
 * Numbers of projects by organisation or campaign, ordered by name. The last entry counts the projects without an
 * organisation or campaign.
 */
const byName = (key: string, names: Prisma.Sql, without: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object(${key}::text, g.name, 'projectsCreated', g.projects)
    ORDER BY g.last, g.name COLLATE "C"), '[]')
  FROM (${names} UNION ALL SELECT ${UNASSOCIATED}::text, w.projects, true FROM (${without}) w WHERE w.projects > 0)
    AS g(name, projects, last))`;

const ORGANISATIONS = byName(
  'organisation',
  Prisma.sql`SELECT o.name::text, (SELECT count(*) FROM projects p WHERE p.organisation_id = o.id), false FROM organisations o`,
  Prisma.sql`SELECT count(*) AS projects FROM projects p WHERE p.organisation_id IS NULL`,
);

const CAMPAIGNS = byName(
  'campaign',
  Prisma.sql`SELECT c.name::text, (SELECT count(DISTINCT l.project_id) FROM campaign_projects l WHERE l.campaign_id = c.id), false
    FROM campaigns c`,
  Prisma.sql`SELECT count(*) AS projects FROM projects p WHERE NOT EXISTS (
    SELECT FROM campaign_projects l WHERE l.project_id = p.id)`,
);

const DETAILS = Prisma.sql`
  'tasksValidated', (SELECT coalesce(sum(p.tasks_validated), 0) FROM projects p) - (
    SELECT count(*) FROM tasks t WHERE t.locked_by IS NOT NULL AND ${LAST_STATE} = 'VALIDATED'),
  'totalValidators', (SELECT count(DISTINCT t.validated_by) FROM tasks t WHERE t.task_status = ${statusCode('VALIDATED')}),
  'totalArea', (SELECT coalesce(sum(ST_Area(p.geometry::geography)), 0) ${SQUARE_KILOMETRES} FROM projects p),
  'totalMappedArea', (SELECT coalesce(sum(ST_Area(t.geometry::geography)), 0) ${SQUARE_KILOMETRES} FROM tasks t
    WHERE t.task_status = ${statusCode('MAPPED')}),
  'totalValidatedArea', (SELECT coalesce(sum(ST_Area(t.geometry::geography)), 0) ${SQUARE_KILOMETRES} FROM tasks t
    WHERE t.task_status = ${statusCode('VALIDATED')}),
  'totalOrganisations', (SELECT count(*) FROM organisations),
  'totalCampaigns', (SELECT count(*) FROM campaigns),
  'organisations', ${ORGANISATIONS},
  'campaigns', ${CAMPAIGNS}`;

/**
 * Counts the totals of the instance, as JSON text. Numbers of tasks come from the counters of projects, because counting
 * millions of tasks takes too long. As in version 5, a locked task does not count as mapped or validated.
 */
export async function readSystemStatistics(db: Db, { detailed }: { detailed: boolean }): Promise<string> {
  const keys = detailed ? Prisma.sql`${TOTALS}, ${DETAILS}` : TOTALS;
  const [row] = await db.$queryRaw<
    { statistics: string }[]
  >`/* readSystemStatistics */ SELECT json_build_object(${keys})::text AS statistics`;
  if (!row) throw new Error('the statistics of the system came back empty');
  return row.statistics;
}
