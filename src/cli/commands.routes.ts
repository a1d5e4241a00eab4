import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../http/app-types.js';
import type { Context } from '../context.js';
import { DomainError } from '../errors/errors.js';
import { errorResponses } from '../http/schemas/schemas.js';
import { COMMANDS, runCommand, type CommandName } from './commands.js';
import { isProof } from './local-auth.js';

/** The size of two files, and the text around them. */
const BODY_LIMIT = 160 * 1024 * 1024;

export const COMMANDS_PATH = '/internal/commands';

const isLoopback = (address: string | undefined): boolean => /^(::ffff:)?127\.|^::1$/.test(address ?? '');

/** Checks the caller before the body is read. Other callers get 404. */
const admit =
  (dataDir: string) =>
  async ({ socket, headers }: FastifyRequest): Promise<void> => {
    if (!isLoopback(socket.remoteAddress) || !isProof(dataDir, headers.authorization))
      throw new DomainError('NOT_FOUND');
  };

const names = Object.keys(COMMANDS) as CommandName[];
const order = z.object({ name: z.enum(names), input: z.unknown() });

/**
 * The route by which the command line works while this server holds the embedded database. Only callers on this machine
 * that can read the data folder may use it: the secret of the folder signs the request. The route does not exist with a
 * database server, and is not documented.
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
        body: order,
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
      onRequest: admit(database.dataDir),
    },
    async ({ body: { name, input } }) => ({ result: (await runCommand(context, name, input)) ?? null }),
  );
}
