import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import { viewerJson } from '../../../access/access.sql.js';
import type { Viewer } from '../../../access/viewer.js';
import { isoDate } from '../../../db/sql.js';
import {
  campaigns,
  DIFFICULTY,
  joinTexts,
  NAME,
  PRIORITY,
  STATUS,
  textOr,
  wholePercent,
  workedOn,
} from '../project-columns.sql.js';
import type { ProjectOrder } from '../project-codes.js';
import { matching, orderOf, type ProjectFilters } from './project-filters.sql.js';
import { visibleTo } from '../../../access/project-policy.sql.js';

type Sql = Prisma.Sql;

/** Reads who asks; null where there is no such user. */
export async function readActor(db: Db, userId: number): Promise<Viewer | null> {
  const [row] = await db.$queryRaw<
    { actor: string | null }[]
  >`/* readActor */ SELECT ${viewerJson(userId)}::text AS actor`;
  return row?.actor ? (JSON.parse(row.actor) as Viewer) : null;
}

/** How many users did something on tasks other than commenting. */
const CONTRIBUTORS = Prisma.sql`(SELECT count(DISTINCT h.user_id)::int FROM task_history h
  WHERE h.project_id = p.id AND h.action <> 'COMMENT')`;

const AUTHOR = Prisma.sql`coalesce(nullif(a.name, ''), a.username)`;
const PERCENT_MAPPED = workedOn(Prisma.sql`p.tasks_mapped + p.tasks_validated`);
const PERCENT_VALIDATED = workedOn(Prisma.sql`p.tasks_validated`);

/**
 * A project as it stands in a list, as a JSON object. As recorded, `activeMappers` counts the holders of all locks that
 * are written down; one that ran out is, until the sweep of the same minute.
 */
const CARD = Prisma.sql`json_build_object('projectId', p.id, 'locale', coalesce(i.locale, p.default_locale, 'en'), 'name', ${NAME},
  'shortDescription', ${textOr(Prisma.sql`i.short_description`, Prisma.sql`d.short_description`)},
  'difficulty', ${DIFFICULTY}, 'priority', ${PRIORITY}, 'organisationName', o.name, 'organisationLogo', o.logo,
  'campaigns', ${campaigns()}, 'percentMapped', ${wholePercent(PERCENT_MAPPED)},
  'percentValidated', ${wholePercent(PERCENT_VALIDATED)}, 'status', ${STATUS},
  'activeMappers', (SELECT count(DISTINCT t.locked_by) FROM tasks t
    WHERE t.project_id = p.id AND t.task_status IN (1, 3)),
  'lastUpdated', ${isoDate(Prisma.sql`p.last_updated`)}, 'dueDate', ${isoDate(Prisma.sql`p.due_date`)},
  'totalContributors', ${CONTRIBUTORS}, 'country', p.country, 'sandbox', p.sandbox, 'database', p.database,
  'creationDate', NULL, 'author', ${AUTHOR}, 'partnerNames', NULL, 'totalAreaSquareKilometers', NULL)`;

/** The cards of `found` (id, place), in its order, as the text of a JSON array. */
const cards = (locales: string[], found: Sql): Sql => Prisma.sql`(
  SELECT coalesce(json_agg(x.card ORDER BY x.place), '[]')::text FROM (
    SELECT f.place, ${CARD} AS card FROM (${found}) f JOIN projects p ON p.id = f.id JOIN users a ON a.id = p.author_id
    LEFT JOIN organisations o ON o.id = p.organisation_id ${joinTexts(locales)}) x)`;

export interface ProjectSearch extends ProjectFilters {
  orderBy: ProjectOrder;
  orderByType: 'ASC' | 'DESC';
}

/** Who searches, and in which languages they would like the answer. */
export interface Searcher {
  actor: Viewer | null;
  /** Best first, see `preferredLocales`. */
  locales: string[];
}

const findAll = (search: ProjectSearch, actor: Viewer | null): Sql => Prisma.sql`
  SELECT p.id, row_number() OVER (ORDER BY ${orderOf(search.orderBy, search.orderByType)}) AS place
  FROM projects p LEFT JOIN organisations o ON o.id = p.organisation_id WHERE ${matching(search, actor)}`;

const MAP_FEATURES = Prisma.sql`(
  SELECT coalesce(string_agg('{"type":"Feature","geometry":' || ST_AsGeoJSON(p.centroid) || ',"properties":{"projectId":' ||
    p.id || ',"priority":"' || ${PRIORITY} || '"}}', ',' ORDER BY f.place), '')
  FROM found f JOIN projects p ON p.id = f.id)`;

/**
 * Finds projects, in one statement.
 * @param page which page (from 1), of how many; `withMap`: whether the centres of all found are wanted
 * @returns how many were found, the cards of the page as the text of an array, the centres as features separated by commas
 */
