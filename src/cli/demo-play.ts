import { InvalidArgumentError, type Command } from 'commander';
import type { Config } from '../config.js';
import { folderHolder } from '../db/embedded/folder-lock.js';
import { DEMO_PROJECT } from '../demo/content/demo-texts.js';
import { DEMO_MANAGER, DEMO_MAPPER, DEMO_OTHERS, DEMO_VALIDATOR } from '../demo/content/demo-users.js';
import { PlayError, type Player } from '../demo/play/play-client.js';
import { playProject, type PlayResult } from '../demo/play/play.js';
import type { Tools } from './terminal.js';
import { CommandError, perform } from './command-runner.js';
import { startLine } from './invocation.js';

const MAX_ACTIONS_PER_SECOND = 1000;

function readSpeed(text: string): number {
  const speed = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || speed <= 0 || speed > MAX_ACTIONS_PER_SECOND)
    throw new InvalidArgumentError(`Give a number from 1 to ${MAX_ACTIONS_PER_SECOND}.`);
  return speed;
}

function readUrl(text: string): string {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? ''))
    throw new InvalidArgumentError('Give a URL such as http://127.0.0.1:5000.');
  return text;
}

/**
 * The address of the server that the settings describe.
 * @throws CommandError if no server runs on the data folder
 */
function runningServer({ database, host, port }: Config): string {
  if (database.kind === 'server') return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const url = folderHolder(database.dataDir)?.url;
  if (url) return url;
  throw new CommandError(`No server runs on the data folder ${database.dataDir}. Start one: ${startLine}`);
}

async function playerOf(config: Config, username: string): Promise<Player> {
  const { authorization } = await perform(config, 'makeToken', { username, days: 1 });
  return { username, authorization };
}

/** The id of the demo project. @throws CommandError if there is none */
async function demoProject(config: Config): Promise<number> {
  const projects = await perform(config, 'listProjects', {});
  const demo = projects.find(({ name, author }) => name === DEMO_PROJECT && author === DEMO_MANAGER);
  if (demo) return demo.id;
  throw new CommandError(
    'There is no demo project: it is loaded at the first start of an empty installation (DEMO=true).',
  );
}

function summaryOf({ actions, total, validated, heldByOthers }: PlayResult, since: number, ended: boolean): string {
  const seconds = ((Date.now() - since) / 1000).toFixed(0);
  const head = `${ended ? 'Ended' : 'Done'}: ${validated} of ${total} tasks are validated, after ${actions} actions in ${seconds} s.`;
  if (validated === total || ended) return head;
  const others = heldByOthers.map(({ taskId, username }) => `task ${taskId} by ${username}`).join(', ');
  return `${head} ${others ? `Locked by others: ${others}.` : 'The simulated users may not work on the remaining tasks.'}`;
}

async function play(config: Config, options: { speed: number; url?: string }): Promise<string> {
  const { speed, url = runningServer(config) } = options;
  const projectId = await demoProject(config);
  const players = (...names: string[]): Promise<Player[]> => Promise.all(names.map((name) => playerOf(config, name)));
  const mappers = await players(DEMO_MAPPER, ...DEMO_OTHERS);
  const [manager, validator] = (await players(DEMO_MANAGER, DEMO_VALIDATOR)) as [Player, Player];
  const since = Date.now();
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  try {
    // The manager validates too, because validators cannot validate tasks that they have mapped.
    const validators = [validator, manager];
    const { signal } = ended;
    const result = await playProject({ url, projectId, mappers, validators, manager, speed, print, signal });
    return summaryOf(result, since, signal.aborted);
  } catch (error) {
    if (error instanceof PlayError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}

/** Adds the commands of `npm run demo`. */
export function addDemoCommands(program: Command, { config, print }: Tools): void {
  program.description('Work with the demo project.');
  program
    .command('play')
    .description(
      'Simulate mappers and validators who work on the demo project, over HTTP on the running server, until all tasks are ' +
        'validated. Ctrl-C ends the simulation after the users have handed in their tasks. A second Ctrl-C ends it at once.',
    )
    .option('--speed <n>', `actions of all users per second (1 to ${MAX_ACTIONS_PER_SECOND})`, readSpeed, 4)
    .option(
      '--url <url>',
      'where the server listens (default: the server on this data folder, else HOST and PORT)',
      readUrl,
    )
    .action(async (options: { speed: number; url?: string }) => print(await play(config(), options)));
}
