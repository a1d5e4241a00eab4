import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import {
  filteredStatistics,
  filteredStatisticsQuery,
  groupStatisticsAnswer,
  groupStatisticsQuery,
} from './partner-statistics.schemas.js';
import { getFilteredStatistics, getGroupStatistics, groupMembersCsv } from './partner-statistics.service.js';
import { permalinkPath } from './partners.schemas.js';

const MAPSWIPE = [
  'PARTNER_NOT_FOUND',
  'EMPTY_MAPSWIPE_GROUP',
  'INVALID_MAPSWIPE_GROUP_ID',
  'MAPSWIPE_GRAPHQL_ERROR',
  'MAPSWIPE_NO_DATA',
  'MAPSWIPE_HTTP_ERROR',
  'MAPSWIPE_INVALID_RESPONSE',
  'MAPSWIPE_NETWORK_ERROR',
] as const;

/** Statistics of the MapSwipe group of a partner. */
export const partnerStatisticsOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'getPartnerStatistics',
    method: 'GET',
    path: '/:permalink/general-statistics/',
    summary: 'Contributions of the MapSwipe group of a partner',
    tag: 'partners',
    access: 'public',
    hasFileName: true,
    params: permalinkPath,
    query: groupStatisticsQuery,
    answers: { 200: groupStatisticsAnswer },
    errors: [...MAPSWIPE],
    handler: async ({ params, query, reply }) => {
      if (!query.downloadAsCSV)
        return getGroupStatistics(context, params.permalink, { limit: query.limit ?? 10, offset: query.offset ?? 0 });
      const csv = await groupMembersCsv(context, params.permalink);
      return reply
        .type('text/csv; charset=utf-8')
        .header('Content-Disposition', 'attachment; filename=partner_members.csv')
        .serializer((text: string) => text)
        .send(csv);
    },
  }),
  defineOperation({
    id: 'getFilteredPartnerStatistics',
    method: 'GET',
    path: '/:permalink/filtered-statistics/',
    summary: 'Contributions of the MapSwipe group of a partner in a period',
    tag: 'partners',
    access: 'public',
    params: permalinkPath,
    query: filteredStatisticsQuery,
    answers: { 200: filteredStatistics },
    errors: ['INVALID_TIME_RANGE', ...MAPSWIPE],
    handler: ({ params, query }) => getFilteredStatistics(context, params.permalink, query),
  }),
];
