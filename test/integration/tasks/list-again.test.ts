import type { FeatureCollection } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import type { Database } from '../../../src/db/database.js';
import { inTransaction, type Tx } from '../../../src/db/transaction.js';
import { request, SECRET, testConfig, useApp, type Client } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { onServerOnly } from '../../support/server-only.js';
import { createContext } from '../../../src/context.js';

/**
 * Lists that are asked for again are put together from what was kept of the last one. Whatever happened in between, they
 * must be what a server says that never kept anything.
 */
const world = useApp();

type Query = (parts: TemplateStringsArray, ...values: unknown[]) => Promise<object[]>;

/** Lets `ask` ask a server of its own, whose reads of the database go through `query`. */
async function onOwnServer<T>(
  ask: (client: Client) => Promise<T>,
  { query, env = {} }: { query?: (read: Query) => Query; env?: Record<string, string> },
): Promise<T> {
  const { db } = world.database;
  const read: Query = (parts, ...values) => db.$queryRaw<object[]>(parts, ...values);
  const watched = { ...db, $executeRaw: db.$executeRaw.bind(db), $queryRaw: query?.(read) ?? read };
  const database = Object.assign(Object.create(world.database) as Database, { db: watched });
  const app = await buildApp(createContext({ database, config: testConfig(env), secret: SECRET }));
  try {
    return await ask(request(app));
  } finally {
    await app.close();
  }
}

/** Asks a server that never kept anything. */
const asNew = <T>(ask: (client: Client) => Promise<T>): Promise<T> => onOwnServer(ask, { env: { LIST_CACHE_MB: '0' } });

const listOf = (project: Project): string => `projects/${project.id}/tasks/`;

async function expectTheTruth(project: Project): Promise<FeatureCollection> {
  const answer = await world.get(listOf(project));
  expect(answer.status).toBe(200);
  const truth = await asNew((client) => client.get(listOf(project)));
  expect(answer.body).toEqual(truth.body);
  expect(answer.headers.etag).toBe(truth.headers.etag);
  return answer.body as FeatureCollection;
}

const statesOf = ({ features }: FeatureCollection): unknown[] =>
  features.map(({ properties }) => properties?.taskStatus as unknown);

/** SQL past the server, as another process, an operator or version 5 sends it. */
const elsewhere = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> => inTransaction(world.database, work);

