import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS_PATH } from '../../../src/cli/commands.routes.js';
import { commandAuthorization } from '../../../src/cli/local-auth.js';
import { squareAt } from '../../support/areas.js';
import { tokenOf, useApp, type Answer } from '../../support/app.js';

const folder = mkdtempSync(join(tmpdir(), 'tessera-commands-'));
const otherFolder = mkdtempSync(join(tmpdir(), 'tessera-other-'));
const world = useApp({ DATA_DIR: folder });

afterAll(() => {
  for (const each of [folder, otherFolder]) rmSync(each, { recursive: true });
});

const command = (name: string, input: object, authorization = commandAuthorization(folder)): Promise<Answer> =>
  world.post(`${COMMANDS_PATH}/`, { headers: { authorization }, body: { name, input } });

const AREA = squareAt(14.48, 35.86, 0.05);

describe('commands through a running server', () => {
  const boss = `boss${process.pid}`;

  beforeAll(async () => {
    expect((await command('createUser', { username: boss, role: 'admin', level: 'advanced' })).status).toBe(200);
  });

  it('create a user, a token and a project, and list, publish and delete the project', async () => {
    const token = await command('makeToken', { username: boss.toUpperCase(), days: 7 });
    const { authorization } = (token.body as { result: { authorization: string } }).result;
    const wanted = {
      name: 'A',
      areaOfInterest: AREA,
      grid: { zoom: 13 },
      private: false,
      publish: false,
      author: boss,
    };
    const made = await command('createProject', wanted);
    const { projectId, author } = (made.body as { result: { projectId: number; author: string } }).result;
    expect(author).toBe(boss);
    const list = ((await command('listProjects', {})).body as { result: { id: number; status: string }[] }).result;
    expect(list.find(({ id }) => id === projectId)).toMatchObject({ status: 'DRAFT', author: boss, name: 'A' });
    expect((await world.get(`projects/${projectId}/tasks/`)).status).toBe(403);
    expect((await command('publishProject', { projectId })).body).toEqual({ result: null });
    expect((await world.get(`projects/${projectId}/tasks/`, { headers: { authorization } })).status).toBe(200);
    expect((await command('deleteProject', { projectId })).status).toBe(200);
    expect((await world.get(`projects/${projectId}/tasks/`)).status).toBe(404);
  });

  it('print an error as a sentence', async () => {
    const sentences = [
      await command('createUser', { username: boss }),
      await command('createUser', { username: 'x', level: 'MASTER' }),
      await command('makeToken', { username: 'nobody at all', days: 7 }),
      await command('publishProject', { projectId: 2_000_000_000 }),
    ].map(({ body }) => {
      const { Error: rule, error } = body as { Error?: string; error?: { message: string } };
      return rule ?? error?.message;
    });
    expect(sentences).toEqual([
      `There is a user named ${boss} already.`,
      'There is no mapping level MASTER, only BEGINNER, INTERMEDIATE, ADVANCED.',
      'There is no user named nobody at all.',
      'The requested project was not found on the server.',
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['a session', 'session'],
    ['a proof with another folder’s secret', commandAuthorization(otherFolder)],
  ])('return 404 to callers with %s', async (_, header) => {
    const authorization = header === 'session' ? tokenOf(1) : (header ?? '');
    expect((await command('listProjects', {}, authorization)).status).toBe(404);
  });
});
