import { Option, type Command } from 'commander';
import { perform } from './command-runner.js';
import { commandLine, shellArgument } from './invocation.js';
import { MAX_ID, UsageError, wholeNumber, type Tools } from './terminal.js';

/** Adds what `npm run token` takes. */
export function addTokenCommand(program: Command, { config, print }: Tools): void {
  program
    .description('Print the value of the Authorization header for a user.')
    .argument('<name>', 'name or OSM id of the user')
    .option('--days <n>', 'for how many days it holds', wholeNumber(1, 7), 7)
    .addHelpText(
      'after',
      `\nFor example: curl -H "Authorization: $(${commandLine('token', { quiet: true })} demo_mapper)" http://127.0.0.1:5000/api/v2/projects/1/tasks/`,
    )
    .action(async (username: string, { days }: { days: number }) => {
      const { authorization } = await perform(config(), 'makeToken', { username, days });
      print(authorization);
    });
}

const ROLES = ['admin', 'mapper', 'blocked'] as const;

interface CreateOptions {
  name: string;
  role?: (typeof ROLES)[number];
  level?: string;
  id?: number;
}

/** Adds the commands of `npm run user`. */
export function addUserCommands(program: Command, { config, print }: Tools): void {
  program.description('Create users without an OSM login, for development and for the first admin.');
  program
    .command('create')
    .description('create a user')
    .requiredOption('--name <text>', 'name of the user')
    .addOption(new Option('--role <role>', 'role (default: mapper)').choices(ROLES))
    .option('--level <level>', 'mapping level: BEGINNER, INTERMEDIATE or ADVANCED')
    .option('--id <n>', 'OSM id, where the user has one', wholeNumber(1, MAX_ID))
    .action(async ({ name, role, level, id }: CreateOptions) => {
      if (!name.trim()) throw new UsageError('The --name is empty.');
      const user = await perform(config(), 'createUser', { username: name, role, level, id });
      const token = `${commandLine('token', { quiet: true })} ${shellArgument(user.username)}`;
      print(`User ${user.username} has the id ${user.id}. For a token: ${token}`);
    });
}
