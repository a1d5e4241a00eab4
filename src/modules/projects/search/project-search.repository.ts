import { Prisma } from '../../../generated/prisma/client.js';
import type { Source } from '../../../db/database.js';
import type { Db } from '../../../db/transaction.js';
import type { Viewer } from '../../../access/viewer.js';
import { isoDate } from '../../../db/sql.js';
import { DIFFICULTY, joinTexts, NAME, PRIORITY, STATUS } from '../project-columns.sql.js';
import type { ProjectOrder } from '../project-codes.js';
import { AUTHOR, cards, CONTRIBUTORS, PERCENT_MAPPED, PERCENT_VALIDATED } from './project-cards.sql.js';
import { byKey, matching, orderKey, readsOnlyAnIndex, type ProjectFilters } from './project-filters.sql.js';

type Sql = Prisma.Sql;

/** A search for projects. */
export interface ProjectSearch extends ProjectFilters {
  orderBy: ProjectOrder;
  orderByType: 'ASC' | 'DESC';
}

/** The caller of a search, and the preferred languages. */
export interface Searcher {
  actor: Viewer | null;
  /** Best first, see `preferredLocales`. */
  locales: string[];
}

/** Number of projects on a page. It is a constant of the statement, so that PostgreSQL keeps its plan. */
export const PER_PAGE = 14;
const LIMIT = Prisma.raw(`LIMIT ${PER_PAGE}`);

/** The found projects: id and sort key. It reads only an index if the filters allow it. */
const findAll = (search: ProjectSearch, actor: Viewer | null, more: Sql = Prisma.empty): Sql => Prisma.sql`
  SELECT p.id, ${orderKey(search.orderBy)} AS key ${more}
  FROM projects p LEFT JOIN organisations o ON o.id = p.organisation_id WHERE ${matching(search, actor)}`;

/** The centres of found projects in columns. Each column is a text with one value per project, separated by blanks. */
export interface MapColumns {
  ids: string;
  /** Codes of `PRIORITIES`. */
  priorities: string;
  /** GeoJSON Points, EPSG:4326. */
  points: string;
}

/**
 * The rows are ordered before the texts are made, because the rows are narrow, and an index may have their order. Whole
 * features would take twice as long, because PostgreSQL copies the text at each concatenation.
 */
const mapColumns = (order: Sql): Sql => Prisma.sql`(
  SELECT string_agg(p.id::text, ' ') AS ids, string_agg(coalesce(p.priority, 2)::text, ' ') AS priorities,
    string_agg(ST_AsGeoJSON(p.centroid), ' ') AS points
  FROM (SELECT f.* FROM found f WHERE f.centroid IS NOT NULL ORDER BY ${order}) p)`;

const NO_MAP = Prisma.sql`(SELECT NULL::text AS ids, NULL::text AS priorities, NULL::text AS points)`;

/** A page of found projects. */
export type FoundPage = { total: number; results: string } & { [column in keyof MapColumns]: string | null };

/**
 * Finds projects in one statement. If the filters need only an index, the count, the page and the map each read that
 * index. Otherwise the projects are found once.
 * @param page from 1; `withMap`: whether the centres of all found projects are read
 * @returns the number of found projects, the cards of the page as the text of an array, and the centres; their columns
 * are null without a map
 */
export async function searchProjects(
  db: Db,
  search: ProjectSearch,
  { actor, locales }: Searcher,
  { page, withMap }: { page: number; withMap: boolean },
): Promise<FoundPage> {
  const order = byKey(search.orderByType);
  const found = findAll(search, actor, withMap ? Prisma.sql`, p.centroid, p.priority` : Prisma.empty);
  // Within a SELECT the plan does not depend on the offset. It is the same for all pages and is kept.
  const offset = page === 1 ? Prisma.empty : Prisma.sql`OFFSET (SELECT ${(page - 1) * PER_PAGE}::bigint)`;
  const onPage = Prisma.sql`SELECT f.id, row_number() OVER (ORDER BY ${order}) AS place FROM on_page f`;
  const [row] = await db.$queryRaw<FoundPage[]>`/* searchProjects */
    WITH found AS ${readsOnlyAnIndex(search) ? Prisma.sql`NOT MATERIALIZED` : Prisma.sql`MATERIALIZED`} (${found}),
      on_page AS (SELECT f.id, f.key FROM found f ORDER BY ${order} ${LIMIT} ${offset})
    SELECT (SELECT count(*)::int FROM found) AS total, ${cards(locales, onPage)} AS results, m.*
    FROM ${withMap ? mapColumns(order) : NO_MAP} m`;
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
  sandbox: boolean;
  database: string;
  lastUpdated: string | null;
  dueDate: string | null;
  organisationName: string | null;
  /** Percent, two decimals. */
  percentMapped: number;
  percentValidated: number;
  /** Square kilometres. */
  totalArea: number;
  country: string[] | null;
  creation_date: string;
  totalContributors: number;
  author: string | null;
  partnerNames: string[];
}

/** Number of lines that are in memory at the same time. */
const LINES_PER_PAGE = 1000;

/** Finds all matching projects as lines of a table, in one statement, page by page. */
export const pagesOfProjectLines = (
  source: Source,
  search: ProjectSearch,
  { actor, locales }: Searcher,
): AsyncGenerator<ProjectLine[], void> =>
  source.pages<ProjectLine>(
    Prisma.sql`/* pagesOfProjectLines */
    WITH found AS MATERIALIZED (${findAll(search, actor)})
    SELECT p.id AS "projectId", ${NAME} AS name, ${PRIORITY} AS priority, ${DIFFICULTY} AS difficulty,
      ${STATUS} AS status, p.sandbox, p.database, ${isoDate(Prisma.sql`p.last_updated`)} AS "lastUpdated",
      ${isoDate(Prisma.sql`p.due_date`)} AS "dueDate", o.name AS "organisationName",
      round(${PERCENT_MAPPED}, 2)::float8 AS "percentMapped", round(${PERCENT_VALIDATED}, 2)::float8 AS "percentValidated",
      round((ST_Area(p.geometry::geography) / 1e6)::numeric, 3)::float8 AS "totalArea", p.country,
      ${isoDate(Prisma.sql`p.created`)} AS creation_date, ${CONTRIBUTORS} AS "totalContributors", ${AUTHOR} AS author,
      ARRAY(SELECT DISTINCT n.name FROM project_partnerships s JOIN partners n ON n.id = s.partner_id
        WHERE s.project_id = p.id ORDER BY n.name) AS "partnerNames"
    FROM found f JOIN projects p ON p.id = f.id JOIN users a ON a.id = p.author_id
    LEFT JOIN organisations o ON o.id = p.organisation_id ${joinTexts(locales)}
    ORDER BY ${byKey(search.orderByType)}`,
    LINES_PER_PAGE,
  );
