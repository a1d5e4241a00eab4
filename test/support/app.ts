import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { buildApp } from '../../src/app.js';
import { loadConfig, type Config } from '../../src/config.js';
import type { Database } from '../../src/db/database.js';
import type { App } from '../../src/http/app-types.js';
import { ERRORS, type NotFoundCode, type RuleCode } from '../../src/errors/errors.js';
import type { ErrorEntry } from '../../src/errors/error-table.js';
import { authorizationFor } from '../../src/access/tokens/session-token.js';
import { TaskEvents, type TaskEvent } from '../../src/modules/tasks/engine/task-events.js';
import { testDatabase } from './database.js';
import { factoryFor, type Factory } from './factory.js';
import { checkResponses, throwViolations } from './response-check.js';
import { createContext, type Context } from '../../src/context.js';

/** Signs the sessions of all tests, in this process and in the servers that tests start. */
export const SECRET = 'd41c2f0b97e84a6c8f5e3b1a7c9d0e2f';

/** The settings of tests: the defaults, quiet. @param env what a test sets differently */
export const testConfig = (env: Record<string, string> = {}): Config =>
  loadConfig({
    TM_SECRET: SECRET,
    LOG_LEVEL: 'silent',
    WEB_PAGE: 'false',
    TM_APP_BASE_URL: 'http://127.0.0.1:3000',
    ...env,
  });

/** The value of the Authorization header for a user. */
export const tokenOf = (user: { id: number } | number): string =>
  authorizationFor(typeof user === 'number' ? user : user.id, SECRET);

export interface Call {
  /** Who asks; nobody where it is absent. */
  as?: { id: number } | number | undefined;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, as `application/json` unless `headers` say otherwise. */
  raw?: string;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  text: string;
  /** The body as JSON; undefined where it is none. */
  body: unknown;
}

export interface Client {
  get(path: string, call?: Call): Promise<Answer>;
  post(path: string, call?: Call): Promise<Answer>;
  send(method: string, path: string, call?: Call): Promise<Answer>;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Asks an application without a socket. Paths begin with `/`, or are below `/api/v2/`. */
export function request(app: App): Client {
  const send = async (method: string, path: string, call: Call = {}): Promise<Answer> => {
    const payload = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    const response = await app.inject({
      method: method as 'GET',
      url: path.startsWith('/') ? path : `/api/v2/${path}`,
      headers: {
        ...(call.as !== undefined && { authorization: tokenOf(call.as) }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(payload !== undefined && { payload }),
    });
    throwViolations();
    return { status: response.statusCode, headers: response.headers, text: response.body, body: jsonOf(response.body) };
  };
  return { send, get: (path, call) => send('GET', path, call), post: (path, call) => send('POST', path, call) };
}

/** Asks an application over a real socket, as clients do. */
export async function overHttp(app: App): Promise<ReturnType<typeof supertest>> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  return supertest(app.server);
}

/** What a test file works with. */
export interface World extends Client {
  app: App;
  context: Context;
  database: Database;
  make: Factory;
  /** What happened to tasks, as the application told it, since the test began. */
  events: TaskEvent[];
}

/**
 * Gives a test file an application over the test database, whose every response is checked against its documentation.
 * @param env settings that differ from the defaults
 */
export function useApp(env: Record<string, string> = {}): World {
  const world = { events: [] as TaskEvent[] } as World;
  beforeAll(async () => {
    const { database } = await testDatabase();
    const events = new TaskEvents();
    events.subscribe((event) => world.events.push(event));
    const context = createContext({ database, config: testConfig(env), secret: SECRET, events });
    const app = await buildApp(context, checkResponses);
    Object.assign(world, { app, context, database, make: factoryFor(database), ...request(app) });
  });
  afterEach(() => {
    world.events.length = 0;
    throwViolations();
  });
  afterAll(async () => {
    if (Object.hasOwn(world, 'app')) await world.app.close();
  });
  return world;
}

/** Expects the envelope of a refused request, with the sentence of the table unless another is given. */
export function expectRefusal(answer: Answer, code: RuleCode, sentence: string = ERRORS[code].sentence): void {
  const row: ErrorEntry = ERRORS[code];
  expect({ status: answer.status, body: answer.body }).toEqual({
    status: row.status,
    body: { Error: sentence, SubCode: row.wireCode ?? code },
  });
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
}

/** Expects the envelope of what is not there. */
export function expectNotFound(answer: Answer, code: NotFoundCode, details?: Record<string, unknown>): void {
  const { status, sentence, wireCode }: ErrorEntry = ERRORS[code];
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: {
      error: {
        code: status,
        sub_code: wireCode ?? code,
        message: sentence,
        details: details ?? (expect.any(Object) as unknown),
      },
    },
  });
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
}
