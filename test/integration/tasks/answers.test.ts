import pg from 'pg';
import { afterEach, beforeAll, describe, expect, it, vi, type MockInstance } from 'vitest';
import { buildApp } from '../../../src/app.js';
import type { Database } from '../../../src/db/database.js';
import type { Db } from '../../../src/db/transaction.js';
import { request, SECRET, testConfig, useApp, type Answer, type Call, type Client } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import type { TaskSpec } from '../../support/factory-tasks.js';
import { checkInvariants } from '../../support/invariants.js';
import { onServerOnly } from '../../support/server-only.js';
import { createContext } from '../../../src/context.js';

const world = useApp();

interface Acting {
  name: string;
  task: (people: { ann: User; ben: User }) => TaskSpec;
  /** The action on task 1, and its body. */
  path: string;
  as: 'ann' | 'ben';
  body?: unknown;
}

const LATE = { state: 'LOCKED_FOR_MAPPING', lockedFor: 121 } as const;
const issues = [
  { mappingIssueCategoryId: 1, issue: 'zebra', count: 2 },
  { mappingIssueCategoryId: 1, issue: 'Ähre "x"', count: 1 },
  { mappingIssueCategoryId: 1, issue: 'Berg', count: 0 },
  { mappingIssueCategoryId: 1, issue: 'apple', count: 7 },
];
const verdict = (status: string, more: object = {}) => ({ validatedTasks: [{ taskId: 1, status, ...more }] });

const ACTIONS: Acting[] = [
  { name: 'a lock', task: () => ({ state: 'READY' }), path: 'lock-for-mapping/1', as: 'ann' },
  {
    name: 'a lock again',
    task: ({ ann: holder }) => ({ state: 'LOCKED_FOR_MAPPING', holder }),
    path: 'lock-for-mapping/1',
    as: 'ann',
  },
  {
    name: 'a lock where one ran out',
    task: ({ ben: holder }) => ({ ...LATE, holder }),
    path: 'lock-for-mapping/1',
    as: 'ann',
  },
  {
    name: 'work handed in',
    task: ({ ann: holder }) => ({ state: 'LOCKED_FOR_MAPPING', holder }),
    path: 'unlock-after-mapping/1',
    as: 'ann',
    body: { status: 'MAPPED', comment: 'Done, @[nobody] <b>"&"</b>' },
  },
  {
    name: 'late work',
    task: ({ ann: holder }) => ({ ...LATE, holder }),
    path: 'unlock-after-mapping/1',
    as: 'ann',
    body: { status: 'BADIMAGERY' },
  },
  {
    name: 'work stopped',
    task: ({ ann: holder }) => ({ state: 'LOCKED_FOR_MAPPING', before: 'INVALIDATED', holder }),
    path: 'stop-mapping/1',
    as: 'ann',
    body: { comment: 'No' },
  },
  {
    name: 'a lock for validation',
    task: ({ ben: mapper }) => ({ state: 'MAPPED', mapper }),
    path: 'lock-for-validation',
    as: 'ann',
    body: { taskIds: [1] },
  },
  {
    name: 'a validation',
    task: ({ ann: holder }) => ({ state: 'LOCKED_FOR_VALIDATION', holder }),
    path: 'unlock-after-validation',
    as: 'ann',
    body: verdict('VALIDATED'),
  },
  {
    name: 'an invalidation with issues',
    task: ({ ann: holder }) => ({ state: 'LOCKED_FOR_VALIDATION', holder }),
    path: 'unlock-after-validation',
    as: 'ann',
    body: verdict('INVALIDATED', { validationIssues: issues, comment: 'See' }),
  },
  {
    name: 'a validation stopped',
    task: ({ ann: holder }) => ({ state: 'LOCKED_FOR_VALIDATION', holder }),
    path: 'stop-validation',
    as: 'ann',
    body: { resetTasks: [{ taskId: 1, comment: 'No' }] },
  },
  {
    name: 'an undo',
    task: ({ ann: validator }) => ({ state: 'INVALIDATED', validator }),
    path: 'undo-last-action/1',
    as: 'ann',
  },
  {
    name: 'a comment on a free task',
    task: () => ({ state: 'READY' }),
    path: 'comments/1',
    as: 'ann',
    body: { comment: 'Seen' },
  },
  {
    name: 'a comment on a task of somebody else',
    task: ({ ben: holder }) => ({ state: 'LOCKED_FOR_MAPPING', holder }),
    path: 'comments/1',
    as: 'ann',
    body: { comment: 'Seen' },
  },
  {
    name: 'a comment where a lock ran out',
    task: ({ ben: holder }) => ({ ...LATE, before: 'INVALIDATED', holder }),
    path: 'comments/1',
    as: 'ann',
    body: { comment: 'Seen' },
  },
];

