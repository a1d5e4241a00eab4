import { z } from 'zod';
import type { App, Context } from '../../http/app-types.js';
import { DomainError } from '../../http/errors.js';
import { errorResponses } from '../../http/schemas.js';
import { latestRelease } from './system.repository.js';

const heartbeat = z
  .object({
    status: z.string(),
    release: z.object({ version: z.string(), published_at: z.iso.datetime() }).nullable(),
  })
  .meta({ id: 'Heartbeat', examples: [{ status: 'Fastapi healthy', release: null }] });

/** Whether the server lives: the original's heartbeat, under `/api/v2/system`. */
export function registerSystemRoutes(app: App, context: Context): void {
  app.get(
    '/heartbeat/',
    {
      schema: {
        operationId: 'getHeartbeat',
        summary: 'Whether the server answers, and its release',
        tags: ['system'],
        response: { 200: heartbeat, ...errorResponses() },
      },
    },
    // The text is the original's: monitors of existing installations compare it.
    async () => ({ status: 'Fastapi healthy', release: await latestRelease(context.database.prisma) }),
  );
}

const health = z.object({ status: z.literal('ok') }).meta({ id: 'Health', examples: [{ status: 'ok' }] });

/** For balancers and containers: `/health/live` (the process answers), `/health/ready` (the database answers too). */
export function registerHealthRoutes(app: App, context: Context): void {
  app.get(
    '/live',
    { schema: { operationId: 'getLiveness', summary: 'The process answers', tags: ['system'], response: { 200: health } } },
    async () => ({ status: 'ok' as const }),
  );
  app.get(
    '/ready',
    {
      schema: {
        operationId: 'getReadiness',
        summary: 'The process and its database answer',
        tags: ['system'],
        response: { 200: health, ...errorResponses('Busy') },
      },
    },
    async () => {
      try {
        await context.database.prisma.$queryRaw`SELECT 1 AS one`;
      } catch (cause) {
        throw new DomainError('Busy', { sentence: 'The database does not answer', cause });
      }
      return { status: 'ok' as const };
    },
  );
}
