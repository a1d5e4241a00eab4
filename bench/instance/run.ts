import { changesOf } from './changes.js';
import { databaseOf, openInstance, prepare, type Instance } from './instance.js';
import { type Path } from './path.js';
import { PATHS } from './paths.js';
import type { Size } from './seed.js';
import { figure, median, ratio, timesOf, type Measured } from './timing.js';

/** The number of rounds of a path, and the longest time of a path in milliseconds. */
const EFFORT = { rounds: 11, longest: 20_000 };

/** A path or an action, as it is measured at one size. */
interface Subject {
  name: string;
  steady: boolean;
  /** The median that version 5 took at the whole size, in milliseconds. */
  v5?: number;
  ours: (instance: Instance) => Promise<unknown>;
  floor?: (instance: Instance) => Promise<unknown>;
  /** The number of requests of `ours`. */
  requests: number;
}

/** Medians of one size, in milliseconds. */
interface Timing {
  ours: number;
  floor?: number;
  /** As many requests of the shortest answer (the heartbeat) as the subject has: HTTP, Fastify and one row of the database. */
  http: number;
}

const readOf = ({ name, steady, v5, path, userId, floor }: Path): Subject => ({
  name,
  steady,
  v5,
  requests: 1,
  ours: ({ client }) => client.get(path, userId),
  ...(floor !== undefined && { floor: ({ db }: Instance) => db.query(floor) }),
});

const SUBJECTS: Subject[] = [...PATHS.map(readOf), ...changesOf()];

const heartbeats = async ({ client }: Instance, requests: number): Promise<void> => {
  for (let n = 0; n < requests; n++) await client.get('system/heartbeat/');
};

/** The calls of a subject at one size. Each begins in a new transaction id, so that no cached answer is used. */
function callsOf({ ours, floor, requests }: Subject, instance: Instance): Measured[] {
  const before = (): Promise<unknown> => instance.db.query('SELECT txid_current()');
  const runs = [() => ours(instance), () => heartbeats(instance, requests), ...(floor ? [() => floor(instance)] : [])];
  return runs.map((run) => ({ before, run }));
}

async function measure(subject: Subject, instances: Instance[]): Promise<Timing[]> {
  const calls = instances.map((instance) => callsOf(subject, instance));
  const times = await timesOf(calls.flat(), EFFORT);
  const width = calls[0]?.length ?? 0;
  return instances.map((_, size) => {
    const [ours = 0, http = 0, floor] = times.slice(size * width, (size + 1) * width).map(median);
    return { ours, http, floor };
  });
}

const cellsOf = ({ ours, floor, http }: Timing): string[] => [
  figure(ours),
  figure(floor),
  ratio(ours, floor),
  ratio(ours, floor === undefined ? undefined : floor + http),
];

/** The growth of a steady path above 1.5 is marked, unless it is less than half a millisecond. */
function rowOf({ name, steady, v5 }: Subject, timings: Timing[]): string {
  const [tenth, whole] = timings;
  const growth = ratio(whole?.ours, tenth?.ours);
  const isMarked = steady && Number(growth) > 1.5 && (whole?.ours ?? 0) - (tenth?.ours ?? 0) > 0.5;
  const cells = timings.flatMap(cellsOf);
  const grows = whole ? [growth + (isMarked ? ' **above 1.5**' : ''), ratio(whole.floor, tenth?.floor)] : [];
  return `| ${[name, ...cells, ...grows, figure(v5)].join(' | ')} |`;
}

const columnsOf = (size: string): string[] => [`ms ${size}`, 'floor', ': floor', ': floor + HTTP'];

/**
 * Measures the API at the size of a whole instance and at a tenth of it, beside the plain SQL statements. The sizes are measured in
 * turn, each by its own server.
 * @returns a table in Markdown, in milliseconds
 */
export async function measureInstance(
  admin: URL,
  sizes: Size[],
  only: string,
  say: (text: string) => void,
): Promise<string> {
  for (const size of sizes) await prepare(admin, size, say);
  const instances = await Promise.all(sizes.map((size) => openInstance(admin, databaseOf(size))));
  const rows: string[] = [];
  const https: number[] = [];
  try {
    for (const subject of SUBJECTS.filter(({ name }) => name.includes(only))) {
      const timings = await measure(subject, instances);
      if (subject.requests === 1) https.push(...timings.map(({ http }) => http));
      rows.push(rowOf(subject, timings));
      say(rows.at(-1) ?? '');
    }
  } finally {
    for (const instance of instances) await instance.close();
  }
  const head = ['path', ...sizes.flatMap((size) => columnsOf(size === 1 ? 'at a tenth' : 'whole'))];
  if (sizes.length > 1) head.push('grows', 'floor grows');
  head.push('version 5, whole');
  return [
    `| ${head.join(' | ')} |`,
    `|---|${head
      .map(() => '--:')
      .slice(1)
      .join('|')}|`,
    ...rows,
    '',
    `HTTP: the heartbeat took ${figure(median(https))} ms, the median of all paths.`,
    '',
  ].join('\n');
}
