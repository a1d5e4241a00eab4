import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { isAdmin } from '../../../access/viewer.js';
import { csvLines } from '../../../exports/csv.js';
import { paginationOf } from '../../../paging.js';
import { PRIORITIES } from '../project-codes.js';
import {
  PER_PAGE,
  pagesOfProjectLines,
  searchProjects,
  type MapColumns,
  type ProjectLine,
  type ProjectSearch,
  type Searcher,
} from './project-search.repository.js';

/** Only admins may use the filters on partners. */
function checkPartnership(search: ProjectSearch, { actor }: Searcher): void {
  const { partnerId, partnershipFrom, partnershipTo } = search;
  if (partnerId === undefined && partnershipFrom === undefined && partnershipTo === undefined) return;
  if (!actor || !isAdmin(actor))
    throw new DomainError('OnlyAdminAccess', {
      sentence: 'Only admins can search projects by partnerId, partnershipFrom, partnershipTo',
    });
  if (partnerId === undefined)
    throw new DomainError('InvalidData', { sentence: 'partnershipFrom and partnershipTo need partnerId' });
  if (partnershipFrom && partnershipTo && partnershipFrom > partnershipTo)
    throw new DomainError('InvalidData', { sentence: 'partnershipFrom is after partnershipTo' });
}

/** The rest of a feature after the id of its project, by the code of its priority. */
const FEATURE_ENDS = PRIORITIES.map((name) => `,"priority":"${name}"}}`);

/** The centres of projects as the text of a GeoJSON FeatureCollection. */
function centresAsGeoJson(centres: { [column in keyof MapColumns]: string | null }): string {
  const [ids = [], priorities = [], points = []] = [centres.ids, centres.priorities, centres.points].map((text) =>
    text?.split(' '),
  );
  const features = ids.map(
    (id, at) =>
      `{"type":"Feature","geometry":${points[at]},"properties":{"projectId":${id}${FEATURE_ENDS[Number(priorities[at])] ?? FEATURE_ENDS[2]}`,
  );
  return `{"type":"FeatureCollection","features":[${features.join(',')}]}`;
}

/**
 * Finds projects that the caller may see: a page of them and the centres of all, as JSON text.
 * @throws DomainError OnlyAdminAccess, InvalidData
 */
export async function findProjects(
  context: Context,
  search: ProjectSearch,
  searcher: Searcher,
  { page, omitMap }: { page: number; omitMap: boolean },
): Promise<string> {
  checkPartnership(search, searcher);
  const wanted = { page, withMap: !omitMap };
  const { total, results, ...centres } = await searchProjects(context.database.db, search, searcher, wanted);
  if (total === 0) return '{"mapResults":{},"results":[]}';
  const map = omitMap ? '[]' : centresAsGeoJson(centres);
  const pagination = JSON.stringify(paginationOf(page, PER_PAGE, total));
  return `{"mapResults":${map},"results":${results},"pagination":${pagination}}`;
}

const COLUMNS = [
  'projectId',
  'name',
  'priority',
  'difficulty',
  'status',
  'sandbox',
  'database',
  'lastUpdated',
  'dueDate',
  'organisationName',
  'percentMapped',
  'percentValidated',
  'totalArea',
  'country',
  'creation_date',
  'totalContributors',
  'author',
] as const satisfies (keyof ProjectLine)[];

/**
 * The same projects without pages, as CSV in chunks. Only admins see the partners. The first chunk is read before this
 * function returns, so that a failed search gets an error response.
 * @throws DomainError OnlyAdminAccess, InvalidData
 */
export async function exportProjectsCsv(
  { database }: Context,
  search: ProjectSearch,
  searcher: Searcher,
): Promise<AsyncIterable<string>> {
  checkPartnership(search, searcher);
  const seesPartners = searcher.actor !== null && isAdmin(searcher.actor);
  const columns: (keyof ProjectLine)[] = seesPartners ? [...COLUMNS, 'partnerNames'] : [...COLUMNS];
  const pages = pagesOfProjectLines(database, search, searcher);
  const first = await pages.next();
  return (async function* (): AsyncGenerator<string, void> {
    yield csvLines([columns]);
    if (first.done) return;
    const lines = (page: ProjectLine[]): string => csvLines(page.map((line) => columns.map((column) => line[column])));
    yield lines(first.value);
    for await (const page of pages) yield lines(page);
  })();
}
