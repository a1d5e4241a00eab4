import { ConfigError, loadConfig, type Config } from '../config.js';
import { DataFolderError } from '../db/embedded/data-folder.js';
import { FolderInUseError } from '../db/embedded/folder-lock.js';
import { SchemaError } from '../db/migrate.js';
import { DomainError } from '../errors/errors.js';
import { DEMO_HELP, runDemo } from './demo-play.js';
import { runToken, runUser, TOKEN_HELP, USER_HELP } from './user-commands.js';
import { PROJECT_HELP, runProject } from './project.js';
import { UsageError } from './terminal.js';
import { CommandError } from './command-runner.js';

const PROGRAMS: Record<string, { help: string; run: (config: Config, args: string[]) => Promise<string> }> = {
  demo: { help: DEMO_HELP, run: runDemo },
  project: { help: PROJECT_HELP, run: runProject },
  token: { help: TOKEN_HELP, run: runToken },
  user: { help: USER_HELP, run: runUser },
};

/** parseArgs throws plain errors with such codes. */
const isUsage = (error: unknown): boolean =>
  error instanceof UsageError || String((error as { code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS');

const isExpected = (error: unknown): boolean =>
  [CommandError, DomainError, ConfigError, DataFolderError, FolderInUseError, SchemaError].some(
    (type) => error instanceof type,
  );

const withFullStop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** What was looked for belongs to the sentence: `… was not found on the server (project_id: 99).` */
function sentenceOf(error: Error): string {
  const details = error instanceof DomainError ? Object.entries(error.options.details ?? {}) : [];
  if (details.length === 0) return error.message;
  const looked = details.map(([name, value]) => `${name}: ${String(value)}`).join(', ');
  return `${error.message.replace(/\.$/, '')} (${looked}).`;
}

/**
 * Runs a program of the command line. What it says goes to standard output, why it refused to standard error.
 * @returns the exit code: 0 done, 1 refused, 2 wrong usage
 */
export async function runProgram(name: string, args: string[]): Promise<number> {
  const program = PROGRAMS[name];
  if (!program) {
    process.stderr.write(`Programs: ${Object.keys(PROGRAMS).join(', ')}. Each takes --help.\n`);
    return 2;
  }
  if (args.some((arg) => arg === '--help' || arg === '-h') || args[0] === 'help') {
    process.stdout.write(program.help);
    return 0;
  }
  try {
    process.stdout.write(`${await program.run(loadConfig(), args)}\n`);
    return 0;
  } catch (error) {
    if (isUsage(error)) {
      process.stderr.write(`${withFullStop((error as Error).message)}\n\n${program.help}`);
      return 2;
    }
    if (isExpected(error)) process.stderr.write(`${withFullStop(sentenceOf(error as Error))}\n`);
    else console.error(error);
    return 1;
  }
}