describe('a repeated list', () => {
  let people: Record<'ann' | 'ben', User>;
  beforeAll(async () => {
    people = await world.make.users('ann', 'ben');
  });

  /** A project whose list was asked for once, and kept. */
  async function listed(tasks = 12): Promise<Project> {
    const project = await world.make.project({ tasks: Array.from({ length: tasks }, () => 'READY' as const) });
    // Kept when it is asked for a second time.
    await expectTheTruth(project);
    await expectTheTruth(project);
    return project;
  }

  it('is identical, byte by byte, when nothing has changed', async () => {
    const project = await listed();
    const [first, second] = [await world.get(listOf(project)), await world.get(listOf(project))];
    expect(second.text).toBe(first.text);
  });

  it('shows changes made through the server: lock, hand-in, bulk action', async () => {
    const project = await listed();
    const { ann } = people;
    const act = (action: string, body?: object) =>
      world.post(`projects/${project.id}/tasks/actions/${action}/`, { as: ann, ...(body && { body }) });
    await act('lock-for-mapping/3');
    expect(statesOf(await expectTheTruth(project))[2]).toBe('LOCKED_FOR_MAPPING');
    await act('unlock-after-mapping/3', { status: 'MAPPED' });
    expect(statesOf(await expectTheTruth(project))[2]).toBe('MAPPED');
    await world.post(`projects/${project.id}/tasks/actions/reset-all/`, { as: project.author });
    expect(new Set(statesOf(await expectTheTruth(project)))).toEqual(new Set(['READY']));
  });

  it('shows changes made directly in the database, and their reversal', async () => {
    const project = await listed();
    const set = (status: number) =>
      elsewhere(
        (tx) =>
          tx.$executeRaw`UPDATE tasks SET task_status = ${status}::int WHERE project_id = ${project.id} AND id = 5`,
      );
    await set(2);
    expect(statesOf(await expectTheTruth(project))[4]).toBe('MAPPED');
    await set(0);
    expect(statesOf(await expectTheTruth(project))[4]).toBe('READY');
  });

  it('shows the children of a split task instead of the task', async () => {
    const project = await listed();
    const { ben } = people;
    const split = await world.post(`projects/${project.id}/tasks/actions/split/4/`, { as: ben });
    expect(split.status).toBe(200);
    const ids = (await expectTheTruth(project)).features.map(({ properties }) => properties?.taskId as unknown);
    expect(ids).toHaveLength(15);
    expect(ids).not.toContain(4);
  });

  it('leaves out deleted tasks, and shows a new task with a reused id', async () => {
    const project = await listed();
    await elsewhere((tx) => tx.$executeRaw`DELETE FROM tasks WHERE project_id = ${project.id} AND id = 7`);
    expect((await expectTheTruth(project)).features).toHaveLength(11);
    await elsewhere(
      (tx) => tx.$executeRaw`
        INSERT INTO tasks (id, project_id, x, y, zoom, is_square, task_status, geometry)
        SELECT 7, project_id, x, y, zoom, is_square, 0, ST_Translate(geometry, 1, 1) FROM tasks
        WHERE project_id = ${project.id} AND id = 1`,
    );
    const { features } = await expectTheTruth(project);
    expect(features).toHaveLength(12);
    expect(features[6]?.geometry).not.toEqual(features[0]?.geometry);
  });

  it('shows a changed boundary of the same task', async () => {
    const project = await listed();
    const before = await expectTheTruth(project);
    await elsewhere(
      (tx) => tx.$executeRaw`
        UPDATE tasks SET geometry = ST_Translate(geometry, 1, 1) WHERE project_id = ${project.id} AND id = 2`,
    );
    const after = await expectTheTruth(project);
    expect(after.features[1]?.geometry).not.toEqual(before.features[1]?.geometry);
    expect(after.features[2]).toEqual(before.features[2]);
  });

  it('shows an expired lock as free, although no row has changed', async () => {
    const project = await world.make.project({
      tasks: ['READY', { state: 'LOCKED_FOR_VALIDATION', holder: people.ann, mapper: people.ben }, 'READY'],
    });
    expect(statesOf(await expectTheTruth(project))[1]).toBe('LOCKED_FOR_VALIDATION');
    await world.make.age(project, 2, 60 * 24);
    expect(statesOf(await expectTheTruth(project))[1]).toBe('MAPPED');
  });

  it('is refused to a caller who may no longer see the project', async () => {
    const project = await listed();
    await elsewhere((tx) => tx.$executeRaw`UPDATE projects SET private = true WHERE id = ${project.id}`);
    expect((await world.get(listOf(project))).status).toBe(403);
    expect((await world.get(listOf(project), { as: people.ann })).status).toBe(403);
    expect((await world.get(listOf(project), { as: project.author })).status).toBe(200);
  });

  it('is empty after all tasks were deleted', async () => {
    const project = await listed(2);
    await elsewhere((tx) => tx.$executeRaw`DELETE FROM tasks WHERE project_id = ${project.id}`);
    expect((await expectTheTruth(project)).features).toEqual([]);
  });
});

/** The statements that a server sends while `work` runs, as their values. */
async function statementsOf(work: (client: Client) => Promise<unknown>, change = (row: object): object => row) {
  const sent: unknown[][] = [];
  const query =
    (read: Query): Query =>
    async (parts, ...values) => {
      sent.push(values);
      return (await read(parts, ...values)).map(change);
    };
  await onOwnServer(work, { query });
  return sent;
}

/** Asks as often as it takes for a list to be kept: twice. */
async function keep(client: Client, project: Project): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await client.get(listOf(project));
  await untilKept();
}