async function perform(client: Client, project: Project, { path, body }: Acting, as: User): Promise<Answer> {
  const call: Call = { as, ...(body !== undefined && { body }), headers: { 'accept-language': 'de' } };
  const url = path.startsWith('comments') ? `comments/tasks/1/` : `tasks/actions/${path}/`;
  const answer = await client.post(`projects/${project.id}/${url}`, call);
  expect(answer.status, answer.text).toBe(200);
  return answer;
}

const taskIn = (answer: Answer): unknown => {
  const body = answer.body as { tasks?: unknown[] };
  return body.tasks ? body.tasks[0] : body;
};

const read = async (project: Project): Promise<unknown> =>
  (await world.get(`projects/${project.id}/tasks/1/`, { headers: { 'accept-language': 'de' } })).body;

const projectFor = (acting: Acting, people: { ann: User; ben: User }): Promise<Project> =>
  world.make.project({
    author: people.ann,
    instructions: { en: 'Map {x}', de: 'Karte {x}' },
    tasks: [acting.task(people)],
  });

/** The application on a database on which something happens before the first write of an action. */
async function interrupted(before: () => Promise<unknown>): Promise<Client> {
  const { db } = world.database;
  let statements = 0;
  const $queryRaw = (async (...parts: Parameters<Db['$queryRaw']>) => {
    if (++statements === 2) await before();
    return db.$queryRaw(...parts);
  }) as Db['$queryRaw'];
  const database: Database = { ...world.database, db: { $queryRaw, $executeRaw: db.$executeRaw.bind(db) } };
  const app = await buildApp(createContext({ database, config: testConfig(), secret: SECRET }));
  return request(app);
}

describe('the answer to an action equals a later read', () => {
  it.each(ACTIONS)('$name', async (acting) => {
    const people = await world.make.users('ann', 'ben');
    const project = await projectFor(acting, people);
    const answer = await perform(world, project, acting, people[acting.as]);
    expect(taskIn(answer)).toEqual(await read(project));
    await checkInvariants(world.database, project);
  });
});

describe('the answer to an action equals a later read, with a comment written in between', () => {
  it.each(ACTIONS)('$name', async (acting) => {
    const people = await world.make.users('ann', 'ben');
    const project = await projectFor(acting, people);
    const client = await interrupted(
      () => world.database.prisma.$executeRaw`
        INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
        VALUES (${project.id}::int, 1, 'COMMENT', 'Between', now() AT TIME ZONE 'UTC', ${people.ben.id}::bigint)`,
    );
    const answer = await perform(client, project, acting, people[acting.as]);
    const after = (await read(project)) as { taskHistory: { actionText: string }[] };
    if (acting.name !== 'a lock again')
      expect(after.taskHistory.map(({ actionText }) => actionText)).toContain('Between');
    expect(taskIn(answer)).toEqual(after);
  });
});

onServerOnly('round trips to the database', () => {
  const sent: string[] = [];

  beforeAll(() => {
    const query: (...parts: unknown[]) => unknown = Reflect.get(pg.Client.prototype, 'query');
    const spy = vi.spyOn(pg.Client.prototype, 'query') as MockInstance<(...parts: unknown[]) => unknown>;
    spy.mockImplementation(function (this: unknown, ...parts) {
      const [statement] = parts as [string | { text: string }];
      sent.push(typeof statement === 'string' ? statement : statement.text);
      return query.apply(this, parts);
    });
    return () => vi.restoreAllMocks();
  });
  afterEach(() => void (sent.length = 0));

  it.each(ACTIONS)('$name takes two statements: one read, one write', async (acting) => {
    const people = await world.make.users('ann', 'ben');
    const project = await projectFor(acting, people);
    sent.length = 0;
    await perform(world, project, acting, people[acting.as]);
    expect(sent, sent.join('\n\n')).toHaveLength(acting.name === 'a lock again' ? 1 : 2);
  });
});
