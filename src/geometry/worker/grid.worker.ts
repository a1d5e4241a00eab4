import { parentPort, workerData } from 'node:worker_threads';
import { GridError } from '../geometry.errors.js';
import { doGridJob, type GridJob } from './grid-work.js';

/** The thread of one geometry job: does it, tells the result, ends. A bug throws and reaches the `error` event. */
try {
  parentPort?.postMessage({ result: doGridJob(workerData as GridJob) });
} catch (error) {
  if (!(error instanceof GridError)) throw error;
  parentPort?.postMessage({ refused: { code: error.code, message: error.message } });
}
