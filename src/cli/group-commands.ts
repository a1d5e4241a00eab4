import { Option, type Command } from 'commander';
import { perform } from './command-runner.js';
import { table, UsageError, wholeNumber, type Tools } from './terminal.js';
import { INT4_MAX } from '../int4.js';

const TYPES = ['FREE', 'DISCOUNTED', 'FULL_FEE'] as const;
const FUNCTIONS = ['MANAGER', 'MEMBER'] as const;

/** Adds the commands of `npm run organisation`. */
export function addOrganisationCommands(program: Command, { config, print }: Tools): void {
  program.description('Create organisations, list them, give them managers.');
  program
    .command('create')
    .description('create an organisation')
    .requiredOption('--name <text>', 'name of the organisation')
    .requiredOption('--manager <user>', 'name or OSM id of its first manager')
    .addOption(new Option('--type <type>', 'type').choices(TYPES).default('FREE'))
    .option('--slug <text>', 'address of its page (default: made from the name)')
    .option('--description <text>', 'description')
    .action(
      async (options: {
        name: string;
        manager: string;
        type: (typeof TYPES)[number];
        slug?: string;
        description?: string;
      }) => {
        if (!options.name.trim()) throw new UsageError('The --name is empty.');
        const { organisationId, manager } = await perform(config(), 'createOrganisation', options);
        print(`Organisation ${organisationId} is created. Its manager is ${manager}.`);
      },
    );
  program
    .command('list')
    .description('list organisations by name')
    .action(async () => {
      const rows = await perform(config(), 'listOrganisations', {});
      print(
        table(
          ['id', 'name', 'slug', 'type'],
          rows.map(({ id, name, slug, type }) => [String(id), name, slug, type]),
        ),
      );
    });
  program
    .command('add-manager')
    .description('make a user a manager of an organisation')
    .argument('<organisation>', 'name or id of the organisation')
    .argument('<user>', 'name or OSM id of the user')
    .action(async (organisation: string, user: string) => {
      const done = await perform(config(), 'addOrganisationManager', { organisation, user });
      print(`User ${done.manager} is a manager of the organisation ${done.organisation}.`);
    });
}

/** Adds the commands of `npm run team`. */
export function addTeamCommands(program: Command, { config, print }: Tools): void {
  program.description('Create teams, list them, add members.');
  program
    .command('create')
    .description('create a team')
    .requiredOption('--name <text>', 'name of the team')
    .requiredOption('--organisation <organisation>', 'name or id of the organisation that owns it')
    .requiredOption('--manager <user>', 'name or OSM id of its first manager')
    .addOption(
      new Option('--join <method>', 'who may join').choices(['ANY', 'BY_REQUEST', 'BY_INVITE'] as const).default('ANY'),
    )
    .option('--private', 'show it to its members and managers only', false)
    .action(
      async (options: {
        name: string;
        organisation: string;
        manager: string;
        join: 'ANY' | 'BY_REQUEST' | 'BY_INVITE';
        private: boolean;
      }) => {
        if (!options.name.trim()) throw new UsageError('The --name is empty.');
        const { teamId, manager } = await perform(config(), 'createTeam', options);
        print(`Team ${teamId} is created. Its manager is ${manager}.`);
      },
    );
  program
    .command('list')
    .description('list teams by id')
    .action(async () => {
      const rows = await perform(config(), 'listTeams', {});
      const cells = rows.map((team) => [String(team.id), team.name, team.organisation, String(team.members)]);
      print(table(['id', 'name', 'organisation', 'members'], cells));
    });
  program
    .command('add-member')
    .description('add a user to a team')
    .argument('<team>', 'id of the team', wholeNumber(1, INT4_MAX))
    .argument('<user>', 'name or OSM id of the user')
    .addOption(
      new Option('--function <function>', 'function of the user in the team').choices(FUNCTIONS).default('MEMBER'),
    )
    .action(async (teamId: number, user: string, options: { function: (typeof FUNCTIONS)[number] }) => {
      const { member } = await perform(config(), 'addTeamMember', { teamId, user, role: options.function });
      print(`User ${member} is in the team ${teamId}.`);
    });
}
