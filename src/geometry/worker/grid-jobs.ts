import { Worker } from 'node:worker_threads';
import { GridError, type GridErrorCode } from '../geometry.errors.js';
import { DomainError } from '../../errors/errors.js';
import type { DividedArea, GridJob } from './grid-work.js';

/** How many jobs run at once; more wait their turn, so that a crowd of them leaves the server its processor. */
const AT_ONCE = 2;
const TIME_LIMIT_MS = 60_000;
const MEMORY_LIMIT_MB = 512;

/** What the original calls the same fault, where it has a name for it; other codes are ours. */
const SUB_CODES: Partial<Record<GridErrorCode, string>> = {
  NotGeoJson: 'MustBeFeatureCollection',
  EmptyArea: 'MustHaveFeatures',
  WrongGeometryType: 'MustBeMultiPolygon',
  InvalidRing: 'InvalidMultipolygon',
  NotClosed: 'InvalidMultipolygon',
};

/** A refusal of the geometry code as the client is told of it: 400 with its sentence and SubCode. */
export const areaRefused = ({ code, message }: { code: GridErrorCode; message: string }): DomainError =>
  new DomainError('InvalidArea', { sentence: message, subCode: SUB_CODES[code] ?? code });

const tooMuch = (): DomainError =>
  areaRefused(
    new GridError('TooComplex', 'This area takes too long to divide: simplify its outline, or make several projects.'),
  );

/** As TypeScript (tests, development) the thread first loads tsx, which reads it; built, it is started as it is. */
const isSource = import.meta.url.endsWith('.ts');
const ENTRY = new URL(`./grid.worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
const FROM_SOURCE = `import('tsx/esm/api').then(({ register }) => (register(), import('${ENTRY.href}')))`;

type Answer = { result: DividedArea | string } | { refused: { code: GridErrorCode; message: string } };

function inThread(job: GridJob): Promise<DividedArea | string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(isSource ? FROM_SOURCE : ENTRY, {
      eval: isSource,
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    });
    const timer = setTimeout(() => {
      reject(tooMuch());
      void worker.terminate();
    }, TIME_LIMIT_MS);
    worker.once('message', (answer: Answer) => {
      if ('result' in answer) resolve(answer.result);
      else reject(areaRefused(answer.refused));
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error),
    );
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the geometry thread ended with ${code} and no result`));
    });
  });
}

let running = 0;
const waiting: (() => void)[] = [];

async function takeTurn(): Promise<() => void> {
  if (running < AT_ONCE) running++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  return () => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };
}

type ResultOf<J extends GridJob> = J['kind'] extends 'divide' ? DividedArea : string;

/**
 * Does geometry work in a thread of its own, so that the server goes on answering meanwhile.
 * @throws DomainError InvalidArea with the sentence and SubCode of what is wrong
 */
export async function runGridJob<J extends GridJob>(job: J): Promise<ResultOf<J>> {
  const giveBack = await takeTurn();
  try {
    return (await inThread(job)) as ResultOf<J>;
  } finally {
    giveBack();
  }
}
