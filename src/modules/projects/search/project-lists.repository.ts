import { Prisma } from '../../../generated/prisma/client.js';
import { PROJECT_STATUS } from '../../../access/codes.js';
import { sqlCode } from '../../../access/codes.sql.js';
import { NOW } from '../../../db/sql.js';
import type { Db, Models } from '../../../db/transaction.js';
import { visibleTo } from '../../../access/project-policy.sql.js';
import { joinTexts, NAME, STATUS } from '../project-columns.sql.js';
import { cards } from './project-cards.sql.js';
import { MOST_POPULAR } from './popular-projects.sql.js';
import type { Searcher } from './project-search.repository.js';

type Sql = Prisma.Sql;

const PUBLISHED = sqlCode(PROJECT_STATUS.PUBLISHED);

async function readCards(db: Db, locales: string[], found: Sql): Promise<string> {
  const [row] = await db.$queryRaw<{ results: string }[]>`/* readCards */ SELECT ${cards(locales, found)} AS results`;
  if (!row) throw new Error('the cards of projects came back without a row');
  return row.results;
}

/** The cards of the public featured projects without drafts, newest first, as the text of a JSON array. */
export const readFeatured = (db: Db, locales: string[]): Promise<string> =>
  readCards(
    db,
    locales,
    Prisma.sql`SELECT p.id, -p.id AS place FROM projects p WHERE p.featured AND ${visibleTo(null)}`,
  );

/** Whether there is a published project with this id. */
export const isPublished = async (db: Models, id: number): Promise<boolean> =>
  (await db.project.count({ where: { id, status: PROJECT_STATUS.PUBLISHED } })) > 0;

/** The projects that share a campaign with the project. The subquery runs once, not for each candidate. */
const sharingCampaign = (projectId: number): Sql => Prisma.sql`
  SELECT x.project_id FROM campaign_projects x WHERE x.campaign_id IN (
    SELECT y.campaign_id FROM campaign_projects y WHERE y.project_id = ${projectId}::int)`;

/** Largest similarity of two projects without a common organisation or campaign. */
const UNRELATED_SIMILARITY = 4;

/** The other public published projects `p`, with their similarity to the project and their distance from it. */
const compared = (projectId: number): Sql => Prisma.sql`
  SELECT p.id, ST_Distance(p.centroid, w.centroid) AS distance,
    CASE WHEN p.organisation_id = w.organisation_id THEN 4 ELSE 0 END +
    CASE WHEN p.id IN (${sharingCampaign(projectId)}) THEN 4 ELSE 0 END +
    CASE WHEN p.country && w.country THEN 2 ELSE 0 END +
    CASE WHEN p.mapping_types && w.mapping_types THEN 1 ELSE 0 END +
    CASE WHEN p.difficulty = w.difficulty THEN 1 ELSE 0 END AS similarity
  FROM projects p, projects w
  WHERE w.id = ${projectId}::int AND p.id <> w.id AND p.status = ${PUBLISHED} AND ${visibleTo(null)}`;

/** The most similar projects. All projects are compared only if too few share the organisation or a campaign. */
const mostSimilar = (projectId: number, limit: number): Sql => Prisma.sql`
  WITH related AS MATERIALIZED (${compared(projectId)} AND p.id = ANY(ARRAY(
    SELECT o.id FROM projects o WHERE o.organisation_id = (SELECT q.organisation_id FROM projects q WHERE q.id = ${projectId}::int)
    UNION ${sharingCampaign(projectId)})))
  SELECT s.* FROM (
    SELECT r.* FROM related r UNION ALL SELECT c.* FROM (${compared(projectId)}) c
    WHERE (SELECT count(*) FROM related r WHERE r.similarity > ${UNRELATED_SIMILARITY}::int) < ${limit}::int
      AND c.id NOT IN (SELECT r.id FROM related r)) s
  ORDER BY s.similarity DESC, s.distance, s.id DESC LIMIT ${limit}::int`;

/**
 * The cards of public published projects that are similar to a project, as the text of a JSON array. The most similar
 * project comes first. A common organisation or campaign counts most, then the country, then mapping types and
 * difficulty. Equal projects are ordered by distance.
 */
export const readSimilar = (
  db: Db,
  projectId: number,
  { limit, locales }: { limit: number; locales: string[] },
): Promise<string> =>
  readCards(
    db,
    locales,
    Prisma.sql`SELECT s.id, row_number() OVER (ORDER BY s.similarity DESC, s.distance, s.id DESC) AS place
      FROM (${mostSimilar(projectId, limit)}) s`,
  );

