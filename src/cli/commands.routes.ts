import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../http/app-types.js';
import type { Context } from '../context.js';
import { DomainError } from '../errors/errors.js';
import { errorResponses } from '../http/schemas/schemas.js';
import { COMMANDS, runCommand, type CommandName } from './commands.js';
import { isProof } from './local-auth.js';

/** Two files of the size that commands take, and what is around them. */
const BODY_LIMIT = 160 * 1024 * 1024;

export const COMMANDS_PATH = '/internal/commands';

const isLoopback = (address: string | undefined): boolean => /^(::ffff:)?127\.|^::1$/.test(address ?? '');

/** Looks at the caller before the body is read. To everybody else the door is not there. */
const admit =
  (dataDir: string) =>
  async ({ socket, headers }: FastifyRequest): Promise<void> => {
    if (!isLoopback(socket.remoteAddress) || !isProof(dataDir, headers.authorization))
      throw new DomainError('NOT_FOUND');
  };

const names = Object.keys(COMMANDS) as CommandName[];
const order = z.object({ name: z.enum(names), input: z.unknown() });

/**
 * The door through which the command line works while this server holds the embedded database: from this machine only, and
 * only for who can read the data folder (its secret signs the request). Not there with a database server, not documented.
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
