import { afterAll, beforeAll, expect } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { tokenOf } from './app.js';
import { onServer, testDatabase } from './database.js';
import { factoryFor, type Factory, type Project, type User } from './factory.js';
import { codeOf } from './response-check.js';
import { startServerProcesses, type ServerProcess } from './server-process.js';

/** What a server made of a request; status 0 where there was no answer. */
export interface Outcome {
  status: number;
  code: string | undefined;
  body: unknown;
}

/** What a concurrency test works with: two servers of one database. */
export interface Callers {
  database: Database;
  /** How other processes reach the database. */
  url: string;
  make: Factory;
  servers: ServerProcess[];
  /** Sends an action (`lock-for-mapping/7`) to the servers by turns. */
  act(as: User, project: Project, action: string, body?: unknown): Promise<Outcome>;
}

/** Sends an action to one server. */
export async function actAt(url: string, as: User, project: Project, action: string, body?: unknown): Promise<Outcome> {
  const [path, query] = action.split('?');
  const response = await fetch(
    `${url}/api/v2/projects/${project.id}/tasks/actions/${path}/${query === undefined ? '' : `?${query}`}`,
    {
      method: 'POST',
      headers: { authorization: tokenOf(as), 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
  );
  const text = await response.text();
  return { status: response.status, code: codeOf(text), body: JSON.parse(text) as unknown };
}

/** Gives a file two server processes on the test database; they must end well, too. */
export function useServers(env: Record<string, string> = {}): Callers {
  const callers = { servers: [] as ServerProcess[] } as unknown as Callers;
  let turn = 0;
  callers.act = (as, project, action, body) => {
    const server = callers.servers[turn++ % callers.servers.length] as ServerProcess;
    return actAt(server.url, as, project, action, body);
  };
  if (!onServer) return callers;
  beforeAll(async () => {
    const { database, url } = await testDatabase();
    Object.assign(callers, { database, url: url ?? '', make: factoryFor(database) });
    callers.servers = await startServerProcesses(2, { DATABASE_URL: url ?? '', ...env });
  });
  afterAll(async () => {
    const codes = await Promise.all(callers.servers.map((server) => server.stop()));
    expect(codes, callers.servers.map((server) => server.output()).join('\n')).toEqual(callers.servers.map(() => 0));
  });
  return callers;
}

/** How often each answer came: `{ '200': 1, '403 InvalidTaskState': 49 }`. */
export function tally(outcomes: Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, code } of outcomes) {
    const key = code ? `${status} ${code}` : String(status);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** The answers that came, sorted. */
export const kinds = (outcomes: Outcome[]): string[] => Object.keys(tally(outcomes)).sort();

/** Ids of the tasks that an answer of the form `{"tasks": […]}` holds. */
export const taskIdsOf = ({ body }: { body: unknown }): number[] =>
  ((body as { tasks?: { taskId: number }[] }).tasks ?? []).map(({ taskId }) => taskId);

/** Numbers 1 … count. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Many users, made a few at a time. */
export async function manyUsers(make: Factory, count: number): Promise<User[]> {
  const users: User[] = [];
  while (users.length < count) {
    const missing = Math.min(20, count - users.length);
    users.push(...(await Promise.all(upTo(missing).map(() => make.user()))));
  }
  return users;
}
