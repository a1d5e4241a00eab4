import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { shellArgument, shellWord } from '../../../src/cli/invocation.js';
import { runProgram } from '../../../src/cli/main.js';

/** Runs a program whose arguments are refused, or whose help is asked for: no database is opened. */
async function run(name: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((written.out += String(text)))),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((written.err += String(text)))),
  ];
  try {
    return { code: await runProgram(name, args), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe('a program', () => {
  it('ends without an error when the reader of its output ends first', () => {
    const command = `${process.execPath} --import tsx src/cli/bin.ts user --help | true`;
    const { stderr } = spawnSync('sh', ['-c', command], {
      env: { PATH: process.env['PATH'] },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stderr).toBe('');
  }, 90_000);

  it('prints a sentence without the password when the database cannot be reached', () => {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/bin.ts', 'user', 'list'], {
      env: {
        PATH: process.env['PATH'],
        TM_SECRET: '0123456789abcdef0123456789abcdef',
        DATABASE_URL: 'postgres://ann:not-to-be-shown@127.0.0.1:1/tessera',
      },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stderr).toBe('The database cannot be reached: connect ECONNREFUSED 127.0.0.1:1. Check DATABASE_URL.\n');
    expect(status).toBe(1);
  }, 90_000);

  it('ends the process when a setting is invalid', () => {
    const script = "process.exitCode = await (await import('./src/cli/main.ts')).runProgram('doctor', [])";
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { PATH: process.env['PATH'], PORT: 'abc' },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stderr).toContain('PORT is "abc"');
    expect(status).toBe(1);
  }, 90_000);
});

describe('runProgram', () => {
  it.each(['--help', '-h', 'help'])('names the programs for %s', async (name) => {
    expect(await run(name)).toEqual({
      code: 0,
      out: 'Without an argument the server starts. Programs: demo, doctor, organisation, project, team, token, user. Each has its own --help.\n',
      err: '',
    });
  });

  it.each([
    ['project', [], 'Give a command: create, list, publish, delete.'],
    ['project', ['lst'], "Unknown command 'lst' (Did you mean list?)."],
    ['project', ['list', 'all'], "Too many arguments for 'list'."],
    ['project', ['create', '--name', 'A'], "Required option '--aoi <file>' not specified."],
    [
      'project',
      ['create', '--name', 'A', '--aoi', 'x', '--zom', '3'],
      "Unknown option '--zom' (Did you mean --zoom?).",
    ],
    [
      'project',
      ['create', '--name', 'A', '--aoi', 'x', '--zoom', '25'],
      "Option '--zoom <n>' argument '25' is invalid.",
    ],
    ['project', ['create', '--name', 'A', '--aoi', 'x'], 'Give --zoom (the size of the tiles) or --tasks.'],
    ['project', ['publish', 'x'], "Command-argument value 'x' is invalid for argument 'id'."],
    ['token', [], "Missing required argument 'name'."],
    ['token', ['ann', '--days', '8'], "Option '--days <n>' argument '8' is invalid."],
    ['user', ['create', '--name', 'ann', '--role', 'king'], "Option '--role <role>' argument 'king' is invalid."],
  ])('refuses %s %j with a sentence and a hint', async (name, args, sentence) => {
    const { code, out, err } = await run(name, ...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(sentence);
    expect(err.split('\n')).toHaveLength(3);
    expect(err).toContain(`For help: npm run ${name} -- --help`);
  });

  it.each([
    ['README.md', 'README.md is not a GeoJSON file: its text is not JSON'],
    ['package.json', 'package.json: Expected a GeoJSON type, found "module".'],
    ['nowhere.geojson', 'There is no file nowhere.geojson.'],
  ])('refuses --aoi %s with a sentence that names the file', async (file, sentence) => {
    const { code, err } = await run('project', 'create', '--name', 'A', '--zoom', '16', '--aoi', file);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
  });

  it('lists the programs when the name is unknown', async () => {
    const { code, err } = await run('projects');
    expect(code).toBe(2);
    expect(err).toBe(
      'There is no program "projects". Programs: demo, doctor, organisation, project, team, token, user.\n',
    );
  });

  it.each([
    ['project', ['--help'], 'create [options]'],
    ['project', ['create', '--help'], '--zoom <n>'],
    ['token', ['-h'], '--days <n>'],
  ])('prints the help of %s %j', async (name, args, text) => {
    const { code, out } = await run(name, ...args);
    expect(code).toBe(0);
    expect(out).toContain(text);
  });
});

describe('shellWord', () => {
  const asShellReads = (word: string): string =>
    spawnSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' }).stdout;

  it('leaves plain names unchanged', () => {
    expect(shellWord('demo_mapper')).toBe('demo_mapper');
  });

  it.each(['Ann Lee', "O'Hara", '"quoted"', '$HOME', '`id`', 'a;b', 'a\\b', '~', '!x', 'a*', '#1', ''])(
    'quotes %j for a shell',
    (name) => expect(asShellReads(shellWord(name))).toBe(name),
  );

  it('quotes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (name) => {
        fc.pre(!name.includes('\0'));
        expect(asShellReads(shellWord(name))).toBe(name);
      }),
      { numRuns: 50 },
    );
  });

  it('puts -- before a name that begins with a hyphen', () => {
    expect(shellArgument('-ann')).toBe("-- '-ann'");
  });
});
