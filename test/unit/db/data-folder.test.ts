import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { assertRoom, assertUsable, DataFolderError, ensureFolder } from '../../../src/db/embedded/data-folder.js';
import { openEmbedded } from '../../../src/db/embedded/embedded-database.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Makes a folder `pgdata` with these files in the data folder. */
function pgdata(files: Record<string, string>): string {
  const path = join(folder, 'pgdata');
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

describe('assertUsable', () => {
  it('accepts a missing folder, an empty folder and a database of this version', () => {
    expect(() => assertUsable(join(folder, 'missing'))).not.toThrow();
    expect(() => assertUsable(folder)).not.toThrow();
    expect(() => assertUsable(pgdata({ PG_VERSION: '18\n' }))).not.toThrow();
  });

  it('refuses files without PG_VERSION and names the folder', () => {
    const path = pgdata({ 'postgresql.conf': '' });
    expect(() => assertUsable(path)).toThrow(`${path} is damaged or incomplete: the file PG_VERSION is missing.`);
  });

  it('refuses a database of another version', () => {
    expect(() => assertUsable(pgdata({ PG_VERSION: '15\n' }))).toThrow('PG_VERSION is "15"');
  });

  it('refuses a file in place of the folder', () => {
    const path = join(folder, 'pgdata');
    writeFileSync(path, '');
    expect(() => assertUsable(path)).toThrow(`${path} is a file`);
  });
});

describe('assertRoom', () => {
  const disk = { blocks: 1000, bsize: 2 ** 20 };

  it('accepts a disk with enough space, and a disk of unknown size', () => {
    expect(() => assertRoom(folder, join(folder, 'pgdata'), { ...disk, bavail: 96 })).not.toThrow();
    expect(() => assertRoom(folder, join(folder, 'pgdata'), { blocks: 0, bsize: 4096, bavail: 0 })).not.toThrow();
    expect(() => assertRoom(folder, pgdata({ PG_VERSION: '18' }), { ...disk, bavail: 17 })).not.toThrow();
  });

  it('refuses a disk without enough space, and names the needed size', () => {
    const refusal = `The data folder ${folder} cannot be used: its disk has 16 MB left, and the database needs`;
    expect(() => assertRoom(folder, join(folder, 'pgdata'), { ...disk, bavail: 16 })).toThrow(`${refusal} 96 MB`);
    expect(() => assertRoom(folder, pgdata({ PG_VERSION: '18' }), { ...disk, bavail: 16 })).toThrow(`${refusal} 17 MB`);
  });
});

describe('openEmbedded', () => {
  it('refuses a folder in place of the lock file, and names the data folder', async () => {
    mkdirSync(join(folder, 'lock.json'));
    const refused = expect(openEmbedded(folder)).rejects;
    await refused.toThrow(`The data folder ${folder} cannot be used: a folder is where a file must be. Set DATA_DIR`);
  });
});

describe('ensureFolder', () => {
  it('creates the folder and its parents', () => {
    ensureFolder(join(folder, 'a', 'b'));
    expect(readdirSync(join(folder, 'a'))).toEqual(['b']);
  });

  it.each(['/proc/tessera/data', '/proc/1/tessera'])('refuses %s at once', (path) => {
    expect(() => ensureFolder(path)).toThrow(DataFolderError);
  });

  it('refuses a path below a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => ensureFolder(join(folder, 'file'))).toThrow('it is a file');
    expect(() => ensureFolder(join(folder, 'file', 'below'))).toThrow(DataFolderError);
  });
});

describe('openEmbedded', () => {
  it(
    'creates the database again after a start was killed while it created the files',
    { timeout: 120_000 },
    async () => {
      const module = join(import.meta.dirname, '../../../src/db/embedded/embedded-database.ts');
      const script = `void import(${JSON.stringify(module)}).then((m) => m.openEmbedded(${JSON.stringify(folder)}))`;
      const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], { stdio: 'ignore' });
      const ended = once(child, 'exit');
      const unfinished = join(folder, 'pgdata.unfinished');
      await vi.waitFor(() => expect(readdirSync(unfinished).length).toBeGreaterThan(0), {
        timeout: 60_000,
        interval: 5,
      });
      child.kill('SIGKILL');
      await ended;
      expect(readdirSync(folder)).toContain('pgdata.unfinished');

      const database = await openEmbedded(folder);
      expect(await database.prisma.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
      await database.close();
      expect(readdirSync(folder)).toEqual(['pgdata']);
    },
  );

  it('leaves no files if the database cannot be created', async () => {
    await expect(openEmbedded(folder, new Blob(['no dump']))).rejects.toThrow(
      `No database can be created in ${folder}`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('deletes nothing from a folder whose PG_VERSION is missing', async () => {
    const path = pgdata({ 'postgresql.conf': 'kept' });
    await expect(openEmbedded(folder)).rejects.toThrow(DataFolderError);
    expect(readdirSync(path)).toEqual(['postgresql.conf']);
    expect(readdirSync(folder)).toEqual(['pgdata']);
  });

  it('names the folder that cannot be opened when its files are damaged', async () => {
    const path = pgdata({ PG_VERSION: '18\n', 'postgresql.conf': '' });
    await expect(openEmbedded(folder)).rejects.toThrow(`The embedded database in ${path} cannot be opened`);
  });

  it('changes nothing in a folder whose write-ahead log is damaged', async () => {
    const path = join(folder, 'pgdata');
    await (await openEmbedded(folder)).close();
    for (const name of readdirSync(join(path, 'pg_wal')).filter((each) => each.startsWith('0')))
      truncateSync(join(path, 'pg_wal', name));
    const filesOf = (): [string, string][] =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry): [string, string] => {
          const file = join(entry.parentPath, entry.name);
          return [file, createHash('sha256').update(readFileSync(file)).digest('hex')];
        })
        .sort();
    const before = filesOf();
    await expect(openEmbedded(folder)).rejects.toThrow(`The embedded database in ${path} cannot be opened`);
    expect(filesOf()).toEqual(before);
  });
});
