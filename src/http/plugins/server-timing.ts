import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Spent, StatementClock } from '../../db/postgres/timing.js';
import type { App } from '../app-types.js';

interface Timing extends Spent {
  begun: number;
  compressing: number;
}

const timings = new AsyncLocalStorage<Timing>();

const milliseconds = (value: number): string => value.toFixed(1);

/** Adds the time of a compressing stream, outside the event loop, to the time of its request. */
function timed<T extends Transform>(stream: T): T {
  const timing = timings.getStore();
  if (!timing) return stream;
  const transform = stream._transform.bind(stream);
  stream._transform = (chunk, encoding, done) => {
    const begun = performance.now();
    transform(chunk, encoding, (...result) => {
      timing.compressing += performance.now() - begun;
      done(...result);
    });
  };
  return stream;
}

/** Node's compression, timed; for the compression plugin. */
export const timedZlib = {
  createGzip: (options?: zlib.ZlibOptions) => timed(zlib.createGzip(options)),
  createBrotliCompress: (options?: zlib.BrotliOptions) => timed(zlib.createBrotliCompress(options)),
};

/**
 * Writes the parts of the answer time into `Server-Timing` (https://www.w3.org/TR/server-timing/). `db` is the time of
 * waiting for the database. `app` is the remaining time until the answer begins. A trailer has the parts that are known
 * later: `compress`, and `send`, the time from the first to the last byte. Register it before everything that takes
 * time.
 */
export function registerServerTiming(app: App, clock: StatementClock): void {
  const timingOf = new WeakMap<FastifyRequest, Timing>();
  app.addHook('onRequest', (request, _reply, done) => {
    const timing = { begun: performance.now(), milliseconds: 0, statements: 0, compressing: 0 };
    timingOf.set(request, timing);
    clock.during(timing, () => timings.run(timing, done));
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const timing = timingOf.get(request);
    if (!timing) return payload;
    const { milliseconds: db, statements } = timing;
    const answered = performance.now();
    const rest = answered - timing.begun - db;
    reply.header(
      'Server-Timing',
      `db;dur=${milliseconds(db)};desc="${statements} statements", app;dur=${milliseconds(Math.max(0, rest))}`,
    );
    if (![204, 304].includes(reply.statusCode) && request.method !== 'HEAD')
      reply.trailer('Server-Timing', (_reply, _payload, done) => {
        const sending = performance.now() - answered;
        done(null, `compress;dur=${milliseconds(timing.compressing)}, send;dur=${milliseconds(sending)}`);
      });
    return payload;
  });
}
