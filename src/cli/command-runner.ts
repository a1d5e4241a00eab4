import { setTimeout } from 'node:timers/promises';
import type { Config } from '../config.js';
import { openDatabase, type Database } from '../db/database.js';
import { FolderInUseError, folderHolder } from '../db/embedded/folder-lock.js';
import { folderSecret } from '../db/embedded/folder-secret.js';
import { migrate } from '../db/migrate.js';
import type { OnProgress } from './progress-line.js';
import {
  ON_ANY_DATABASE,
  prepareCommand,
  runCommand,
  type CommandName,
  type InputOf,
  type ResultOf,
} from './commands.js';
import { COMMANDS_PATH } from './commands.routes.js';
import { commandAuthorization } from './local-auth.js';
import { createContext } from '../context.js';

/** A command that failed. The message is for the user of the command line. */
export class CommandError extends Error {}

/** Longest wait for a process that holds the folder and does not listen: it is starting, or it is another command. */
const FOLDER_WAIT_MS = 60_000;

/**
 * The address of the server that holds the data folder and must run the command; null if this process can open the database.
 */
async function serverThatHolds(dataDir: string): Promise<string | null> {
  for (const end = Date.now() + FOLDER_WAIT_MS; ;) {
    const holder = folderHolder(dataDir);
    if (!holder) return null;
    if (holder.url) return holder.url;
    if (Date.now() > end)
      throw new CommandError(`The data folder ${dataDir} is in use by process ${holder.pid}, which does not answer.`);
    await setTimeout(200);
  }
}

/** The sentence of an error response in either envelope. */
function sentenceOf(body: unknown, status: number): string {
  const { Error: sentence, error } = (body ?? {}) as { Error?: unknown; error?: { message?: unknown } };
  if (typeof sentence === 'string') return sentence;
  return typeof error?.message === 'string' ? error.message : `The server answered with status ${status}.`;
}

async function askServer(url: string, dataDir: string, name: CommandName, input: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(new URL(`${COMMANDS_PATH}/`, url), {
      method: 'POST',
      headers: { Authorization: commandAuthorization(dataDir), 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, input }),
    });
  } catch (cause) {
    throw new CommandError(`The server at ${url} holds the data folder ${dataDir} but does not answer.`, { cause });
  }
  const body = (await response.json().catch(() => null)) as { result?: unknown } | null;
  if (!response.ok || !body) throw new CommandError(sentenceOf(body, response.status));
  return body.result;
}

async function openHere(config: Config, name: CommandName): Promise<Database> {
  // Commands have no time limit.
  const settings = config.database.kind === 'server' ? { ...config.database, statementTimeoutMs: 0 } : config.database;
  const database = await openDatabase(settings);
  try {
    if (!ON_ANY_DATABASE.has(name)) await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Runs a command: on the database server, on the embedded database in this process, or by the running server that holds the
 * embedded database. That server does not have to be stopped.
 * @throws CommandError, DomainError, FolderInUseError, SchemaError: their messages are for the user of the command line
 */
export async function perform<N extends CommandName>(
  config: Config,
  name: N,
  input: InputOf<N>,
  onProgress: OnProgress = () => undefined,
): Promise<ResultOf<N>> {
  const dataDir = config.database.kind === 'embedded' ? config.database.dataDir : null;
  const url = dataDir === null ? null : await serverThatHolds(dataDir);
  if (url !== null && dataDir !== null) return (await askServer(url, dataDir, name, input)) as ResultOf<N>;
  const prepared = await prepareCommand(config, name, input);
  const secret = config.secret ?? folderSecret(dataDir ?? '.data');
  const database = await openHere(config, name).catch((error: unknown) => {
    // Another process took the folder between the check and the opening.
    if (error instanceof FolderInUseError) throw new CommandError(`${error.message} Or try again.`);
    throw error;
  });
  try {
    return await runCommand(createContext({ database, config, secret }), name, input, onProgress, prepared);
  } finally {
    await database.close();
  }
}
