import { parentPort, workerData } from 'node:worker_threads';
import { GridError } from '../geometry.errors.js';
import { computeGridJob, type GridJob } from './grid-work.js';

/** Entry of the thread of one geometry job. It sends the result or the refusal. Any other error reaches the `error` event. */
try {
  parentPort?.postMessage({ result: computeGridJob(workerData as GridJob) });
} catch (error) {
  if (!(error instanceof GridError)) throw error;
  parentPort?.postMessage({ refused: { code: error.code, message: error.message } });
}
