import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  type StatsFs,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The data folder cannot be used. The message has the folder, the reason, and a way to continue. */
export class DataFolderError extends Error {}

/** The advice in the error about a database that cannot be opened. */
export const GO_ON =
  'Nothing was deleted. Restore the folder from a backup; or move it away, or set DATA_DIR to another folder, to start with an ' +
  'empty database.';

/** Free space that a new database needs on the disk, and that an existing one needs for a segment of its log, in MB. */
const NEEDED_MB = { new: 96, opened: 17 } as const;

/** The major version of PostgreSQL in the embedded database. */
const POSTGRES_MAJOR = '18';

const reasonOf = (error: unknown): string =>
  ({
    EACCES: 'this user may not read and write there',
    EPERM: 'this user may not read and write there',
    ENOENT: 'no folder can be made there',
    ENOTDIR: 'a part of the path is a file',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    EISDIR: 'a folder is where a file must be',
  })[String((error as NodeJS.ErrnoException).code)] ?? (error as Error).message;

/**
 * Creates one folder after another. Node's `recursive` never returns on a file system that allows no new folders
 * (`/proc`).
 */
function makeFolder(folder: string): void {
  const info = statSync(folder, { throwIfNoEntry: false });
  if (info?.isDirectory()) return;
  if (!info && dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
  }
}

/**
 * Creates the data folder if it is missing.
 * @throws DataFolderError if it cannot be created or written to
 */
export function ensureFolder(dataDir: string): void {
  try {
    makeFolder(resolve(dataDir));
    accessSync(dataDir, constants.W_OK);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === 'EEXIST' ? 'it is a file' : reasonOf(cause);
    throw notUsable(dataDir, reason, cause);
  }
}

const notUsable = (dataDir: string, reason: string, cause: unknown): DataFolderError =>
  new DataFolderError(
    `The data folder ${dataDir} cannot be used: ${reason}. Set DATA_DIR to a folder that this user may write to.`,
    { cause },
  );

/**
 * Runs work on the files of the data folder.
 *
 * @throws DataFolderError if the operating system refuses it; other errors unchanged
 */
export function onFolder<T>(dataDir: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
    throw notUsable(dataDir, reasonOf(cause), cause);
  }
}

/** The version in the file PG_VERSION of the folder, or null if that file is missing. */
function versionIn(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whether a folder is missing or has nothing in it. */
export const isEmpty = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0;

/**
 * Checks that the disk has room for a database. Without room, only a part of its files would be written.
 * @param dataDir the data folder, which exists
 * @param folder the folder with the files of PostgreSQL; it may be missing or empty
 * @param disk the size of the disk; with 0 blocks the size is unknown
 * @throws DataFolderError if there is too little room
 */
export function assertRoom(
  dataDir: string,
  folder: string,
  { blocks, bavail, bsize }: Pick<StatsFs, 'blocks' | 'bavail' | 'bsize'> = statfsSync(dataDir),
): void {
  const [free, needed] = [Math.floor((bavail * bsize) / 2 ** 20), isEmpty(folder) ? NEEDED_MB.new : NEEDED_MB.opened];
  if (free >= needed || blocks === 0) return;
  throw new DataFolderError(
    `The data folder ${dataDir} cannot be used: its disk has ${free} MB left, and the database needs ${needed} MB. Nothing was ` +
      'changed. Free some space, or set DATA_DIR to a folder on another disk.',
  );
}

/**
 * Checks the files of an embedded database before they are opened. If PG_VERSION is missing, PGlite creates a new
 * database and deletes existing files.
 * @param folder the folder with the files of PostgreSQL; it may be missing or empty
 * @throws DataFolderError if its files are no database of this version
 */
export function assertUsable(folder: string): void {
  const info = statSync(folder, { throwIfNoEntry: false });
  if (!info) return;
  if (!info.isDirectory()) throw new DataFolderError(`${folder} is a file, but must be a folder. ${GO_ON}`);
  let version: string | null;
  try {
    if (readdirSync(folder).length === 0) return;
    accessSync(folder, constants.R_OK | constants.W_OK);
    version = versionIn(folder);
    const control = join(folder, 'global', 'pg_control');
    if (existsSync(control)) accessSync(control, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new DataFolderError(`The embedded database in ${folder} cannot be read: ${reasonOf(cause)}. ${GO_ON}`, {
      cause,
    });
  }
  if (version === null)
    throw new DataFolderError(
      `The embedded database in ${folder} is damaged or incomplete: the file PG_VERSION is missing. ${GO_ON}`,
    );
  if (version !== POSTGRES_MAJOR)
    throw new DataFolderError(
      `The embedded database in ${folder} cannot be opened: its PG_VERSION is "${version.slice(0, 20)}", and this version of ` +
        `Tessera reads ${POSTGRES_MAJOR}. ${GO_ON}`,
    );
}

/**
 * Stores the process file of PostgreSQL, which the embedded database overwrites before it reads other files.
 * @param folder the folder with the files of PostgreSQL; it may be missing
 * @returns a function that restores the file
 */
export function keepProcessFile(folder: string): () => void {
  const path = join(folder, 'postmaster.pid');
  const before = existsSync(path) ? readFileSync(path) : null;
  return () => (before ? writeFileSync(path, before) : rmSync(path, { force: true }));
}
