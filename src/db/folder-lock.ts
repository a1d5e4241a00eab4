import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The embedded database's folder is open in another process; the message names both. */
export class FolderInUseError extends Error {}

/** What the process that holds the folder says of itself, so that commands can work through it. */
export interface FolderHolder {
  pid: number;
  /** Where its HTTP server listens, once it does. */
  url?: string;
}

const lockFile = (folder: string): string => join(folder, 'lock.json');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The living process that has the folder open, or null. */
export function folderHolder(folder: string): FolderHolder | null {
  try {
    const holder = JSON.parse(readFileSync(lockFile(folder), 'utf8')) as FolderHolder;
    return Number.isInteger(holder.pid) && holder.pid !== process.pid && isAlive(holder.pid) ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Takes the folder for this process. A lock left by a process that is gone (killed) is taken over.
 * @returns a function that gives the folder back
 * @throws FolderInUseError where a living process has it
 */
export function takeFolder(folder: string): () => void {
  const path = lockFile(folder);
  const mine = JSON.stringify({ pid: process.pid });
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(path, mine, { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error;
      const holder = folderHolder(folder);
      if (holder)
        throw new FolderInUseError(
          `The data folder ${folder} is in use by process ${holder.pid}${holder.url ? ` (${holder.url})` : ''}. ` +
            'Stop that one first, or give this one a DATA_DIR of its own.',
        );
      unlinkSync(path);
    }
  }
  return () => {
    try {
      unlinkSync(path);
    } catch {
      // Gone already: nothing to give back.
    }
  };
}

/** Writes into the lock where this process's server listens, for commands that work through it. */
export function announceUrl(folder: string, url: string): void {
  writeFileSync(lockFile(folder), JSON.stringify({ pid: process.pid, url } satisfies FolderHolder), { mode: 0o600 });
}
