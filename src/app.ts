import cors from '@fastify/cors';
import Fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { COMMANDS_PATH, registerCommandRoutes } from './cli/commands.routes.js';
import type { Context } from './context.js';
import { registerStandinOsm } from './demo/standin-osm/standin-osm.routes.js';
import { STANDIN_PATH } from './demo/standin-osm/standin-osm.service.js';
import type { App } from './http/app-types.js';
import { loggerOptions, requestId } from './http/logging.js';
import { registerOpenApi } from './http/openapi/openapi.js';
import { registerOperations, type Operations } from './http/operation.js';
import { registerAuth, userOf } from './http/plugins/auth.js';
import { registerBodyParsing } from './http/plugins/body.js';
import { registerCompression } from './http/plugins/compression.js';
import { answerError, answerInvalidHttp, registerErrorHandler } from './http/plugins/errors.js';
import { answerPage, registerFrontend } from './http/plugins/frontend.js';
import { LIMITS, registerLimits, serverLimits } from './http/plugins/limits.js';
import { answerOtherMethods, watchRoutes } from './http/plugins/methods.js';
import { registerMetrics } from './http/plugins/metrics.js';
import { registerPage } from './http/plugins/page.js';
import { registerSecurityHeaders, secure } from './http/plugins/security-headers.js';
import { registerServerTiming } from './http/plugins/server-timing.js';
import { registerTracing } from './http/plugins/tracing.js';
import { validatorCompiler } from './http/validation.js';
import { annotationOperations } from './modules/annotations/annotations.routes.js';
import { authOperations } from './modules/auth/auth.routes.js';
import {
  organisationCampaignOperations,
  projectCampaignOperations,
} from './modules/campaigns/campaign-links.routes.js';
import { campaignOperations } from './modules/campaigns/campaigns.routes.js';
import { countryOperations } from './modules/countries/countries.routes.js';
import { eventOperations } from './modules/events/events.routes.js';
import { interestOperations } from './modules/interests/interests.routes.js';
import { licenceOperations } from './modules/licenses/licenses.routes.js';
import { badgeOperations } from './modules/mapping-badges/mapping-badges.routes.js';
import { mappingIssueOperations } from './modules/mapping-issues/mapping-issues.routes.js';
import { levelOperations } from './modules/mapping-levels/mapping-levels.routes.js';
import { notificationOperations } from './modules/notifications/notifications.routes.js';
import { organisationOperations } from './modules/organisations/organisations.routes.js';
import { partnerOperations } from './modules/partners/partners.routes.js';
import { partnershipOperations } from './modules/partners/partnerships.routes.js';
import { projectActionOperations } from './modules/projects/actions/project-actions.routes.js';
import { activityOperations } from './modules/projects/activity/activity.routes.js';
import { projectCommentOperations } from './modules/projects/comments/comments.routes.js';
import { projectDetailOperations } from './modules/projects/details/project-details.routes.js';
import { projectEditOperations } from './modules/projects/edit/project-edit.routes.js';
import { favouriteOperations } from './modules/projects/favourites/favourites.routes.js';
import { projectOperations } from './modules/projects/projects.routes.js';
import { projectBoxOperations } from './modules/projects/search/project-bbox.routes.js';
import { projectListOperations } from './modules/projects/search/project-lists.routes.js';
import { projectSearchOperations } from './modules/projects/search/project-search.routes.js';
import { statisticsOperations } from './modules/statistics/statistics.routes.js';
import { usersPeriodOperations } from './modules/statistics/users/users-period.routes.js';
import { healthOperations, systemOperations } from './modules/system/system.routes.js';
import { bulkOperations } from './modules/tasks/bulk/bulk.routes.js';
import { taskCommentOperations } from './modules/tasks/comments/comments.routes.js';
import { exportOperations } from './modules/tasks/export/exports.routes.js';
import { invalidationOperations } from './modules/tasks/invalidations/invalidations.routes.js';
import { taskOperations } from './modules/tasks/list/tasks.routes.js';
import { mappingOperations } from './modules/tasks/mapping/mapping.routes.js';
import { validationOperations } from './modules/tasks/validation/validation.routes.js';
import { projectTeamOperations } from './modules/teams/projects/project-teams.routes.js';
import { teamOperations } from './modules/teams/teams.routes.js';
import { userOperations } from './modules/users/users.routes.js';

/** Routes that are not operations of the API, and the paths below which they are served. */
const MODULES: { prefix: string; register: (app: App, context: Context) => void }[] = [
  { prefix: COMMANDS_PATH, register: registerCommandRoutes },
  { prefix: STANDIN_PATH, register: registerStandinOsm },
];

