import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { Config } from '../../config.js';
import type { App } from '../app-types.js';
import { timedZlib } from './server-timing.js';

/**
 * Compresses answers for clients that take it (`Accept-Encoding`), outside the event loop but for the shortest. The levels
 * are those at which a list of tasks is soonest at the other end of 10 and of 100 Mbit/s, compressing included
 * (docs/performance.md). Register it before the routes.
 */
export async function registerCompression(app: App, { serverTiming }: Config): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1024,
    syncThreshold: 16 * 1024,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
    zlibOptions: { level: 4 },
    globalDecompression: false,
    ...(serverTiming && { zlib: timedZlib }),
  });
}
