import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The embedded database's folder is open in another process; the message names both. */
export class FolderInUseError extends Error {}

/** What the process that holds the folder says of itself, so that commands can work through it. */
export interface FolderHolder {
  pid: number;
  /** When that process started, where the system tells: another process may have got its number since. */
  started: string | null;
  /** Where its HTTP server listens, once it does. */
  url?: string;
}

const lockFile = (folder: string): string => join(folder, 'lock.json');

/** Folders that this process has open. */
const held = new Set<string>();

/** When a process started (ticks since the system's start), or null where the system does not tell. */
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

/** Writes a whole file in one step: nobody ever reads half of it. @param make link (must not be there) or rename */
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

/** A takeover takes a millisecond; one that is this old was left by a process that was killed in it. */
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
    `The data folder ${folder} is in use by ${by}. Stop that one first, or give this one a DATA_DIR of its own.`,
  );

/**
 * Takes the folder for this process. A lock left by a process that is gone (killed) is taken over, by one.
 * @returns a function that gives the folder back
 * @throws FolderInUseError where a living process has it
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

/** Writes into the lock where this process's server listens, for commands that work through it. */
export function announceUrl(folder: string, url: string): void {
  writeWhole(lockFile(folder), { pid: process.pid, started: startOf(process.pid), url }, renameSync);
}
