import type { App } from '../../../http/app-types.js';
import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { preferredLocales } from '../../../http/schemas/locale.js';
import { errorResponses, projectPath } from '../../../http/schemas/schemas.js';
import { localeHeader, OPTIONAL_SESSION } from '../details/project-details.routes.js';
import { csvText, foundProjects, projectCards, searchQuery, similarQuery } from './project-search.schemas.js';
import { exportProjectsCsv, findProjects, listFeatured, listSimilar } from './project-search.service.js';

const FIND = { tags: ['projects'], security: OPTIONAL_SESSION, headers: localeHeader };

const request = ({
  userId,
  headers,
}: {
  userId: number | null;
  headers: { 'accept-language'?: string | undefined };
}) => ({
  userId,
  locales: preferredLocales(headers['accept-language']),
});

/** A search cannot leave out the map of a table, which has none. */
const wholeQuery = searchQuery.refine(
  ({ omitMapResults, downloadAsCSV }) => !(omitMapResults && downloadAsCSV),
  'omitMapResults and downloadAsCSV cannot be both set to true',
);

function registerSearch(app: App, context: Context): void {
  app.get(
    '/',
    {
      config: { auth: 'optional' },
      schema: {
        ...FIND,
        operationId: 'findProjects',
        summary: 'Find projects',
        description:
          'Finds only projects that the caller may see: private ones for their members, drafts for their managers.',
        querystring: wholeQuery,
        response: {
          200: {
            description: 'A page of the projects, with the centres of all; or a table of all',
            content: { 'application/json': { schema: foundProjects }, 'text/csv': { schema: csvText } },
          },
          ...errorResponses('InvalidData', 'USER_NOT_FOUND', 'OnlyAdminAccess'),
        },
      },
    },
    async (incoming, reply) => {
      const {
        page = 1,
        omitMapResults: omitMap = false,
        downloadAsCSV,
        orderBy,
        orderByType,
        ...filters
      } = incoming.query;
      const search = { ...filters, orderBy: orderBy ?? 'priority', orderByType: orderByType ?? 'ASC' } as const;
      if (!downloadAsCSV)
        return sendJsonText(reply, await findProjects(context, search, { ...request(incoming), page, omitMap }));
      const table = await exportProjectsCsv(context, search, request(incoming));
      return reply
        .header('Content-Disposition', 'attachment; filename="data.csv"')
        .type('text/csv; charset=utf-8')
        .serializer((body: string) => body)
        .send(table);
    },
  );
}

function registerLists(app: App, context: Context): void {
  app.get(
    '/queries/featured/',
    {
      config: { auth: 'optional' },
      schema: {
        ...FIND,
        operationId: 'listFeaturedProjects',
        summary: 'Projects that are shown first',
        description: 'Published projects that the installation recommends.',
        response: { 200: projectCards, ...errorResponses('USER_NOT_FOUND') },
      },
    },
    async (incoming, reply) => sendJsonText(reply, await listFeatured(context, request(incoming))),
  );

  app.get(
    '/queries/:projectId/similar-projects/',
    {
      config: { auth: 'optional' },
      schema: {
        ...FIND,
        operationId: 'listSimilarProjects',
        summary: 'Published projects that are like another one',
        description: 'By what is mapped, how hard it is, and who asks for it; the most alike first.',
        params: projectPath,
        querystring: similarQuery,
        response: {
          200: projectCards,
          ...errorResponses('InvalidData', 'PROJECT_NOT_FOUND', 'USER_NOT_FOUND', 'PrivateProject'),
        },
      },
    },
    async (incoming, reply) => {
      const { limit = 4 } = incoming.query;
      return sendJsonText(
        reply,
        await listSimilar(context, incoming.params.projectId, { ...request(incoming), limit }),
      );
    },
  );
}

/** Finding projects, under `/api/v2/projects`. */
export function registerProjectSearchRoutes(app: App, context: Context): void {
  registerSearch(app, context);
  registerLists(app, context);
}