/** The operations of all modules, and the paths below which they are served, in the order of the paths. */
const OPERATIONS: { prefix: string; operations: Operations }[] = [
  { prefix: '/api/v2', operations: statisticsOperations },
  { prefix: '/api/v2/badges', operations: badgeOperations },
  { prefix: '/api/v2/campaigns', operations: campaignOperations },
  { prefix: '/api/v2/countries', operations: countryOperations },
  { prefix: '/api/v2/interests', operations: interestOperations },
  { prefix: '/api/v2/levels', operations: levelOperations },
  { prefix: '/api/v2/licenses', operations: licenceOperations },
  { prefix: '/api/v2/notifications', operations: notificationOperations },
  { prefix: '/api/v2/organisations', operations: organisationCampaignOperations },
  { prefix: '/api/v2/organisations', operations: organisationOperations },
  { prefix: '/api/v2/partners', operations: partnerOperations },
  { prefix: '/api/v2/projects', operations: annotationOperations },
  { prefix: '/api/v2/projects', operations: favouriteOperations },
  { prefix: '/api/v2/projects', operations: invalidationOperations },
  { prefix: '/api/v2/projects', operations: partnershipOperations },
  { prefix: '/api/v2/projects', operations: projectActionOperations },
  { prefix: '/api/v2/projects', operations: projectBoxOperations },
  { prefix: '/api/v2/projects', operations: projectCampaignOperations },
  { prefix: '/api/v2/projects', operations: projectDetailOperations },
  { prefix: '/api/v2/projects', operations: projectEditOperations },
  { prefix: '/api/v2/projects', operations: projectListOperations },
  { prefix: '/api/v2/projects', operations: projectOperations },
  { prefix: '/api/v2/projects', operations: projectSearchOperations },
  { prefix: '/api/v2/projects', operations: projectTeamOperations },
  { prefix: '/api/v2/projects/:projectId', operations: activityOperations },
  { prefix: '/api/v2/projects/:projectId/comments', operations: projectCommentOperations },
  { prefix: '/api/v2/projects/:projectId/comments/tasks', operations: taskCommentOperations },
  { prefix: '/api/v2/projects/:projectId/events', operations: eventOperations },
  { prefix: '/api/v2/projects/:projectId/tasks', operations: exportOperations },
  { prefix: '/api/v2/projects/:projectId/tasks', operations: taskOperations },
  { prefix: '/api/v2/projects/:projectId/tasks/actions', operations: bulkOperations },
  { prefix: '/api/v2/projects/:projectId/tasks/actions', operations: mappingOperations },
  { prefix: '/api/v2/projects/:projectId/tasks/actions', operations: validationOperations },
  { prefix: '/api/v2/system', operations: systemOperations },
  { prefix: '/api/v2/system/authentication', operations: authOperations },
  { prefix: '/api/v2/tasks/issues/categories', operations: mappingIssueOperations },
  { prefix: '/api/v2/teams', operations: teamOperations },
  { prefix: '/api/v2/users', operations: userOperations },
  { prefix: '/api/v2/users', operations: usersPeriodOperations },
  { prefix: '/health', operations: healthOperations },
];

const CORS_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Time for which browsers may keep the answer to a preflight request. */
const PREFLIGHT_SECONDS = 600;

/** The headers of an answer that scripts of other origins may read. */
const EXPOSED_HEADERS = [
  'ETag',
  'Content-Disposition',
  'Export-Signature',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'Server-Timing',
  'X-Request-Id',
];

/**
 * Builds the application. It does not listen: `server.ts` does, and tests use `inject`.
 * @param prepare called before the routes are registered, to add hooks to all of them
 */
export async function buildApp(context: Context, prepare: (app: App) => void = () => undefined): Promise<App> {
  const { config, secret } = context;
  const app: App = Fastify({
    logger: loggerOptions(config.logLevel),
    ...serverLimits(config),
    genReqId: requestId,
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => {
      // Fastify runs no hook for a path that it cannot decode.
      const answer = secure(request, reply);
      void answerError(error, request, answer.header('X-Request-Id', request.id));
    },
    clientErrorHandler: answerInvalidHttp,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LIMITS.pathValueLength },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  // Tests check each answer against its schema (test/support). The server does not.
  app.setSerializerCompiler(() => JSON.stringify);
  // Hooks without asynchronous work call `done`, because a promise would take longer than their work.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    done();
  });
  if (config.serverTiming && context.clock) registerServerTiming(app, context.clock);
  if (context.tracing) registerTracing(app, context.tracing);
  if (config.metrics && context.metrics) registerMetrics(app, context.metrics, config.metrics);
  registerSecurityHeaders(app);
  const paths = watchRoutes(app);
  await app.register(cors, {
    origin: config.corsOrigins === '*' ? true : config.corsOrigins,
    credentials: true,
    strictPreflight: false,
    maxAge: PREFLIGHT_SECONDS,
    methods: CORS_METHODS,
    exposedHeaders: EXPOSED_HEADERS,
  });
  if (config.compression) await registerCompression(app, config);
  prepare(app);
  registerErrorHandler(app, config.frontend ? answerPage : undefined);
  await registerLimits(app, config, (request) => userOf(request, secret));
  registerBodyParsing(app);
  app.addHook('preClose', () => context.eventHub.stop());
  registerAuth(app, secret);
  await registerOpenApi(app);
  for (const { prefix, register } of MODULES)
    await app.register(async (scope) => register(scope.withTypeProvider<ZodTypeProvider>(), context), { prefix });
  for (const { prefix, operations } of OPERATIONS)
    await app.register(
      async (scope) => registerOperations(scope.withTypeProvider<ZodTypeProvider>(), context, operations(context)),
      { prefix },
    );
  if (config.frontend) await registerFrontend(app, config.frontend);
  await registerPage(app, config);
  answerOtherMethods(app, paths);
  await app.ready();
  return app;
}
