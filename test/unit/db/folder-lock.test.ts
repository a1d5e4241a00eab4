import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../src/db/embedded/embedded-database.js';
import { announceUrl, folderHolder, FolderInUseError, takeFolder } from '../../../src/db/embedded/folder-lock.js';

const MODULE = pathToFileURL(
  join(import.meta.dirname, '..', '..', '..', 'src', 'db', 'embedded', 'folder-lock.ts'),
).href;

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-folder-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that takes the folder, says `taken` or the error, and stays until it is killed. */
async function holder(): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    const { takeFolder } = await import(${JSON.stringify(MODULE)});
    try { takeFolder(${JSON.stringify(folder)}); console.log('taken'); } catch (error) { console.log(error.constructor.name); }
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}

describe('lock of an embedded database folder', () => {
  it('is free before it is taken and after it is released', () => {
    expect(folderHolder(folder)).toBeNull();
    const release = takeFolder(folder);
    expect(existsSync(join(folder, 'lock.json'))).toBe(true);
    release();
    expect(existsSync(join(folder, 'lock.json'))).toBe(false);
    release();
  });

  it('can be released after the lock file was removed', () => {
    const release = takeFolder(folder);
    rmSync(join(folder, 'lock.json'));
    expect(release).not.toThrow();
  });

  it('refuses a second process with a sentence that names both', async () => {
    const { child } = await holder();
    expect(folderHolder(folder)).toMatchObject({ pid: child.pid });
    expect(() => takeFolder(folder)).toThrow(FolderInUseError);
    expect(() => takeFolder(folder)).toThrow(new RegExp(`${folder}.*${child.pid}.*DATA_DIR`, 's'));
    await expect(openEmbedded(folder)).rejects.toThrow(FolderInUseError);
    expect(folderHolder(folder)).toMatchObject({ pid: child.pid });
  });

  it('takes over the lock of a killed process', async () => {
    const { child } = await holder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(folderHolder(folder)).toBeNull();
    const release = takeFolder(folder);
    expect(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    release();
  });

  it.each(['', 'not json', '{}', '{"pid":"x"}', '{"pid":-3.5}'])(
    'takes over a lock file with the content %j',
    (text) => {
      writeFileSync(join(folder, 'lock.json'), text);
      expect(folderHolder(folder)).toBeNull();
      takeFolder(folder)();
    },
  );

  it('gives the address of the server to other processes of the same owner', async () => {
    const release = takeFolder(folder);
    announceUrl(folder, 'http://127.0.0.1:5000');
    expect(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))).toMatchObject({
      pid: process.pid,
      url: 'http://127.0.0.1:5000',
    });
    expect((await holder()).said).toBe('FolderInUseError');
    release();
    expect((await holder()).said).toBe('taken');
  });

  it('gives the lock to one process when several ask at the same time', async () => {
    const said = (await Promise.all([holder(), holder(), holder(), holder()])).map((each) => each.said).sort();
    expect(said).toEqual(['FolderInUseError', 'FolderInUseError', 'FolderInUseError', 'taken']);
  });

  it('gives the lock to one process when several find the lock of a dead process', async () => {
    const script = `
      const { takeFolder } = await import(${JSON.stringify(MODULE)});
      process.on('message', (folder) => {
        try { takeFolder(folder); process.send('taken'); } catch (error) { process.send(error.constructor.name); }
      });
      process.send('ready');`;
    const racers = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      }),
    );
    children.push(...racers);
    const said = (): Promise<string[]> =>
      Promise.all(racers.map(async (racer) => ((await once(racer, 'message')) as [string])[0]));
    expect(await said()).toEqual(['ready', 'ready', 'ready', 'ready']);
    for (let round = 1; round <= 200; round++) {
      const contested = join(folder, String(round));
      mkdirSync(contested);
      writeFileSync(join(contested, 'lock.json'), '{"pid":999999999}');
      const answers = said();
      for (const racer of racers) racer.send(contested);
      const sorted = (await answers).sort();
      expect(sorted, `round ${round}`).toEqual(['FolderInUseError', 'FolderInUseError', 'FolderInUseError', 'taken']);
    }
  });
});
