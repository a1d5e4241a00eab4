import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import type { Database } from '../../../src/db/database.js';
import { migrate } from '../../../src/db/migrate.js';
import { loadDemo } from '../../../src/demo/demo.service.js';
import { useStandin } from '../../../src/demo/standin-osm/standin-osm.service.js';
import { welcomeText } from '../../../src/demo/welcome.js';
import type { App } from '../../../src/http/app-types.js';
import type { Context } from '../../../src/context.js';
import { findUser } from '../../../src/modules/users/users.service.js';
import { request, SECRET, testConfig, type Answer } from '../../support/app.js';
import { onServer, openEmptyDatabase } from '../../support/database.js';
import { createContext } from '../../../src/context.js';

// An embedded database more costs a gigabyte: there, the start of the built server (e2e) loads the demo.
describe.runIf(onServer)('demo', () => {
  let database: Database;
  let context: Context;
  let app: App;
  let url: string;
  let loaded: boolean;

  beforeAll(async () => {
    database = await openEmptyDatabase('demo');
    await migrate(database);
    // The stricter of both scopes: no user of the demo may hold locks in two projects.
    const config = testConfig({ STANDIN_OSM: 'true', LOCK_SCOPE: 'global' });
    context = createContext({ database, config, secret: SECRET });
    loaded = await loadDemo(context);
    app = await buildApp(context);
    url = await app.listen({ host: '127.0.0.1', port: 0 });
    useStandin(context.config.osm, url);
  });

  afterAll(async () => {
    await app.close();
    await database.close();
  });

  /** Asks as a user of the demo. */
  async function ask(username: string | null, path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const user = username === null ? undefined : await findUser(context, username);
    return request(app).get(path, { as: user, headers });
  }

  async function body<T>(username: string | null, path: string, headers?: Record<string, string>): Promise<T> {
    const answer = await ask(username, path, headers);
    expect(answer.status, path).toBe(200);
    return answer.body as T;
  }

  it('is loaded once: project 1 is Malta in 120 tasks, of every state', async () => {
    expect(loaded).toBe(true);
    expect(await loadDemo(context)).toBe(false);
    const { features } = await body<{ features: { properties: { taskStatus: string } }[] }>(null, 'projects/1/tasks/');
    expect(features).toHaveLength(120);
    const states = new Set(features.map(({ properties }) => properties.taskStatus));
    expect([...states].sort()).toEqual([
      'BADIMAGERY',
      'INVALIDATED',
      'LOCKED_FOR_MAPPING',
      'LOCKED_FOR_VALIDATION',
      'MAPPED',
      'READY',
      'VALIDATED',
    ]);
  });

  it('has no lock of the mapper or the validator', async () => {
    for (const username of ['demo_mapper', 'demo_validator'])
      expect(await body(username, 'users/queries/tasks/locked/')).toMatchObject({ lockedTasks: [] });
  });

  it('shows two public projects to everybody and the private one to its team', async () => {
    const found = async (username: string | null): Promise<number[]> => {
      const { results } = await body<{ results: { projectId: number }[] }>(username, 'projects/?orderBy=id');
      return results.map(({ projectId }) => projectId);
    };
    expect(await found(null)).toEqual([1, 2]);
    expect(await found('demo_ben')).toEqual([1, 2]);
    expect(await found('demo_mapper')).toEqual([1, 2, 3]);
    expect((await ask('demo_ben', 'projects/3/')).status).toBe(403);
    expect((await ask('demo_mapper', 'projects/3/')).status).toBe(200);
  });

  it('has texts in several languages', async () => {
    const nameIn = async (projectId: number, language: string): Promise<string> => {
      const path = `projects/${projectId}/queries/summary/`;
      const { projectInfo } = await body<{ projectInfo: { name: string } }>('demo_mapper', path, {
        'Accept-Language': language,
      });
      return projectInfo.name;
    };
    expect(await nameIn(1, 'it')).toContain('edifici e strade');
    expect(await nameIn(2, 'en')).toContain('roads and tracks');
    expect(await nameIn(2, 'de')).toContain('estradas e caminhos');
    expect(await nameIn(3, 'ar')).toContain('جزر القمر');
  });

  it('has organisations, teams with members and a pending request, campaigns, interests', async () => {
    const { organisations } = await body<{ organisations: { name: string }[] }>(null, 'organisations/');
    expect(organisations.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Tessera Demo', 'Mapear São Tomé (demo)', 'Comores Carto (demo)']),
    );
    const { teams } = await body<{ teams: { teamId: number; name: string }[] }>('demo_manager', 'teams/');
    const team = teams.find(({ name }) => name === 'Demo validators');
    const { members } = await body<{ members: unknown[] }>('demo_manager', `teams/${team?.teamId}/`);
    expect(members).toContainEqual(expect.objectContaining({ username: 'demo_validator', active: true }));
    expect(members).toContainEqual(expect.objectContaining({ username: 'demo_ben', active: false }));
    const { campaigns } = await body<{ campaigns: unknown[] }>(null, 'campaigns/');
    expect(campaigns).toHaveLength(2);
    const { interests } = await body<{ interests: { name: string }[] }>('demo_mapper', 'interests/');
    expect(interests.map(({ name }) => name)).toContain('Disaster resilience');
  });

  it('has chat messages, inbox messages and badges', async () => {
    const { chat } = await body<{ chat: { username: string }[] }>(null, 'projects/1/comments/');
    expect(chat.map(({ username }) => username)).toEqual(['demo_ben', 'demo_manager', 'demo_anna']);
    for (const username of ['demo_mapper', 'demo_validator', 'demo_manager']) {
      const { userMessages } = await body<{ userMessages: unknown[] }>(username, 'notifications/');
      expect(userMessages.length, username).toBeGreaterThan(0);
    }
    const { id } = await findUser(context, 'demo_validator');
    const { badges } = await body<{ badges: { name: string }[] }>(null, `badges/user/${id}/`);
    expect(badges.map(({ name }) => name)).toEqual(['First 100 buildings', 'Road builder', '1000 buildings']);
  });

  it('keeps the level and the badges of a user who signs in through the stand-in', async () => {
    const { id } = await findUser(context, 'demo_validator');
    const user = await fetch(`${url}/standin-osm/api/0.6/user/${id}.json`);
    expect(await user.json()).toMatchObject({ user: { changesets: { count: 190 } } });
    const topics = await fetch(`${url}/standin-osm/ohsome/stats/user?userId=${id}&topics=building,poi`);
    expect(await topics.json()).toEqual({ result: { topics: { building: { value: 1450 }, poi: { value: 0 } } } });
  });

  it('prints addresses and commands that work unchanged', async () => {
    const text = await welcomeText(context, url);
    const lines = text.split('\n').filter((line) => line.startsWith('curl'));
    expect(lines.length).toBeGreaterThanOrEqual(10);
    for (const line of lines) {
      const [, address = ''] = /'?(http:\/\/127\.0\.0\.1:\d+\/[^\s']+)'?$/.exec(line) ?? [];
      const headers = [...line.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = '', value = '']) => [name, value]);
      const [, payload] = /-d '([^']+)'/.exec(line) ?? [];
      const method = line.includes('-X POST') ? 'POST' : 'GET';
      const answer = await fetch(address, {
        method,
        headers: Object.fromEntries(headers) as Record<string, string>,
        ...(payload !== undefined && { body: payload }),
      });
      expect(answer.status, line).toBeLessThan(300);
    }
    // An interactive zsh refuses comments, so the text stands apart from the commands.
    expect(text).not.toMatch(/(^|\s)#/m);
    expect(text).not.toMatch(/^(?!curl).+\ncurl|^curl.*\n(?!curl).+/m);
    const others = text.split('\n').filter((line) => !line.startsWith('curl'));
    const addresses = [...others.join('\n').matchAll(/http:\/\/127\.0\.0\.1:\d+\/\S*/g)].map(([address]) => address);
    expect(addresses.length).toBeGreaterThanOrEqual(3);
    for (const address of addresses) expect((await fetch(address)).status, address).toBe(200);
  });
});
