import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/**
 * How a step of a sign-in is answered: as OSM does, late, with a page in place of JSON, with half an answer, with 17 MB, with an
 * ended connection, not at all, or with a status.
 */
export type Behaviour =
  'good' | 'slow' | 'html' | 'half' | 'huge' | 'close' | 'hang' | { status: number; body?: unknown };

/** A sign-in at the stand-in. `user` replaces id and name in the details. */
export interface SignIn {
  id?: number;
  name?: string;
  picture?: unknown;
  details?: Behaviour;
  token?: Behaviour;
  user?: unknown;
}

/** The answer of OSM and ohsome about a user, or their failure. */
export type OsmAnswer =
  { name?: string; changesets: number; topics?: Record<string, number> } | { status: number } | 'html';

interface Asked {
  path: string;
  authorization: string | undefined;
  body: string;
}

/** A stand-in for OSM and ohsome on loopback. */
export interface OsmServer {
  url: string;
  /** Settings of a Tessera server that uses the stand-in. They are filled when the stand-in listens. */
  env: Record<string, string>;
  /** The `code` of a sign-in that goes as said. */
  code: (signIn: SignIn) => string;
  /** The answers by user id. For other users the answer is 404. */
  users: Map<number, OsmAnswer>;
  /** Adds somebody with one changeset. @returns the id */
  add: (name: string) => number;
  /** Requests that came, oldest first. */
  asked: Asked[];
  /** Who is at the browser that asks for authorization; 'nobody' refuses it. */
  atBrowser: SignIn | 'nobody';
  /** What is asked about users is answered when this resolves. */
  held: Promise<void>;
}

/** Delay of a slow answer, in milliseconds. */
const SLOW_MS = 1500;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function decode(text: string): SignIn | null {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as SignIn;
  } catch {
    return null;
  }
}

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const html = (response: ServerResponse): void =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance</html>');

function answerStep(response: ServerResponse, behaviour: Behaviour = 'good', good: object): void {
  if (behaviour === 'good') json(response, 200, good);
  else if (behaviour === 'slow') setTimeout(() => json(response, 200, good), SLOW_MS);
  else if (behaviour === 'html') html(response);
  else if (behaviour === 'huge') json(response, 200, { ...good, filler: 'x'.repeat(17 * 1024 * 1024) });
  else if (behaviour === 'half') response.writeHead(200, { 'content-type': 'application/json' }).write('{"user":');
  else if (behaviour === 'close') response.destroy();
  else if (behaviour !== 'hang') json(response, behaviour.status, behaviour.body ?? {});
}

function answerToken(response: ServerResponse, { body }: Asked): void {
  const signIn = decode(new URLSearchParams(body).get('code') ?? '');
  if (!signIn) return json(response, 400, { error: 'invalid_grant' });
  const token = { access_token: encode(signIn), token_type: 'Bearer', scope: 'read_prefs', created_at: 7 };
  answerStep(response, signIn.token, token);
}

function answerDetails(response: ServerResponse, { authorization }: Asked): void {
  const signIn = decode(/^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '');
  if (!signIn) return json(response, 401, {});
  const img = signIn.picture === undefined ? {} : { img: { href: signIn.picture } };
  const user = { id: signIn.id, display_name: signIn.name, ...img };
  answerStep(response, signIn.details, 'user' in signIn ? (signIn.user as object) : { user });
}

async function answerAbout(osm: OsmServer, response: ServerResponse, { pathname, searchParams }: URL): Promise<void> {
  await osm.held;
  const id = Number(searchParams.get('userId') ?? /\/user\/(\d+)\.json$/.exec(pathname)?.[1]);
  const said = osm.users.get(id) ?? { status: 404 };
  if (said === 'html') return html(response);
  if ('status' in said) return json(response, said.status, {});
  const { name = `osm_${id}`, changesets: count, topics = {} } = said;
  const user = { id, display_name: name, account_created: '2010-01-01T00:00:00Z', changesets: { count } };
  if (!pathname.endsWith('/stats/user')) return json(response, 200, { user });
  const values = Object.entries(topics).map(([topic, value]): [string, object] => [topic, { value }]);
  json(response, 200, { result: { topics: Object.fromEntries(values) } });
}

function answerChangesets({ users }: OsmServer, response: ServerResponse, wanted: string | null): void {
  const found = [...users].filter(([, said]) => typeof said === 'object' && 'name' in said && said.name === wanted);
  const changesets = found.map(([uid]) => ({ uid, user: wanted }));
  json(response, found.length > 0 ? 200 : 404, { changesets });
}

/** Sends the browser back, as OSM does when the user has pressed a button. */
function answerBrowser({ atBrowser }: OsmServer, response: ServerResponse, { searchParams: query }: URL): void {
  const back = new URL(query.get('redirect_uri') ?? '');
  if (atBrowser === 'nobody') back.searchParams.set('error', 'access_denied');
  else back.searchParams.set('code', encode(atBrowser));
  back.searchParams.set('state', query.get('state') ?? '');
  response.writeHead(302, { location: back.href }).end();
}

function answer(osm: OsmServer, response: ServerResponse, asked: Asked): void {
  const url = new URL(asked.path, 'http://osm');
  if (url.pathname === '/oauth2/authorize') answerBrowser(osm, response, url);
  else if (url.pathname === '/oauth2/token') answerToken(response, asked);
  else if (url.pathname.startsWith('/api/0.6/user/details')) answerDetails(response, asked);
  else if (url.pathname === '/api/0.6/changesets.json')
    answerChangesets(osm, response, url.searchParams.get('display_name'));
  else void answerAbout(osm, response, url);
}

async function readRequest(request: IncomingMessage): Promise<Asked> {
  let body = '';
  for await (const chunk of request) body += (chunk as Buffer).toString();
  return { path: request.url ?? '', authorization: request.headers.authorization, body };
}

/** Gives a test file a stand-in for OSM and ohsome. Call it before the application is made. */
export function useOsm(): OsmServer {
  const users = new Map<number, OsmAnswer>();
  let nextId = 730_000_000 + Math.floor(Math.random() * 1_000_000) * 100;
  const add = (name: string): number => {
    users.set(++nextId, { name, changesets: 1 });
    return nextId;
  };
  const osm: OsmServer = {
    url: '',
    env: {},
    code: encode,
    users,
    add,
    asked: [],
    atBrowser: 'nobody',
    held: Promise.resolve(),
  };
  const server = createServer((request, response) => {
    void readRequest(request).then((asked) => {
      osm.asked.push(asked);
      answer(osm, response, asked);
    });
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    osm.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const urls = { OSM_SERVER_URL: osm.url, OSM_SERVER_API_URL: osm.url, OHSOME_STATS_API_URL: osm.url };
    Object.assign(osm.env, { ...urls, TM_CLIENT_ID: 'x', TM_CLIENT_SECRET: 'x' });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return osm;
}
