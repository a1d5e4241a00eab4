import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { sameContributions, sameFeatures, sameMapped, sameTask, type Check } from './check-answers.js';
import { FOUR_ACTIONS } from './actions.js';
import { Client, WrongAnswer } from './client.js';
import * as changes from './floor-changes.js';
import * as floor from './floor-reads.js';
import { compare, type Plan } from './measure.js';
import { isWanted } from './options.js';
import type { Report } from './report.js';
import { startServer, type BenchServer } from './server.js';

/** The demo: the database of the server, and a copy in this process for the statements of the floor. */
interface Demo {
  db: PGlite;
  project: number;
  mapper: number;
  validator: number;
  /** Untouched tasks. */
  ready: number[];
}

async function openCopy(folder: string): Promise<Demo> {
  const db = new PGlite({ dataDir: join(folder, 'pgdata'), extensions: { postgis } });
  await db.waitReady;
  const { rows } = await db.query<Omit<Demo, 'db'>>(
    `SELECT p.id AS project, m.id::int AS mapper, v.id::int AS validator,
      (SELECT json_agg(t.id ORDER BY t.id) FROM tasks t WHERE t.project_id = p.id AND t.task_status = 0) AS ready
    FROM projects p, users m, users v WHERE m.username = 'demo_mapper' AND v.username = 'demo_validator'`,
  );
  if (!rows[0]) throw new Error('the demo is not there');
  return { db, ...rows[0] };
}

/** Asserts that the file names every task. */
const namesAllTasks =
  (project: number): Check =>
  async (client, db) => {
    const path = `projects/${project}/tasks/queries/xml/`;
    const text = (await client.send({ path, keep: true })).body.toString();
    const named = new Set([...text.matchAll(/k="taskId" v="(\d+)"/g)].map(([, id]) => Number(id)));
    const { rows } = await db.query<{ id: number }>('SELECT id FROM tasks WHERE project_id = $1', [project]);
    if (named.size !== rows.length || rows.some(({ id }) => !named.has(id)))
      throw new WrongAnswer(`${path}: ${named.size} tasks of ${rows.length}`);
  };

function reads({ db, project }: Demo): Plan[] {
  const of = (name: string, path: string, { text }: floor.Statement, check?: Check, task?: number): Plan => ({
    name,
    callers: 1,
    server: (client) => client.get(`projects/${project}/${path}`),
    floor: () => db.query(text, task === undefined ? [project] : [project, task]),
    ...(check && { check: (client) => check(client, db) }),
  });
  const list = `projects/${project}/tasks/`;
  return [
    of('GeoJSON of the demo', 'tasks/', floor.allTasks, sameFeatures(list, floor.allTasks, [project])),
    of('one task with history', 'tasks/9/', floor.oneTask, sameTask(project, 9), 9),
    of('mapped by user', 'tasks/queries/mapped/', floor.mappedByUser, sameMapped(project)),
    // Some tasks of the demo are locked. The server counts them with their previous state, and the floor does not.
    of('contributions', 'contributions/', floor.contributions, sameContributions(project, ['username', 'total'])),
    of('OSM XML', 'tasks/queries/xml/', floor.osmXml, namesAllTasks(project)),
    of('GPX', 'tasks/queries/gpx/', floor.gpx),
  ];
}

/** Each cycle uses an untouched task, in the database of the server or in the copy. */
function cycle({ db, project, mapper, validator, ready }: Demo, validatedBefore: number): Plan {
  const done = { server: 0, floor: 0 };
  const next = (side: keyof typeof done): number => {
    const task = ready[done[side]++];
    if (task === undefined) throw new Error('the demo has no more tasks');
    return task;
  };
  const path = `projects/${project}/tasks/actions`;
  return {
    name: FOUR_ACTIONS,
    callers: 1,
    turns: 8,
    async server(client) {
      const task = next('server');
      await client.post(`${path}/lock-for-mapping/${task}/`, mapper);
      await client.post(`${path}/unlock-after-mapping/${task}/`, mapper, { status: 'MAPPED' });
      await client.post(`${path}/lock-for-validation/`, validator, { taskIds: [task] });
      const validatedTasks = [{ taskId: task, status: 'VALIDATED' }];
      await client.post(`${path}/unlock-after-validation/`, validator, { validatedTasks });
    },
    async floor() {
      const task = next('floor');
      await db.query(changes.lockForMapping.text, [project, task, mapper]);
      await db.query(changes.submitMapped.text, [project, task, mapper]);
      await db.query(changes.lockForValidation.text, [project, task, validator]);
      await db.query(changes.submitValidated.text, [project, task, validator]);
    },
    async check(client) {
      const found = await validated(client, project);
      if (found !== validatedBefore + done.server)
        throw new WrongAnswer(`${found} tasks are validated, not ${validatedBefore} and ${done.server}`);
    },
  };
}

async function validated(client: Client, project: number): Promise<number> {
  const { features } = await client.json<{ features: { properties: { taskStatus: string } }[] }>(
    `projects/${project}/tasks/`,
  );
  return features.filter(({ properties }) => properties.taskStatus === 'VALIDATED').length;
}

async function measureDemo(server: BenchServer, demo: Demo, secret: string, say: (text: string) => void) {
  const client = new Client([server.url], secret);
  const effort = { rounds: 3, round: 250, plan: 6000 };
  const comparisons: Report['comparisons'] = [];
  try {
    const plans = [...reads(demo), cycle(demo, await validated(client, demo.project))];
    for (const plan of plans.filter(({ name }) => isWanted(name))) {
      say(`${plan.name} …`);
      comparisons.push(await compare(plan, { client, server, note: say }, effort));
    }
    return comparisons;
  } finally {
    await client.close();
  }
}

/**
 * The short form: a server with the embedded database and its demo. One process holds that database, so the floor's statements
 * run on a copy of its folder, in the bench's own process.
 */
export async function measureEmbedded(say: (text: string) => void): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-bench-'));
  const [data, copy] = [join(folder, 'data'), join(folder, 'copy')];
  const secret = randomBytes(24).toString('hex');
  const settings = { DATA_DIR: data, DEMO: 'true' };
  try {
    say('Making the demo …');
    const first = await startServer(settings, secret);
    await first.stop();
    cpSync(data, copy, { recursive: true });
    const server = await startServer(settings, secret);
    try {
      const idle = server.memory().now;
      const demo = await openCopy(copy);
      const comparisons = await measureDemo(server, demo, secret, say);
      await demo.db.close();
      return {
        comparisons,
        figures: [
          { name: 'first start, which creates the database and the demo', value: first.startUp, unit: 'ms' },
          { name: 'from the start of the process to its first answer', value: server.startUp, unit: 'ms' },
          { name: 'memory of the server before the first request', value: idle, unit: 'MB' },
          { name: 'memory of the server, largest', value: server.memory().peak, unit: 'MB' },
        ],
        notes: ['Embedded database; the floor runs the same statements on a copy of it in the process of the bench.'],
      };
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
