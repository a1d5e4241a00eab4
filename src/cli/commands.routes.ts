import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../http/app-types.js';
import type { Context } from '../context.js';
import { DomainError } from '../errors/errors.js';
import { errorResponses } from '../http/schemas/schemas.js';
import { COMMANDS, runCommand, type CommandName } from './commands.js';
import { isLoopback } from '../http/plugins/limits.js';
import { isCommandAuthorization } from './local-auth.js';

/** Two files of the largest size, and the text around them. */
const BODY_LIMIT = 160 * 1024 * 1024;

/** The path of the route for commands. */
export const COMMANDS_PATH = '/internal/commands';

/** Checks the caller before the body is read. Other callers get 404. */
const checkCaller =
  (dataDir: string) =>
  async ({ socket, headers }: FastifyRequest): Promise<void> => {
    if (!isLoopback(socket.remoteAddress) || !isCommandAuthorization(dataDir, headers.authorization))
      throw new DomainError('NOT_FOUND');
  };

const names = Object.keys(COMMANDS) as CommandName[];
const commandBody = z.object({ name: z.enum(names), input: z.unknown() });

/**
 * Registers the route for commands while this server holds the embedded database. Only callers on this machine that can read
 * the data folder may use it: the secret of the folder signs the request. With a database server the route does not exist.
 * It is not part of the API document.
 */
export function registerCommandRoutes(app: App, context: Context): void {
  const { database } = context.config;
  if (database.kind !== 'embedded') return;
  app.post(
    '/',
    {
      bodyLimit: BODY_LIMIT,
      config: { body: 'json' },
      schema: {
        hide: true,
        body: commandBody,
        response: {
          200: z.object({ result: z.unknown() }),
          ...errorResponses(
            'NOT_FOUND',
            'InvalidData',
            'InvalidArea',
            'NotPermittedToCreate',
            'HasMappedTasks',
            'USER_NOT_FOUND',
            'OSMServiceError',
            'Busy',
            'NameExists',
            'ORGANISATION_NOT_FOUND',
            'TEAM_NOT_FOUND',
            'PROJECT_NOT_FOUND',
            'RequestTooLarge',
          ),
        },
      },
      onRequest: checkCaller(database.dataDir),
    },
    async ({ body: { name, input } }) => ({ result: (await runCommand(context, name, input)) ?? null }),
  );
}
