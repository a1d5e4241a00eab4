import { Argument, Option, type Command } from 'commander';
import { perform } from './command-runner.js';
import { commandLine, shellArgument } from './invocation.js';
import { table, UsageError, wholeNumber, type Tools } from './terminal.js';
import { INT4_MAX } from '../int4.js';

/** Adds the command of `npm run token`. */
export function addTokenCommand(program: Command, { config, print }: Tools): void {
  program
    .description('Print the value of the Authorization header for a user.')
    .argument('<name>', 'name or OSM id of the user')
    .option('--days <n>', 'number of days for which it is valid', wholeNumber(1, 7), 7)
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
  program.description('Create users, give them roles and levels, list them, delete them.');
  program
    .command('create')
    .description('create a user without a sign-in at OSM, for development')
    .requiredOption('--name <text>', 'name of the user')
    .addOption(new Option('--role <role>', 'role (default: mapper)').choices(ROLES))
    .option('--level <level>', 'mapping level: BEGINNER, INTERMEDIATE or ADVANCED')
    .option('--id <n>', 'OSM id, if the user has one', wholeNumber(1, INT4_MAX))
    .action(async ({ name, role, level, id }: CreateOptions) => {
      if (!name.trim()) throw new UsageError('The --name is empty.');
      const user = await perform(config(), 'createUser', { username: name, role, level, id });
      // A terminal interprets control characters, such as a tab, as keys. The id is printed in place of such a name.
      const argument = /\p{Cc}/u.test(user.username) ? String(user.id) : shellArgument(user.username);
      const token = `${commandLine('token', { quiet: true })} ${argument}`;
      print(`User ${user.username} has the id ${user.id}. For a token: ${token}`);
    });
  addRightsCommands(program, { config, print });
}

/** Adds the commands that give roles and levels, and that delete and list users. */
function addRightsCommands(program: Command, { config, print }: Tools): void {
  program
    .command('set-role')
    .description('give a user a role; a user who has never signed in gets an account, with their id at OpenStreetMap')
    .argument('<user>', 'name or OSM id of the user')
    .addArgument(new Argument('<role>', 'role').choices(ROLES))
    .action(async (user: string, role: (typeof ROLES)[number]) => {
      const { id, username } = await perform(config(), 'setRole', { user, role });
      print(`User ${username} (${id}) has the role ${role}.`);
    });
  program
    .command('set-level')
    .description('give a user a mapping level')
    .argument('<user>', 'name or OSM id of the user')
    .argument('<level>', 'mapping level: BEGINNER, INTERMEDIATE, ADVANCED, or one of your own')
    .action(async (user: string, level: string) => {
      const { id, username, level: given } = await perform(config(), 'setLevel', { user, level });
      print(`User ${username} (${id}) has the level ${given}.`);
    });
  program
    .command('delete')
    .description('delete the personal data of a user; their work is kept, under the name user_<id>')
    .argument('<user>', 'name or OSM id of the user')
    .action(async (user: string) => {
      const { id, username } = await perform(config(), 'deleteUser', { user });
      print(`User ${username} is deleted. Their work is kept under the id ${id}.`);
    });
  program
    .command('list')
    .description('list users by id')
    .addOption(new Option('--role <role>', 'only users with this role').choices(ROLES))
    .option('--limit <n>', 'largest number of users', wholeNumber(1, 100_000), 100)
    .action(async ({ role = null, limit }: { role?: (typeof ROLES)[number] | null; limit: number }) => {
      const users = await perform(config(), 'listUsers', { role, limit });
      const rows = users.map((user) => [String(user.id), user.username, user.role, user.level]);
      print(table(['id', 'name', 'role', 'level'], rows));
    });
}
