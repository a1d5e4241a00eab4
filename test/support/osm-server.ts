import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** How a step of the stand-in answers: as OSM does, with a status, with a page in place of JSON, with an odd body, or not at all. */
export type Behaviour = 'good' | 'html' | 'close' | 'hang' | { status: number; body?: unknown };

/** A user at the stand-in. `user` in place of it says what stands in the details. */
export interface SignIn {
  id?: number;
  name?: string;
  picture?: unknown;
  details?: Behaviour;
  token?: Behaviour;
  user?: unknown;
}

/** What a test file works with: an OSM of its own. */
export interface OsmServer {
  url: string;
  /** The `code` of a sign-in that goes as said. */
  code: (signIn: SignIn) => string;
  /** Requests that came, oldest first. */
  asked: { path: string; authorization: string | undefined; body: string }[];
}

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

/** @returns whether the step was answered out of order */
function misbehave(response: ServerResponse, behaviour: Behaviour = 'good'): boolean {
  if (behaviour === 'good') return false;
  if (behaviour === 'html') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance</html>');
  else if (behaviour === 'close') response.destroy();
  else if (behaviour !== 'hang') json(response, behaviour.status, behaviour.body ?? {});
  return true;
}

function answer(response: ServerResponse, path: string, authorization: string | undefined, body: string): void {
  if (path === '/oauth2/token') {
    const signIn = decode(new URLSearchParams(body).get('code') ?? '');
    if (!signIn) return json(response, 400, { error: 'invalid_grant' });
    if (misbehave(response, signIn.token)) return;
    return json(response, 200, {
      access_token: encode(signIn),
      token_type: 'Bearer',
      scope: 'read_prefs',
      created_at: 7,
    });
  }
  const signIn = decode(/^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '');
  if (!signIn) return json(response, 401, {});
  if (misbehave(response, signIn.details)) return;
  const img = signIn.picture === undefined ? {} : { img: { href: signIn.picture } };
  json(response, 200, 'user' in signIn ? signIn.user : { user: { id: signIn.id, display_name: signIn.name, ...img } });
}

/** Gives a test file a stand-in for OSM on loopback. */
export function useOsm(): OsmServer {
  let server: Server;
  const osm: OsmServer = { url: '', code: encode, asked: [] };
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const path = request.url ?? '';
        osm.asked.push({ path, authorization: request.headers.authorization, body });
        answer(response, path, request.headers.authorization, body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    osm.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return osm;
}

/** Gives a test file an OSM API that knows users by name and by id, each with one changeset. */
export function useOsmUsers(): { url: string; add: (name: string) => number } {
  const users = new Map<number, string>();
  let nextId = 730_000_000 + Math.floor(Math.random() * 1_000_000) * 100;
  let server: Server;
  const osm = {
    url: '',
    add(name: string) {
      users.set(++nextId, name);
      return nextId;
    },
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://osm');
      const wanted = searchParams.get('display_name');
      if (pathname === '/api/0.6/changesets.json') {
        const changesets = [...users].filter(([, name]) => name === wanted).map(([uid, user]) => ({ uid, user }));
        json(response, changesets.length > 0 ? 200 : 404, { changesets });
        return;
      }
      const id = Number(/^\/api\/0\.6\/user\/(\d+)\.json$/.exec(pathname)?.[1]);
      const name = users.get(id);
      json(response, name === undefined ? 404 : 200, { user: { id, display_name: name } });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    osm.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  return osm;
}
