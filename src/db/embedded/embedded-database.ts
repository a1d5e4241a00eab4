import { existsSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaClient, type Prisma } from '../../generated/prisma/client.js';
import type { Database, Source } from '../database.js';
import {
  assertRoom,
  assertUsable,
  DataFolderError,
  ensureFolder,
  GO_ON,
  isEmpty,
  keepProcessFile,
  onFolder,
} from './data-folder.js';
import { takeFolder } from './folder-lock.js';

/** Folder of the database within the data folder. */
const filesIn = (dataDir: string): string => join(dataDir, 'pgdata');

/** Starts PostgreSQL on the files of a folder, or in memory. */
async function startEngine(folder: string | undefined, image?: Blob): Promise<PGlite> {
  const [{ PGlite }, { postgis }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite-postgis'),
  ]);
  const engine = new PGlite({
    ...(folder !== undefined && { dataDir: folder }),
    extensions: { postgis },
    ...(image && { loadDataDir: image }),
  });
  await engine.waitReady;
  // The timestamps of the schema have no zone and are UTC. The zone of the process must have no effect.
  await engine.exec(`SET TIME ZONE 'UTC'`);
  return engine;
}

/**
 * Creates the files of an empty database in a second folder, and renames that folder when they are complete. An interrupted
 * start leaves no incomplete database.
 * @throws DataFolderError if they cannot be created; no file is left
 */
async function createFiles(folder: string, image?: Blob): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  try {
    await (await startEngine(unfinished, image)).close();
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(unfinished, folder);
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new DataFolderError(`No database can be created in ${folder}: ${(cause as Error).message}`, { cause });
  }
}

/** @throws DataFolderError if the files of the folder are damaged */
async function openFiles(folder: string): Promise<PGlite> {
  const putBack = keepProcessFile(folder);
  try {
    return await startEngine(folder);
  } catch (cause) {
    putBack();
    throw new DataFolderError(
      `The embedded database in ${folder} cannot be opened: its files are damaged or incomplete. ${GO_ON}`,
      { cause },
    );
  }
}

/**
 * Opens the embedded database in a folder.
 * @param dataDir folder for its files; with `memory` there are no files
 * @param image a dump of a migrated database to start from (tests)
 * @throws FolderInUseError if another process has the folder open: two processes on one folder would lose rows
 * @throws DataFolderError if the folder cannot be used
 */
export async function openEmbedded(dataDir: string, image?: Blob): Promise<Database & { dump(): Promise<Blob> }> {
  if (dataDir === 'memory') return databaseOn(await startEngine(undefined, image), () => undefined);
  ensureFolder(dataDir);
  const release = onFolder(dataDir, () => takeFolder(dataDir));
  const folder = filesIn(dataDir);
  try {
    assertUsable(folder);
    onFolder(dataDir, () => assertRoom(dataDir, folder));
    if (isEmpty(folder)) await createFiles(folder, image);
    return await databaseOn(await openFiles(folder), release);
  } catch (error) {
    release();
    throw error;
  }
}

/** Runs pieces of work one after the other. Only one process has the folder open, so a queue in it is enough. */
function oneAtATime(): Database['whileMigrating'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  };
}

async function databaseOn(engine: PGlite, release: () => void): Promise<Database & { dump(): Promise<Blob> }> {
  const { PrismaPGlite } = await import('pglite-prisma-adapter');
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(engine) });
  const source: Source = {
    db: prisma,
    // All requests share one session, so it cannot stay busy while a client reads.
    async *pages<Row>(sql: Prisma.Sql, rowsPerPage: number) {
      const rows = await prisma.$queryRaw<Row[]>(sql);
      for (let at = 0; at < rows.length; at += rowsPerPage) yield rows.slice(at, at + rowsPerPage);
    },
  };
  return {
    kind: 'embedded',
    prisma,
    ...source,
    replica: source,
    transaction: (work) => prisma.$transaction(work, { maxWait: 30_000, timeout: 120_000 }),
    runScript: async (sql) => void (await engine.exec(sql)),
    whileMigrating: oneAtATime(),
    dump: async () => engine.dumpDataDir('none'),
    async close() {
      await prisma.$disconnect();
      await engine.close();
      release();
    },
  };
}
