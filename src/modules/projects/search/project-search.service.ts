import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { PROJECT_STATUS, ROLE } from '../../../access/codes.js';
import { projectNotFound } from '../../../access/project-policy.js';
import { readableProject } from '../../../access/require-access.js';
import { userNotFound } from '../../../access/viewer.js';
import { csv } from '../../../exports/csv.js';
import {
  listProjectLines,
  readActor,
  readFeatured,
  readSimilar,
  searchProjects,
  type ProjectLine,
  type ProjectSearch,
  type Searcher,
} from './project-search.repository.js';

const PER_PAGE = 14;

/** Who searches. */
export interface SearchRequest {
  userId: number | null;
  /** Best first, see `preferredLocales`. */
  locales: string[];
}

/** @throws DomainError USER_NOT_FOUND */
async function searcherOf({ database }: Context, { userId, locales }: SearchRequest): Promise<Searcher> {
  if (userId === null) return { actor: null, locales };
  const actor = await readActor(database.db, userId);
  if (!actor) throw userNotFound(userId);
  return { actor, locales };
}

/** Partners are the business of admins. */
function checkPartnership(search: ProjectSearch, { actor }: Searcher): void {
  const { partnerId, partnershipFrom, partnershipTo } = search;
  if (partnerId === undefined && partnershipFrom === undefined && partnershipTo === undefined) return;
  if (actor?.role !== ROLE.ADMIN)
    throw new DomainError('OnlyAdminAccess', {
      sentence: 'Only admins can search projects by partnerId, partnershipFrom, partnershipTo',
    });
  if (partnerId === undefined)
    throw new DomainError('InvalidData', { sentence: 'partnershipFrom and partnershipTo need partnerId' });
  if (partnershipFrom && partnershipTo && partnershipFrom > partnershipTo)
    throw new DomainError('InvalidData', { sentence: 'partnershipFrom is after partnershipTo' });
}

function paginationOf(page: number, total: number) {
  const pages = Math.ceil(total / PER_PAGE);
  const [hasNext, hasPrev] = [page < pages, page > 1];
  return {
    hasNext,
    hasPrev,
    nextNum: hasNext ? page + 1 : null,
    page,
    pages,
    prevNum: hasPrev ? page - 1 : null,
    perPage: PER_PAGE,
    total,
  };
}

/**
 * Finds the projects that somebody may see, a page of them and the centres of all, as JSON text.
 * @throws DomainError USER_NOT_FOUND, OnlyAdminAccess, InvalidData
 */
export async function findProjects(
  context: Context,
  search: ProjectSearch,
  { page, omitMap, ...request }: SearchRequest & { page: number; omitMap: boolean },
): Promise<string> {
  const searcher = await searcherOf(context, request);
  checkPartnership(search, searcher);
  const wanted = { page, perPage: PER_PAGE, withMap: !omitMap };
  const { total, results, features } = await searchProjects(context.database.db, search, searcher, wanted);
  if (total === 0) return '{"mapResults":{},"results":[]}';
  const map = features === null ? '[]' : `{"type":"FeatureCollection","features":[${features}]}`;
  return `{"mapResults":${map},"results":${results},"pagination":${JSON.stringify(paginationOf(page, total))}}`;
}

const COLUMNS = [
  'projectId',
  'name',
  'priority',
  'difficulty',
  'status',
  'lastUpdated',
  'dueDate',
  'author',
  'organisationName',
  'percentMapped',
  'percentValidated',
  'totalAreaSquareKilometers',
  'totalContributors',
  'country',
  'creationDate',
] as const satisfies (keyof ProjectLine)[];

/**
 * The same projects, all of them, as CSV; only admins see the partners.
 * @throws DomainError USER_NOT_FOUND, OnlyAdminAccess, InvalidData
 */
export async function exportProjectsCsv(
  context: Context,
  search: ProjectSearch,
  request: SearchRequest,
): Promise<string> {
  const searcher = await searcherOf(context, request);
  checkPartnership(search, searcher);
  const lines = await listProjectLines(context.database.db, search, searcher);
  const columns: (keyof ProjectLine)[] =
    searcher.actor?.role === ROLE.ADMIN ? [...COLUMNS, 'partnerNames'] : [...COLUMNS];
  return csv(
    columns,
    lines.map((line) => columns.map((column) => line[column])),
  );
}

const cardList = (results: string): string => `{"mapResults":[],"results":${results},"pagination":null}`;

/** The featured projects, as JSON text. @throws DomainError USER_NOT_FOUND */
export async function listFeatured(context: Context, request: SearchRequest): Promise<string> {
  return cardList(await readFeatured(context.database.db, await searcherOf(context, request)));
}

/**
 * The published projects that are most like another published one, as JSON text.
 * @throws DomainError PROJECT_NOT_FOUND (not published, too), USER_NOT_FOUND, PrivateProject
 */
export async function listSimilar(
  context: Context,
  projectId: number,
  { limit, ...request }: SearchRequest & { limit: number },
): Promise<string> {
  const { status } = await readableProject(context.database.db, projectId, request.userId);
  if (status !== PROJECT_STATUS.PUBLISHED) throw projectNotFound(projectId);
  const searcher = await searcherOf(context, request);
  return cardList(await readSimilar(context.database.db, searcher, projectId, limit));
}
