import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/main.js';
import type { Player } from '../../src/demo/play/play-client.js';
import { playProject, type PlaySettings } from '../../src/demo/play/play.js';
import { tokenOf, useApp } from '../support/app.js';
import type { Project, User } from '../support/factory.js';
import { checkInvariants } from '../support/invariants.js';
import { chanceOf } from '../support/random.js';
import { freePort } from '../support/server-process.js';
import { readState } from '../support/state.js';

const world = useApp();

const playerOf = (user: User): Player => ({ username: user.username, authorization: tokenOf(user) });

async function address(): Promise<string> {
  const { server } = world.app;
  if (!server.listening) await world.app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

type Cast = Record<'ann' | 'ben' | 'zoe', User>;

async function settingsFor(project: Project, { ann, ben, zoe }: Cast, lines: string[]): Promise<PlaySettings> {
  return {
    url: await address(),
    projectId: project.id,
    mappers: [playerOf(ann), playerOf(ben)],
    validators: [playerOf(zoe), playerOf(project.author)],
    manager: playerOf(project.author),
    speed: 1000,
    print: (line) => lines.push(line),
    random: chanceOf(7).next,
    idleLimitMs: 1500,
  };
}

describe('the demo player', () => {
  it('works through a project of mixed states until every task is validated and prints its actions', async () => {
    const people = await world.make.users('ann', 'ben', 'zoe');
    const { ann, ben, zoe } = people;
    const project = await world.make.project({
      tasks: [
        ...Array.from({ length: 16 }, () => 'READY' as const),
        { state: 'MAPPED', mapper: ann },
        { state: 'MAPPED', mapper: zoe },
        { state: 'INVALIDATED', mapper: ben, validator: zoe },
        { state: 'BADIMAGERY', mapper: ben },
        { state: 'VALIDATED', mapper: ann, validator: zoe },
        { state: 'LOCKED_FOR_MAPPING', holder: ben },
        { state: 'LOCKED_FOR_VALIDATION', mapper: ann, holder: zoe },
        { state: 'LOCKED_FOR_MAPPING', holder: ann, lockedFor: 500 },
      ],
    });
    const lines: string[] = [];
    const result = await playProject(await settingsFor(project, people, lines));
    // Each split puts up to four tasks in the place of one.
    expect(result.total).toBeGreaterThanOrEqual(24);
    expect(result).toMatchObject({ validated: result.total, heldByOthers: [] });
    const state = await readState(world.database, project, people);
    for (const [id, task] of Object.entries(state.tasks)) expect(task, `task ${id}`).toMatch(/^VALIDATED, mapped by/);
    expect(state.project).toEqual({ total: result.total, mapped: 0, validated: result.total, badImagery: 0 });
    await checkInvariants(world.database, project);
    expect(lines.length).toBeGreaterThan(result.actions);
    expect(lines.join('\n')).toMatch(/ann_\d+ mapped task \d+/);
    expect(lines.join('\n')).toMatch(/zoe_\d+ validated tasks? \d+/);
    expect(lines.at(-1)).toBe(
      `  ${result.total} of ${result.total} tasks validated; 0 to map, 0 to check, 0 being worked on, 0 with bad imagery`,
    );
  });

  it('shows bad imagery, returned tasks, splits, comments, undone work and invalidated tasks', async () => {
    const people = await world.make.users('ann', 'ben', 'zoe');
    const project = await world.make.project({ tasks: ['READY', 'READY', 'READY', 'READY'] });
    const lines: string[] = [];
    // Everything that may happen to a task happens to it, once.
    const settings = { ...(await settingsFor(project, people, lines)), random: () => 0 };
    const result = await playProject(settings);
    expect(result.total).toBeGreaterThan(4);
    expect(result).toMatchObject({ validated: result.total, heldByOthers: [] });
    const text = lines.join('\n');
    expect(text).toMatch(/_\d+ gave task \d+ back/);
    expect(text).toMatch(/_\d+ split task \d+: it is too big for one/);
    expect(text).toMatch(/_\d+ found bad imagery in task \d+/);
    expect(text).toMatch(/made \d+ with bad imagery ready again/);
    expect(text).toMatch(/_\d+ asked something about task \d+/);
    expect(text).toMatch(/_\d+ praised task \d+/);
    expect(text).toMatch(/_\d+ took the validation of task \d+ back/);
    expect(text).toMatch(/_\d+ sent tasks? \d+/);
    await checkInvariants(world.database, project);
  });

  it('ends and prints who holds which task when other users keep tasks locked', async () => {
    const people = await world.make.users('ann', 'ben', 'zoe');
    const stranger = await world.make.user({ name: 'stranger' });
    const project = await world.make.project({ tasks: ['READY', { state: 'LOCKED_FOR_MAPPING', holder: stranger }] });
    const result = await playProject(await settingsFor(project, people, []));
    expect(result).toMatchObject({
      total: 2,
      validated: 1,
      heldByOthers: [{ taskId: 2, username: stranger.username }],
    });
  });

  it('ends early at the given limit and leaves no task locked', async () => {
    const people = await world.make.users('ann', 'ben', 'zoe');
    const project = await world.make.project({ tasks: Array.from({ length: 40 }, () => 'READY' as const) });
    const ended = new AbortController();
    const settings = await settingsFor(project, people, []);
    let printed = 0;
    const print = (): void => void (++printed === 8 && ended.abort());
    const result = await playProject({ ...settings, print, signal: ended.signal });
    expect(result.validated).toBeLessThan(40);
    expect(result.heldByOthers).toEqual([]);
    const { tasks } = await readState(world.database, project, people);
    for (const [id, task] of Object.entries(tasks)) expect(task, `task ${id}`).not.toMatch(/^LOCKED/);
    await checkInvariants(world.database, project);
  });

  it('ends with a sentence when a player is refused or no server answers', async () => {
    const people = await world.make.users('ann', 'ben', 'zoe');
    const project = await world.make.project({ mappingPermission: 'TEAMS' });
    const settings = await settingsFor(project, people, []);
    await expect(playProject(settings)).rejects.toThrow(
      /^The server refused (ann|ben)_\d+ in project \d+: Mapping not/,
    );
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    await expect(playProject({ ...settings, url: nowhere })).rejects.toThrow(
      `The server at ${nowhere} does not answer.`,
    );
  });
});

describe('npm run demo', () => {
  /** Runs the program with settings of its own. @returns its exit code and what it wrote to standard error */
  async function run(...args: string[]): Promise<{ code: number; errors: string }> {
    const { DATABASE_URL, DATA_DIR } = process.env;
    const write = process.stderr.write.bind(process.stderr);
    let errors = '';
    const folder = mkdtempSync(join(tmpdir(), 'tessera-play-'));
    process.env.DATA_DIR = folder;
    delete process.env.DATABASE_URL;
    process.stderr.write = (text: string) => Boolean((errors += text));
    try {
      return { code: await runProgram('demo', args), errors };
    } finally {
      process.stderr.write = write;
      rmSync(folder, { recursive: true });
      for (const [name, value] of Object.entries({ DATABASE_URL, DATA_DIR }))
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    }
  }

  it('prints that no server runs and how to start one', async () => {
    const { code, errors } = await run('play');
    expect(code).toBe(1);
    expect(errors).toMatch(/^No server runs on the data folder \S+\. Start one: npm start\.\n$/);
  });

  it.each([
    [['play', '--speed', '0'], /^Option '--speed <n>' argument '0' is invalid\./],
    [['play', '--speed', 'fast'], /^Option '--speed <n>' argument 'fast' is invalid\./],
    [['play', '--url', 'nowhere'], /^Option '--url <url>' argument 'nowhere' is invalid\./],
    [['stop'], /^Unknown command 'stop'/],
    [[], /^Give a command: play\./],
  ])('refuses %j with a sentence and a hint', async (args, sentence) => {
    const { code, errors } = await run(...args);
    expect(code).toBe(2);
    expect(errors).toMatch(sentence);
    expect(errors).toContain('For help: npm run demo -- --help');
  });
});
