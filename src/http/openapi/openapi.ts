import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { App } from '../app-types.js';
import { finishDocument } from './document.js';
import type { ErrorCode } from '../../errors/errors.js';
import { errorResponses } from '../schemas/schemas.js';
import { VERSION } from '../../version.js';
import { DOCS_POLICY } from '../plugins/security-headers.js';

const DESCRIPTION = `A Tasking Manager v2 API. A project divides an area into tasks. A mapper locks a task, edits OpenStreetMap and unlocks the task. A validator reviews it.

Sign in with \`Token <token>\`: press *Authorize* and paste the whole value, including the word \`Token\`. People get a token by signing in with OpenStreetMap (*authentication*). For development, \`npm run token -- <username>\` creates one. The page of each operation names who may call it and all codes of refusals.

Every path works with and without its final slash. Errors have one of two envelopes: \`{"Error", "SubCode"}\` if a rule refuses the request, \`{"error": {"code", "sub_code", "message", "details"}}\` if something is not found or the server failed.`;

/** The refusals of limits.ts, which every route can answer. */
const limitCodes = (method: string, url: string): ErrorCode[] => [
  ...(['GET', 'HEAD'].includes(method) ? [] : (['RequestTimeout', 'RequestTooLarge'] as const)),
  'UriTooLong',
  ...(url.startsWith('/health/') ? [] : (['TooManyRequests'] as const)),
  'HeadersTooLarge',
];

/** The OpenAPI document, generated from the routes: `/api/openapi.json`, with Swagger UI at `/api/docs`. */
export async function registerOpenApi(app: App): Promise<void> {
  app.addHook('onRoute', ({ method, url, schema }) => {
    if (!schema || schema.hide) return;
    schema.response = { ...errorResponses(...limitCodes(String(method), url)), ...(schema.response as object) };
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tessera',
        version: VERSION,
        description: DESCRIPTION,
        contact: { name: 'The operators of this server' },
        license: { name: 'BSD-2-Clause', identifier: 'BSD-2-Clause' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: [
        { name: 'projects', description: 'Areas that are divided into tasks' },
        { name: 'tasks', description: 'Tasks of a project, and their boundaries for editors' },
        { name: 'mapping', description: 'Locking and mapping tasks' },
        { name: 'validation', description: 'Validating tasks, undoing actions, extending locks' },
        { name: 'managing', description: 'Actions of managers on all tasks of a project' },
        { name: 'activity', description: 'Events, comments and contributors of projects' },
        { name: 'statistics', description: 'Statistics by day, project and user' },
        { name: 'users', description: 'Users, their settings and their locked tasks' },
        { name: 'levels', description: 'Mapping levels and the badges that they require' },
        { name: 'notifications', description: 'Messages in the inbox of a user' },
        { name: 'interests', description: 'Interests of users and projects' },
        { name: 'licences', description: 'Licences of imagery, and their acceptance' },
        { name: 'mapping issues', description: 'Categories of mistakes that validators find' },
        { name: 'authentication', description: 'Signing in with OpenStreetMap, application keys, e-mail addresses' },
        { name: 'system', description: 'Banner, languages, release and health of the instance' },
        { name: 'organisations', description: 'Groups of users that own projects and teams' },
        { name: 'annotations', description: 'Annotations of tasks by programs' },
        { name: 'campaigns', description: 'Common purposes of projects' },
        { name: 'partners', description: 'Organisations that take part in projects' },
        { name: 'teams', description: 'Groups of users with roles in projects' },
      ],
      components: {
        securitySchemes: {
          token: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            description: '`Token `, followed by the session token in base64',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (input) =>
      finishDocument(jsonSchemaTransformObject(input)) as ReturnType<typeof jsonSchemaTransformObject>,
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { persistAuthorization: true },
    staticCSP: DOCS_POLICY,
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
