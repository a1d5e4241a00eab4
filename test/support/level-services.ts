import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** What OSM and ohsome say of a user, or how they fail. */
export type OsmAnswer = { changesets: number; topics?: Record<string, number> } | { status: number } | 'html';

/** A stand-in for OSM and ohsome on this machine. */
export interface OsmServer {
  /** Settings for a server of ours that asks it; filled when it listens. */
  env: Record<string, string>;
  /** What is said of whom; of others 404. */
  users: Map<number, OsmAnswer>;
  /** The paths that were asked for. */
  asked: string[];
}

const ohsomeJson = (topics: Record<string, number>): string =>
  JSON.stringify({
    result: { topics: Object.fromEntries(Object.entries(topics).map(([topic, value]) => [topic, { value }])) },
  });

const osmJson = (id: number, count: number): string =>
  JSON.stringify({
    user: { id, display_name: `osm_${id}`, account_created: '2010-01-01T00:00:00Z', changesets: { count } },
  });

/** Gives a file a stand-in for OSM and ohsome. Call it before the application is made. */
export function useOsmServer(): OsmServer {
  const osm: OsmServer = { env: {}, users: new Map(), asked: [] };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://osm');
    osm.asked.push(request.url ?? '');
    const id = Number(searchParams.get('userId') ?? /\/user\/(\d+)\.json$/.exec(pathname)?.[1]);
    const answer = osm.users.get(id) ?? { status: 404 };
    if (answer === 'html') response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>Down</p>');
    else if ('status' in answer) response.writeHead(answer.status).end('down');
    else {
      const text = pathname.endsWith('/stats/user') ? ohsomeJson(answer.topics ?? {}) : osmJson(id, answer.changesets);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(text);
    }
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(osm.env, {
      OSM_SERVER_URL: url,
      OSM_SERVER_API_URL: url,
      OHSOME_STATS_API_URL: url,
      TM_CLIENT_ID: 'x',
      TM_CLIENT_SECRET: 'x',
    });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return osm;
}