export async function searchProjects(
  db: Db,
  search: ProjectSearch,
  { actor, locales }: Searcher,
  { page, perPage, withMap }: { page: number; perPage: number; withMap: boolean },
): Promise<{ total: number; results: string; features: string | null }> {
  const before = (page - 1) * perPage;
  const onPage = Prisma.sql`SELECT id, place FROM found
    WHERE place > ${before}::bigint AND place <= ${before + perPage}::bigint`;
  const [row] = await db.$queryRaw<{ total: number; results: string; features: string | null }[]>`/* searchProjects */
    WITH found AS MATERIALIZED (${findAll(search, actor)})
    SELECT (SELECT count(*)::int FROM found) AS total, ${cards(locales, onPage)} AS results,
      ${withMap ? MAP_FEATURES : Prisma.sql`NULL::text`} AS features`;
  if (!row) throw new Error('a search for projects came back without a row');
  return row;
}

/** A found project as a line of a table. */
export interface ProjectLine {
  projectId: number;
  name: string;
  priority: string;
  difficulty: string;
  status: string;
  lastUpdated: string | null;
  dueDate: string | null;
  author: string | null;
  organisationName: string | null;
  /** Percent, two decimals. */
  percentMapped: number;
  percentValidated: number;
  totalAreaSquareKilometers: number;
  totalContributors: number;
  country: string[] | null;
  creationDate: string;
  partnerNames: string[];
}

/** Finds projects as the lines of a table, all of them, in one statement. */
export function listProjectLines(db: Db, search: ProjectSearch, { actor, locales }: Searcher): Promise<ProjectLine[]> {
  return db.$queryRaw<ProjectLine[]>`/* listProjectLines */
    WITH found AS MATERIALIZED (${findAll(search, actor)}), contributors AS (
      SELECT h.project_id, count(DISTINCT h.user_id)::int AS total FROM task_history h
      WHERE h.action <> 'COMMENT' AND h.project_id IN (SELECT id FROM found) GROUP BY h.project_id)
    SELECT p.id AS "projectId", ${NAME} AS name, ${PRIORITY} AS priority, ${DIFFICULTY} AS difficulty,
      ${STATUS} AS status, ${isoDate(Prisma.sql`p.last_updated`)} AS "lastUpdated",
      ${isoDate(Prisma.sql`p.due_date`)} AS "dueDate", ${AUTHOR} AS author, o.name AS "organisationName",
      round(${PERCENT_MAPPED}, 2)::float8 AS "percentMapped", round(${PERCENT_VALIDATED}, 2)::float8 AS "percentValidated",
      round((ST_Area(p.geometry::geography) / 1e6)::numeric, 3)::float8 AS "totalAreaSquareKilometers",
      coalesce(k.total, 0) AS "totalContributors", p.country, ${isoDate(Prisma.sql`p.created`)} AS "creationDate",
      ARRAY(SELECT DISTINCT n.name FROM project_partnerships s JOIN partners n ON n.id = s.partner_id
        WHERE s.project_id = p.id ORDER BY n.name) AS "partnerNames"
    FROM found f JOIN projects p ON p.id = f.id JOIN users a ON a.id = p.author_id
    LEFT JOIN organisations o ON o.id = p.organisation_id LEFT JOIN contributors k ON k.project_id = p.id
    ${joinTexts(locales)} ORDER BY f.place`;
}

async function readCards(db: Db, { locales }: Searcher, found: Sql): Promise<string> {
  const [row] = await db.$queryRaw<{ results: string }[]>`/* readCards */ SELECT ${cards(locales, found)} AS results`;
  if (!row) throw new Error('the cards of projects came back without a row');
  return row.results;
}

/** The cards of the featured projects that are published, newest first, as the text of a JSON array. */
export const readFeatured = (db: Db, searcher: Searcher): Promise<string> =>
  readCards(
    db,
    searcher,
    Prisma.sql`SELECT p.id, -p.id AS place FROM projects p
      WHERE p.featured AND p.status = 1 AND ${visibleTo(searcher.actor)}`,
  );

/**
 * The cards of published projects that are like another one, most alike first, as the text of a JSON array. Alike: the
 * same organisation or campaign counts most, then country, then what is mapped and how difficult it is; nearest first among equals.
 */
export const readSimilar = (db: Db, searcher: Searcher, projectId: number, limit: number): Promise<string> =>
  readCards(
    db,
    searcher,
    Prisma.sql`SELECT s.id, row_number() OVER (ORDER BY s.likeness DESC, s.distance, s.id DESC) AS place FROM (
      SELECT p.id, ST_Distance(p.centroid, w.centroid) AS distance,
        CASE WHEN p.organisation_id = w.organisation_id THEN 4 ELSE 0 END +
        CASE WHEN EXISTS (SELECT FROM campaign_projects x JOIN campaign_projects y ON y.campaign_id = x.campaign_id
          WHERE x.project_id = p.id AND y.project_id = w.id) THEN 4 ELSE 0 END +
        CASE WHEN p.country && w.country THEN 2 ELSE 0 END +
        CASE WHEN p.mapping_types && w.mapping_types THEN 1 ELSE 0 END +
        CASE WHEN p.difficulty = w.difficulty THEN 1 ELSE 0 END AS likeness
      FROM projects p, projects w
      WHERE w.id = ${projectId}::int AND p.id <> w.id AND p.status = 1 AND ${visibleTo(searcher.actor)}
      ORDER BY likeness DESC, distance, p.id DESC LIMIT ${limit}::int) s`,
  );
