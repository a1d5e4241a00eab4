import { Worker } from 'node:worker_threads';
import { GridError, type GridErrorCode } from '../geometry.errors.js';
import { DomainError } from '../../errors/errors.js';
import type { DividedArea, GridJob } from './grid-work.js';

/** Largest number of jobs at once. Other jobs wait, so that many jobs do not take all processors from the requests. */
const MAX_JOBS_AT_ONCE = 2;
const TIME_LIMIT_MS = 60_000;
const MEMORY_LIMIT_MB = 512;

/** The SubCode of version 5 for the same error. Other errors have their own code as SubCode. */
const SUB_CODES: Partial<Record<GridErrorCode, string>> = {
  NotGeoJson: 'MustBeFeatureCollection',
  EmptyArea: 'MustHaveFeatures',
  WrongGeometryType: 'MustBeMultiPolygon',
  InvalidRing: 'InvalidMultipolygon',
  NotClosed: 'InvalidMultipolygon',
};

/** The error response for input that the geometry code refuses: 400 with its sentence and SubCode. */
export const areaRefused = ({ code, message }: { code: GridErrorCode; message: string }): DomainError =>
  new DomainError('InvalidArea', { sentence: message, subCode: SUB_CODES[code] ?? code });

/** The refusal of a job that exceeds its limit of time or memory. */
const tooComplex = (): DomainError =>
  areaRefused(
    new GridError(
      'TooComplex',
      'This area takes too long to divide. Simplify its outline, or divide it into several projects.',
    ),
  );

/** In tests and development the sources are TypeScript. Then the thread first loads tsx, which compiles them. */
const isSource = import.meta.url.endsWith('.ts');
const ENTRY = new URL(`./grid.worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
const FROM_SOURCE = `import('tsx/esm/api').then(({ register }) => (register(), import('${ENTRY.href}')))`;

/** The message of the thread. */
type Answer = { result: DividedArea | string } | { refused: { code: GridErrorCode; message: string } };

/** @throws DomainError InvalidArea if the input is refused or the job exceeds a limit; other errors are bugs */
function inThread(job: GridJob): Promise<DividedArea | string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(isSource ? FROM_SOURCE : ENTRY, {
      eval: isSource,
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    });
    const timer = setTimeout(() => {
      reject(tooComplex());
      void worker.terminate();
    }, TIME_LIMIT_MS);
    worker.once('message', (answer: Answer) => {
      if ('result' in answer) resolve(answer.result);
      else reject(areaRefused(answer.refused));
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooComplex() : error),
    );
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The geometry thread ended with exit code ${code} and without a result.`));
    });
  });
}

let running = 0;
const waiting: (() => void)[] = [];

/** Waits until a job may run. @returns a function that ends the turn */
async function takeTurn(): Promise<() => void> {
  if (running < MAX_JOBS_AT_ONCE) running++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  return () => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };
}

/** A divided area, or a FeatureCollection as JSON text. */
type ResultOf<J extends GridJob> = J['kind'] extends 'divide' ? DividedArea : string;

/**
 * Runs a geometry job in a worker thread, so that the server can answer other requests meanwhile. A job may take 60 seconds and
 * 512 MB of memory.
 *
 * @throws DomainError InvalidArea with the sentence and SubCode of the error
 */
export async function runGridJob<J extends GridJob>(job: J): Promise<ResultOf<J>> {
  const endTurn = await takeTurn();
  try {
    return (await inThread(job)) as ResultOf<J>;
  } finally {
    endTurn();
  }
}
