import type { Context } from '../../../context.js';
import { sendJsonText, sendText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { localeHeader } from '../details/project-details.routes.js';
import { csvText, foundProjects, searchQuery } from './project-search.schemas.js';
import { exportProjectsCsv, findProjects } from './project-search.service.js';

/** The query of a search. A table has no map, so `omitMapResults` is refused together with `downloadAsCSV`. */
const wholeQuery = searchQuery.refine(
  ({ omitMapResults, downloadAsCSV }) => !(omitMapResults && downloadAsCSV),
  'omitMapResults and downloadAsCSV cannot be both set to true',
);

const FIRST_FOUND = { projectId: '$response.body#/results/0/projectId' };

/** Finding projects, under `/api/v2/projects`. */
export const projectSearchOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'findProjects',
    method: 'GET',
    path: '/',
    summary: 'Find projects',
    description:
      'Only projects that the caller may see: private projects for their members, drafts for their managers.',
    tag: 'projects',
    access: 'optional',
    query: wholeQuery,
    headers: localeHeader,
    answers: {
      200: {
        description: 'A page of projects with the centres of all; or a table of all projects',
        content: { 'application/json': { schema: foundProjects }, 'text/csv': { schema: csvText } },
      },
    },
    errors: ['OnlyAdminAccess'],
    hasFileName: true,
    links: [
      { operationId: 'getProject', description: 'Read the first project', parameters: FIRST_FOUND },
      { operationId: 'listTasks', description: 'List the tasks of the first project', parameters: FIRST_FOUND },
    ],
    handler: async ({ query, granted: { viewer }, locales, reply }) => {
      const { page = 1, omitMapResults: omitMap = false, downloadAsCSV, orderBy, orderByType, ...filters } = query;
      const search = { ...filters, orderBy: orderBy ?? 'priority', orderByType: orderByType ?? 'ASC' } as const;
      const searcher = { actor: viewer, locales };
      if (!downloadAsCSV) return sendJsonText(reply, await findProjects(context, search, searcher, { page, omitMap }));
      const table = await exportProjectsCsv(context, search, searcher);
      return sendText(reply.header('Content-Disposition', 'attachment; filename=data.csv'), table, 'text/csv');
    },
  }),
];