const untilKept = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('a repeated list reads from the database', () => {
  const tidsIn = (values: unknown[][]): unknown[] => values.flat().filter((value) => /^\{"\(/.test(String(value)));

  it('the versions of all rows and the changed rows only', async () => {
    const project = await world.make.project({ tasks: Array.from({ length: 10 }, () => 'READY' as const) });
    const values = await statementsOf(async (client) => {
      await keep(client, project);
      await client.get(listOf(project));
      await elsewhere(
        (tx) => tx.$executeRaw`UPDATE tasks SET task_status = 2 WHERE project_id = ${project.id} AND id IN (3, 8)`,
      );
      await client.get(listOf(project));
      await untilKept();
      await client.get(listOf(project));
    });
    // Twice all of it; versions; versions and two rows; versions.
    expect(values).toHaveLength(6);
    const [tids, ...others] = tidsIn(values);
    expect(String(tids).match(/\(\d+,\d+\)/g)).toHaveLength(2);
    expect(others).toEqual([]);
  });

  it('everything after a restart of PostgreSQL, because versions of rows may repeat', async () => {
    const project = await world.make.project({ tasks: ['READY', 'READY', 'READY'] });
    let epoch = 'one';
    const values = await statementsOf(
      async (client) => {
        await keep(client, project);
        epoch = 'two';
        await client.get(listOf(project));
      },
      (row) => ('epoch' in row ? { ...row, epoch } : row),
    );
    // Twice the list; its versions, and the list again.
    expect(values).toHaveLength(4);
    expect(tidsIn(values)).toEqual([]);
  });

  it('everything when a row changes again between the two statements', async () => {
    const project = await world.make.project({ tasks: Array.from({ length: 6 }, () => 'READY' as const) });
    const change = (status: number) =>
      elsewhere(
        (tx) =>
          tx.$executeRaw`UPDATE tasks SET task_status = ${status}::int WHERE project_id = ${project.id} AND id = 1`,
      );
    let isSecond = false;
    const query =
      (read: Query): Query =>
      async (parts, ...values) => {
        if (isSecond && tidsIn([values]).length > 0) await change(4);
        return read(parts, ...values);
      };
    const list = await onOwnServer(
      async (client) => {
        await keep(client, project);
        await change(2);
        isSecond = true;
        return client.get(listOf(project));
      },
      { query },
    );
    const states = statesOf(list.body as FeatureCollection);
    expect(states).toEqual(['VALIDATED', ...Array.from({ length: 5 }, () => 'READY')]);
  });
});

describe('a list of very many tasks', () => {
  it('is sent in pages, with the same content', async () => {
    const project = await world.make.project({ tasks: Array.from({ length: 9 }, () => 'READY' as const) });
    const whole = await asNew((client) => client.get(listOf(project)));
    // The count of a project is what decides.
    await elsewhere((tx) => tx.$executeRaw`UPDATE projects SET total_tasks = 30000 WHERE id = ${project.id}`);
    const paged = await world.get(listOf(project));
    expect(paged.headers['content-length']).toBeUndefined();
    expect(paged.body).toEqual(whole.body);
    expect(paged.headers.etag).toBe(whole.headers.etag);
  });
});

onServerOnly('while others write', () => {
  it('is one snapshot: of two tasks that swap states, exactly one is mapped', async () => {
    const project = await world.make.project({
      tasks: ['MAPPED', ...Array.from({ length: 30 }, () => 'READY' as const)],
    });
    let writing = true;
    const swapping = (async () => {
      for (let turn = 0; turn < 150; turn++)
        await elsewhere(
          (tx) => tx.$executeRaw`
            UPDATE tasks SET task_status = 2 - task_status WHERE project_id = ${project.id} AND id IN (1, 2)`,
        );
      writing = false;
    })();
    let lists = 0;
    const reading = Array.from({ length: 4 }, async () => {
      while (writing) {
        const states = statesOf((await world.get(listOf(project))).body as FeatureCollection);
        expect(states.filter((state) => state === 'MAPPED')).toHaveLength(1);
        lists++;
      }
    });
    await Promise.all([swapping, ...reading]);
    expect(lists).toBeGreaterThan(10);
  });
});

onServerOnly('a table that is written anew', () => {
  it('is correct after VACUUM FULL has moved other rows to the same places', async () => {
    const project = await world.make.project({ tasks: Array.from({ length: 8 }, () => 'READY' as const) });
    for (let turn = 0; turn < 3; turn++) await expectTheTruth(project);
    // The rows behind a gap move up: one of them lies where another lay.
    await elsewhere(
      (tx) => tx.$executeRaw`UPDATE tasks SET task_status = 2 WHERE project_id = ${project.id} AND id = 1`,
    );
    await world.database.runScript('VACUUM FULL tasks');
    const ids = (await expectTheTruth(project)).features.map(({ properties }) => properties?.taskId as unknown);
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
