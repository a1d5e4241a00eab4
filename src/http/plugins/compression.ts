import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { Config } from '../../config.js';
import type { App } from '../app-types.js';
import { timedZlib } from './server-timing.js';

/**
 * Compresses answers for clients that accept it (`Accept-Encoding`). Only the shortest answers are compressed within the
 * event loop. With these levels, the time to compress and transfer a list of tasks over 10 and 100 Mbit/s is the shortest
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
