import { Command, CommanderError } from 'commander';
import { ConfigError, loadConfig } from '../config.js';
import { DataFolderError } from '../db/embedded/data-folder.js';
import { FolderInUseError } from '../db/embedded/folder-lock.js';
import { SchemaError } from '../db/migrate.js';
import { DomainError } from '../errors/errors.js';
import { addDemoCommands } from './demo-play.js';
import { addDoctorCommand } from './doctor.js';
import { addOrganisationCommands, addTeamCommands } from './group-commands.js';
import { commandLine } from './invocation.js';
import { addTokenCommand, addUserCommands } from './user-commands.js';
import { addProjectCommands } from './project.js';
import { ExitCode, UsageError, type Tools } from './terminal.js';
import { CommandError } from './command-runner.js';

const PROGRAMS: Record<string, (program: Command, tools: Tools) => void> = {
  demo: addDemoCommands,
  doctor: addDoctorCommand,
  organisation: addOrganisationCommands,
  project: addProjectCommands,
  team: addTeamCommands,
  token: addTokenCommand,
  user: addUserCommands,
};

const isExpected = (error: unknown): boolean =>
  [CommandError, DomainError, ConfigError, DataFolderError, FolderInUseError, SchemaError].some(
    (type) => error instanceof type,
  );

const withFullStop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** The sentence of an error with its details: `… was not found on the server (project_id: 99).` */
function sentenceOf(error: Error): string {
  const details = error instanceof DomainError ? Object.entries(error.options.details ?? {}) : [];
  if (details.length === 0) return error.message;
  const values = details.map(([name, value]) => `${name}: ${String(value)}`).join(', ');
  return `${error.message.replace(/\.$/, '')} (${values}).`;
}

/** The fault in the arguments, in one sentence. */
const usageSentence = (message: string): string => {
  const text = message
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return withFullStop(text.charAt(0).toUpperCase() + text.slice(1));
};

/** @returns the exit code */
function refuseUsage(name: string, sentence: string): number {
  process.stderr.write(`${sentence}\nFor help: ${commandLine(name)} --help\n`);
  return 2;
}

function programNamed(name: string, tools: Tools): Command | undefined {
  const add = PROGRAMS[name];
  if (!add) return undefined;
  // By default Commander prints its own errors and ends the process.
  const program = new Command(commandLine(name)).exitOverride().configureOutput({ writeErr: () => undefined });
  add(program, tools);
  return program;
}

/** @returns the exit code of a command that failed */
function reportFailure(name: string, error: unknown): number {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? 0 : refuseUsage(name, usageSentence(error.message));
  if (error instanceof ExitCode) return error.code;
  if (error instanceof UsageError) return refuseUsage(name, withFullStop(error.message));
  if (isExpected(error)) process.stderr.write(`${withFullStop(sentenceOf(error as Error))}\n`);
  else console.error(error);
  return 1;
}

/**
 * Runs a program of the command line. Results are written to standard output, and the reason of a refusal to standard error.
 * @returns the exit code: 0 done, 1 refused, 2 wrong usage
 */
export async function runProgram(name: string, args: string[]): Promise<number> {
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  const names = Object.keys(PROGRAMS).join(', ');
  if (['help', '--help', '-h'].includes(name)) {
    print(`Without an argument the server starts. Programs: ${names}. Each has its own --help.`);
    return 0;
  }
  const program = programNamed(name, { config: loadConfig, print });
  if (!program) {
    process.stderr.write(`There is no program "${name}". Programs: ${names}.\n`);
    return 2;
  }
  if (args.length === 0 && program.commands.length > 0)
    return refuseUsage(name, `Give a command: ${program.commands.map((command) => command.name()).join(', ')}.`);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return reportFailure(name, error);
  }
}