/**
 * The cards of the public projects with the most locks that ended in the last 90 days, as the text of a JSON array. The
 * most active project comes first.
 */
export const readPopular = (db: Db, locales: string[]): Promise<string> => readCards(db, locales, MOST_POPULAR);

/** The areas of the public published projects with history or chat in the last hours, as the text of a FeatureCollection. */
export async function readActive(db: Db, hours: number): Promise<string> {
  const since = Prisma.sql`${NOW} - make_interval(hours => ${hours}::int)`;
  const [row] = await db.$queryRaw<{ features: string | null }[]>`/* readActive */
    SELECT string_agg('{"type":"Feature","geometry":' || ST_AsGeoJSON(p.geometry) || ',"properties":' ||
      json_build_object('project_id', p.id, 'mapping_types', p.mapping_types)::text || '}', ',' ORDER BY p.id) AS features
    FROM projects p WHERE p.status = ${PUBLISHED} AND ${visibleTo(null)} AND p.id IN (
      SELECT h.project_id FROM task_history h WHERE h.action_date >= ${since}
      UNION SELECT c.project_id FROM project_chat c WHERE c.time_stamp >= ${since})`;
  if (!row) throw new Error('the active projects came back without a row');
  return `{"type":"FeatureCollection","features":[${row.features ?? ''}]}`;
}

/** The projects in which a user has tasks mapped or validated, newest first, as the text of a JSON array. */
export async function readTouched(db: Db, userId: number, { actor, locales }: Searcher): Promise<string> {
  const maySee = actor?.id === userId ? Prisma.sql`true` : visibleTo(actor);
  // The ids are an array, so that PostgreSQL reads each project by its key, for any estimated number of projects.
  const [row] = await db.$queryRaw<{ projects: string }[]>`/* readTouched */
    WITH counts AS MATERIALIZED (
      SELECT w.project_id, sum(w.mapped)::int AS mapped, sum(w.validated)::int AS validated FROM (
        SELECT t.project_id, count(*) AS mapped, 0 AS validated FROM tasks t
        WHERE t.mapped_by = ${userId}::bigint GROUP BY t.project_id
        UNION ALL SELECT t.project_id, 0, count(*) FROM tasks t
        WHERE t.validated_by = ${userId}::bigint GROUP BY t.project_id) w
      GROUP BY w.project_id)
    SELECT coalesce(json_agg(json_build_object('projectId', p.id, 'name', ${NAME}, 'tasksMapped', c.mapped,
      'tasksValidated', c.validated, 'status', ${STATUS}, 'centroid', ST_AsGeoJSON(p.centroid)::json)
      ORDER BY p.id DESC), '[]')::text AS projects
    FROM projects p JOIN counts c ON c.project_id = p.id ${joinTexts(locales)}
    WHERE p.id = ANY(ARRAY(SELECT project_id FROM counts)) AND ${maySee}`;
  if (!row) throw new Error('the projects of a user came back without a row');
  return row.projects;
}

/**
 * The cards of recommended projects for a user, as the text of a JSON array. First come projects by other authors in
 * campaigns of the projects that the user has created or worked on, then projects whose difficulty has the number of
 * the user's level. All are published and not private, newest first.
 */
export const readRecommended = (db: Db, locales: string[], userId: number, limit: number): Promise<string> =>
  readCards(
    db,
    locales,
    Prisma.sql`SELECT r.id, row_number() OVER (ORDER BY min(r.rank), r.id DESC) AS place FROM (
        SELECT p.id, 1 AS rank FROM projects p
        WHERE p.status = ${PUBLISHED} AND NOT coalesce(p.private, false) AND p.author_id <> ${userId}::bigint
          AND p.id IN (SELECT x.project_id FROM campaign_projects x WHERE x.campaign_id IN (
            SELECT y.campaign_id FROM campaign_projects y WHERE y.project_id IN (
              SELECT q.id FROM projects q WHERE q.author_id = ${userId}::bigint
              UNION ALL SELECT unnest(u.projects_mapped) FROM users u WHERE u.id = ${userId}::bigint)))
        UNION ALL (
          SELECT p.id, 2 FROM projects p
          WHERE p.status = ${PUBLISHED} AND NOT coalesce(p.private, false)
            AND p.difficulty = (SELECT u.mapping_level FROM users u WHERE u.id = ${userId}::bigint)
          ORDER BY p.id DESC LIMIT ${2 * limit}::int)) r
      GROUP BY r.id ORDER BY place LIMIT ${limit}::int`,
  );
