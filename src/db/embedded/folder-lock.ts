import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the embedded database is open in another process. The message has the folder and the process. */
export class FolderInUseError extends Error {}

/** The lock file's data about the process that holds the folder. Commands use it to send their work to that process. */
export interface FolderHolder {
  pid: number;
  /** Start time of that process, where the system has it. A later process may have the same number. */
  started: string | null;
  /** Address of its HTTP server, once it listens. */
  url?: string;
}

const lockFile = (folder: string): string => join(folder, 'lock.json');

/** The folders that this process has open. */
const held = new Set<string>();

/** When a process started (ticks since the system's start), or null where the system has no such data. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')')).split(' ')[20] ?? null;
  } catch {
    return null;
  }
}

function isAlive({ pid, started }: FolderHolder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return started === null || startOf(pid) === null || startOf(pid) === started;
}

/** The living process, other than this one, that has the folder open, or null. */
export function folderHolder(folder: string): FolderHolder | null {
  try {
    const holder = JSON.parse(readFileSync(lockFile(folder), 'utf8')) as FolderHolder;
    return Number.isInteger(holder.pid) && holder.pid !== process.pid && isAlive(holder) ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Writes a file in one step, so that no reader finds an incomplete one.
 *
 * @param make - `linkSync`, which fails if the file exists, or `renameSync`, which replaces it
 */
function writeWhole(path: string, content: FolderHolder, make: (from: string, to: string) => void): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  try {
    make(draft, path);
  } finally {
    unlinkIfThere(draft);
  }
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

const pause = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/** A takeover takes a millisecond. An older one belongs to a process that was killed during it. */
const TAKEOVER_MS = 10_000;

/** Runs `work` while no other process takes over the folder's lock. */
function aloneAt(folder: string, work: () => void): void {
  const gate = `${lockFile(folder)}.takeover`;
  for (;;) {
    try {
      mkdirSync(gate);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const since = statSync(gate, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - since > TAKEOVER_MS) rmdirIfThere(gate);
      pause(5);
    }
  }
  try {
    work();
  } finally {
    rmdirIfThere(gate);
  }
}

function rmdirIfThere(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

const inUse = (folder: string, by: string): FolderInUseError =>
  new FolderInUseError(
    `The data folder ${folder} is in use by ${by}. Stop that process first, or set another DATA_DIR for this one.`,
  );

/**
 * Takes the folder for this process. Exactly one process takes over the lock of a dead process.
 * @returns a function that releases the folder
 * @throws FolderInUseError if a running process has it
 */
export function takeFolder(folder: string): () => void {
  const path = lockFile(folder);
  const key = resolve(folder);
  if (held.has(key)) throw inUse(folder, 'this process');
  aloneAt(folder, () => {
    const holder = folderHolder(folder);
    if (holder) throw inUse(folder, `process ${holder.pid}${holder.url ? ` (${holder.url})` : ''}`);
    unlinkIfThere(path);
    writeWhole(path, { pid: process.pid, started: startOf(process.pid) }, linkSync);
  });
  held.add(key);
  return () => {
    if (held.delete(key)) unlinkIfThere(path);
  };
}

/** Writes the URL of the server of this process into the lock file. Commands send their work to this URL. */
export function announceUrl(folder: string, url: string): void {
  writeWhole(lockFile(folder), { pid: process.pid, started: startOf(process.pid), url }, renameSync);
}
