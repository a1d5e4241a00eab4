import { z } from 'zod';
import type { App } from '../../http/app-types.js';
import type { Context } from '../../context.js';
import { errorResponses } from '../../http/schemas/schemas.js';
import { assertDatabaseAnswers, readHeartbeat } from './system.service.js';

const heartbeat = z
  .object({
    status: z.string(),
    release: z.object({ version: z.string(), published_at: z.iso.datetime() }).nullable(),
  })
  .meta({
    id: 'Heartbeat',
    description: 'That the server answers, and its release',
    examples: [{ status: 'Fastapi healthy', release: null }],
  });

/** Whether the server lives: the original's heartbeat, under `/api/v2/system`. */
export function registerSystemRoutes(app: App, context: Context): void {
  app.get(
    '/heartbeat/',
    {
      schema: {
        operationId: 'getHeartbeat',
        summary: 'Whether the server answers, and its release',
        description: 'The heartbeat of the original: asks the database for the release that is recorded there.',
        tags: ['system'],
        response: { 200: heartbeat, ...errorResponses() },
      },
    },
    async () => readHeartbeat(context),
  );
}

const health = z
  .object({ status: z.literal('ok') })
  .meta({ id: 'Health', description: 'It answers', examples: [{ status: 'ok' }] });

/** For balancers and containers: `/health/live` (the process answers), `/health/ready` (the database answers too). */
export function registerHealthRoutes(app: App, context: Context): void {
  app.get(
    '/live',
    {
      schema: {
        operationId: 'getLiveness',
        summary: 'The process answers',
        description: 'For containers: 200 while the process lives, whatever its database does.',
        tags: ['system'],
        response: { 200: health },
      },
    },
    async () => ({ status: 'ok' as const }),
  );
  app.get(
    '/ready',
    {
      schema: {
        operationId: 'getReadiness',
        summary: 'The process and its database answer',
        description: 'For balancers: 503 while the database does not answer.',
        tags: ['system'],
        response: { 200: health, ...errorResponses('Busy') },
      },
    },
    async () => {
      await assertDatabaseAnswers(context);
      return { status: 'ok' as const };
    },
  );
}
