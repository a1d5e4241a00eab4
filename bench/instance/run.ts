import { performance } from 'node:perf_hooks';
import { changesOf } from './changes.js';
import { cpuOf, processesOf, type Processes } from './cpu.js';
import { databaseOf, openInstance, prepare, type Instance } from './instance.js';
import { type Path } from './path.js';
import { PATHS } from './paths.js';
import type { Size } from './seed.js';
import { figure, median, ratio, takenBy, type Measured, type Taken } from './timing.js';

/** The number of rounds of a path, and the longest time of a path in milliseconds. */
const EFFORT = { rounds: 9, longest: 12_000 };

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

/** Medians of one size. */
interface Timing {
  /** Over HTTP, in milliseconds. */
  time: number;
  /** The server and its sessions on a core, in milliseconds; the session of the plain statement. */
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
  let processes: Processes = { server: [], own: [] };
  const before = async (): Promise<void> => {
    await instance.db.query('SELECT txid_current()');
    processes = await processesOf(instance);
  };
  const byServer = { before, cpu: () => cpuOf(processes.server) };
  const byFloor = { before, cpu: () => cpuOf(processes.own) };
  return [
    { ...byServer, run: () => ours(instance) },
    { ...byServer, run: () => heartbeats(instance, requests) },
    ...(floor ? [{ ...byFloor, run: () => floor(instance) }] : []),
  ];
}

/**
 * Calls before the first that is measured. PostgreSQL plans a prepared statement anew for its first five executions, and V8
 * compiles what is called often: a server that runs for a minute has done both.
 */
const WARM_UP = { calls: 25, longest: 1_500 };

async function warmUp({ before, run, after }: Measured): Promise<void> {
  const begun = performance.now();
  for (let call = 0; call < WARM_UP.calls && performance.now() - begun < WARM_UP.longest; call++) {
    await before?.();
    await run();
    await after?.();
  }
}

async function measure(subject: Subject, instances: Instance[]): Promise<Timing[]> {
  const calls = instances.map((instance) => callsOf(subject, instance));
  for (const call of calls.flat()) await warmUp(call);
  const taken = await takenBy(calls.flat(), EFFORT);
  const width = calls[0]?.length ?? 0;
  return instances.map((_, size) => {
    const [ours = [], http = [], floor] = taken.slice(size * width, (size + 1) * width);
    const cpu = (all: Taken[]): number => median(all.map((one) => one.cpu));
    return {
      time: median(ours.map(({ time }) => time)),
      ours: cpu(ours),
      http: cpu(http),
      ...(floor && { floor: cpu(floor) }),
    };
  });
}

const cellsOf = ({ time, ours, floor, http }: Timing): string[] => [
  figure(time),
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
  const grows = whole ? [isMarked ? `**${growth}**` : growth, ratio(whole.floor, tenth?.floor)] : [];
  return `| ${[name, ...cells, ...grows, figure(v5)].join(' | ')} |`;
}

const columnsOf = (size: string): string[] => [`${size}: time`, 'on a core', 'floor', ': floor', ': floor + HTTP'];

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
  const head = ['path', ...sizes.flatMap((size) => columnsOf(size === 1 ? 'a tenth' : 'whole'))];
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
    `HTTP: a request of the heartbeat took ${figure(median(https))} ms on a core, the median of all paths.`,
    '',
  ].join('\n');
}
