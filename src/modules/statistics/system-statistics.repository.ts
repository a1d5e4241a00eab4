import { Prisma } from '../../generated/prisma/client.js';
import type { Db } from '../../db/transaction.js';
import { LAST_STATE } from '../tasks/tasks.sql.js';

const TOTALS = Prisma.sql`
  'mappersOnline', (SELECT count(DISTINCT t.locked_by) FROM tasks t WHERE t.locked_by IS NOT NULL),
  'tasksMapped', (SELECT coalesce(sum(p.tasks_mapped + p.tasks_validated), 0) FROM projects p) - (
    SELECT count(*) FROM tasks t WHERE t.locked_by IS NOT NULL AND ${LAST_STATE} IN ('MAPPED', 'VALIDATED')),
  'totalMappers', (SELECT count(*) FROM users),
  'totalProjects', (SELECT count(*) FROM projects),
  'averageCompletionTime', NULL`;

const DETAILS = Prisma.sql`
  'tasksValidated', (SELECT coalesce(sum(p.tasks_validated), 0) FROM projects p) - (
    SELECT count(*) FROM tasks t WHERE t.locked_by IS NOT NULL AND ${LAST_STATE} = 'VALIDATED'),
  'totalValidators', (SELECT count(*) FROM users u WHERE u.tasks_validated > 0),
  'totalArea', (SELECT coalesce(sum(ST_Area(p.geometry::geography)), 0) / 1000000 FROM projects p),
  'totalOrganisations', (SELECT count(*) FROM organisations),
  'totalCampaigns', (SELECT count(*) FROM campaigns),
  'organisations', (SELECT coalesce(json_agg(json_build_object('organisation', o.name, 'projectsCreated', (
      SELECT count(*) FROM projects p WHERE p.organisation_id = o.id)) ORDER BY o.name COLLATE "C"), '[]') FROM organisations o),
  'campaigns', (SELECT coalesce(json_agg(json_build_object('tag', c.name, 'projectsCreated', (
      SELECT count(*) FROM campaign_projects l WHERE l.campaign_id = c.id)) ORDER BY c.name COLLATE "C"), '[]') FROM campaigns c)`;

/**
 * Counts what the whole installation holds, as JSON text. Tasks are counted from the counters of their projects, not by a
 * walk through millions of them; as in the original a task that somebody has locked counts as neither mapped nor validated.
 */
export async function readSystemStatistics(db: Db, { detailed }: { detailed: boolean }): Promise<string> {
  const keys = detailed ? Prisma.sql`${TOTALS}, ${DETAILS}` : TOTALS;
  const [row] = await db.$queryRaw<
    { statistics: string }[]
  >`/* readSystemStatistics */ SELECT json_build_object(${keys})::text AS statistics`;
  if (!row) throw new Error('the statistics of the system came back empty');
  return row.statistics;
}
