import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { actions } from './actions.js';
import type { Bench } from './bench.js';
import { bulk } from './bulk.js';
import { Client } from './client.js';
import { compressionFigures } from './compression.js';
import { assertTagsChange, conditionalPlans } from './conditional.js';
import { dropDatabase, prepareDatabase } from './database.js';
import { measureEmbedded } from './embedded.js';
import { eventFigures } from './events.js';
import { measureIndexes } from './instance/indexes.js';
import { measureInstance } from './instance/run.js';
import { largeFigures } from './large.js';
import { compare, type Effort, type Plan, type Subjects } from './measure.js';
import { mixedFigures } from './mixed.js';
import { observingFigures } from './observing.js';
import { isWanted, options, USAGE } from './options.js';
import { compareProcesses } from './processes.js';
import { largeList, plansOf, reads } from './reads.js';
import { json, tables, type Report } from './report.js';
import { PROJECT, resetCycle, resetSquares } from './seed.js';
import { startServer, type BenchServer } from './server.js';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const EFFORT: Effort = options.quick ? { rounds: 3, round: 250, plan: 6000 } : { rounds: 7, round: 600, plan: 10_000 };

/** A measured run and its results. */
class Run {
  readonly report: Report = { comparisons: [], figures: [], notes: [] };
  readonly subjects: Subjects & { server: BenchServer };
  readonly note = (text: string): void => void this.report.notes.push(text);

  constructor(
    readonly bench: Bench,
    readonly secret: string,
    readonly start: (settings?: Record<string, string>) => Promise<BenchServer>,
    subjects: { client: Client; server: BenchServer; against?: Client },
  ) {
    this.subjects = { ...subjects, note: this.note };
  }

  async compare(plans: Plan[]): Promise<void> {
    for (const plan of plans.filter(({ name }) => isWanted(name))) {
      say(`${plan.name}, ${plan.callers} …`);
      this.report.comparisons.push(await compare(plan, this.subjects, EFFORT));
    }
  }

  async figures(section: string, measure: () => Promise<Report['figures']>): Promise<void> {
    if (!isWanted(section)) return;
    say(`${section} …`);
    this.report.figures.push(...(await measure()));
  }
}

/** Everything, in this order: reads first, as the changes change what they read. */
async function measure(run: Run): Promise<void> {
  const { bench, secret, start, report, note, subjects } = run;
  const { client, server } = subjects;
  const idle = server.memory().now;
  const read = reads(bench);
  await run.compare(read.flatMap((path) => plansOf(bench, path)));
  // Resets changed states and their owners to consistent values.
  await resetSquares(bench.db);
  await run.compare(largeList(bench));
  if (isWanted('304')) await run.compare(await conditionalPlans(bench, client, read, note));
  await assertTagsChange(bench, client, { project: PROJECT.cycle, task: 1 });
  await run.figures('compression', () => compressionFigures(client, 2 * EFFORT.rounds, note));
  await run.compare([...actions(bench), ...bulk(bench)]);
  await run.figures('lock beside downloads and bulk actions', () =>
    mixedFigures(bench, client, server, 20 * EFFORT.round),
  );
  await run.figures('streams of events', () => eventFigures(bench, start, secret, note));
  await run.figures('metrics and traces', () => observingFigures(start, secret));
  await run.figures('downloads of 100,000 tasks: memory, first byte', () => largeFigures(start, secret, client));
  if (isWanted('processes')) {
    await resetSquares(bench.db);
    for (const count of [2, 4]) {
      say(`${count} processes …`);
      const effort = { ...EFFORT, rounds: Math.ceil(EFFORT.rounds / 2) };
      report.comparisons.push(...(await compareProcesses(bench, start, secret, { count, effort })));
    }
  }
  report.figures.push(
    { name: 'from the start of the process to its first answer', value: server.startUp, unit: 'ms', target: 1500 },
    { name: 'memory of the server before the first request', value: idle, unit: 'MB', target: 120 },
    {
      name: 'memory of the server, largest during all of the above',
      value: server.memory().peak,
      unit: 'MB',
      target: 350,
    },
  );
}

async function measureServers(admin: URL): Promise<Report> {
  const databaseUrl = await prepareDatabase(admin);
  const secret = options.secret ?? randomBytes(24).toString('hex');
  const start = (settings: Record<string, string> = {}): Promise<BenchServer> =>
    startServer({ DATABASE_URL: databaseUrl, DEMO: 'false', ...settings }, secret);
  const bench = { db: new pg.Client(databaseUrl), pool: new pg.Pool({ connectionString: databaseUrl, max: 16 }) };
  await bench.db.connect();
  const server = await start();
  const client = new Client([server.url], secret);
  const against = options.against ? new Client([options.against], secret) : undefined;
  try {
    await setTimeout(1000);
    const run = new Run(bench, secret, start, { client, server, ...(against && { against }) });
    await measure(run);
    return run.report;
  } finally {
    await client.close();
    await against?.close();
    await server.stop();
    await resetCycle(bench.db);
    await resetSquares(bench.db);
    await bench.db.end();
    await bench.pool.end();
  }
}

async function main(): Promise<void> {
  if (options.help) return void process.stdout.write(USAGE);
  if (options.embedded) return show(await measureEmbedded(say));
  if (!options.databaseUrl) {
    process.stderr.write(USAGE);
    process.exit(2);
  }
  const admin = new URL(options.databaseUrl);
  if (options.instance)
    return void process.stdout.write(await measureInstance(admin, options.quick ? [1] : [1, 10], options.only, say));
  if (options.indexes) return void process.stdout.write(await measureIndexes(admin, options.quick ? 1 : 10, say));
  if (options['seed-only']) return void (await prepareDatabase(admin));
  try {
    show(await measureServers(admin));
  } finally {
    if (!options.keep) await dropDatabase(admin);
  }
}

const show = (report: Report): void => console.log(options.json ? json(report) : tables(report));

await main();
