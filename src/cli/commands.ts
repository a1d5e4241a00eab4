import { z } from 'zod';
import type { Config } from '../config.js';
import { requireAccess } from '../access/require-access.js';
import type { Context } from '../context.js';
import { DomainError } from '../errors/errors.js';
import { nameText, storableText } from '../http/schemas/schemas.js';
import { authorizationFor, SESSION_SECONDS } from '../access/tokens/session-token.js';
import { commandLine } from './invocation.js';
import { examine, REPAIRS } from '../modules/doctor/doctor.service.js';
import type { OnProgress } from './progress-line.js';
import { DEMO_MANAGER } from '../demo/content/demo-users.js';
import { giveLevel, giveRole, listUsers, removeUser } from '../modules/auth/user-admin.service.js';
import {
  giveManager,
  makeOrganisation,
  organisationsForOperators,
} from '../modules/organisations/organisation-admin.service.js';
import { findOrganisation, managedOrganisations } from '../modules/organisations/organisations.service.js';
import { deleteProject } from '../modules/projects/delete/project-deletion.service.js';
import { listProjects, publishProject } from '../modules/projects/project-admin.service.js';
import {
  createProject,
  divideArea,
  type DividedArea,
  type Division,
} from '../modules/projects/create/project-creation.service.js';
import { grid, projectName } from '../modules/projects/projects.schemas.js';
import { addTeamMember, makeTeam, teamsForOperators } from '../modules/teams/team-admin.service.js';
import { createUser, findUser, firstAdmin, ROLE_NAMES, type KnownUser } from '../modules/users/users.service.js';
import { withoutUndefined } from '../without-undefined.js';

/**
 * The commands of operators. Each command runs in the process that has opened the database: the process of the command line,
 * or the server that holds the embedded database (`commands.routes.ts`).
 */

const command = <S extends z.ZodType, R, P = undefined>(
  input: S,
  run: (context: Context, input: z.output<S>, onProgress: OnProgress, prepared?: P) => Promise<R>,
  /** The part of a command that needs no database. It runs first, because opening the database may take long. */
  prepare?: (config: Config, input: z.output<S>) => Promise<P>,
) => ({ input, run, prepare });

const NO_ADMIN =
  'There is no admin yet, so nobody may create projects. Create one: ' +
  `${commandLine('user')} create --name NAME --role admin`;

/** The default author of a project: the first admin, else the manager of the demo. */
async function defaultAuthor(context: Context): Promise<KnownUser> {
  const admin = await firstAdmin(context);
  if (admin) return admin;
  return findUser(context, DEMO_MANAGER).catch(() => {
    throw new DomainError('USER_NOT_FOUND', { sentence: NO_ADMIN });
  });
}

/** The named organisation. By default the organisation that the author manages, if it is the only one. */
async function organisationOf(context: Context, name: string | undefined, author: KnownUser): Promise<number | null> {
  if (name !== undefined) return (await findOrganisation(context, name)).id;
  const managed = await managedOrganisations(context, author.id);
  return managed.length === 1 ? (managed[0]?.id ?? null) : null;
}

const newProject = z.object({
  name: projectName,
  areaOfInterest: z.unknown().optional(),
  tasks: z.unknown().optional(),
  grid: grid.optional(),
  author: storableText.optional(),
  organisation: storableText.optional(),
  private: z.boolean(),
  publish: z.boolean(),
  description: storableText.optional(),
  perTaskInstructions: storableText.optional(),
});

const projectId = z.object({ projectId: z.int32().positive() });

const roleNames = Object.keys(ROLE_NAMES) as (keyof typeof ROLE_NAMES)[];

const divisionOf = ({ grid: tiles, tasks }: z.output<typeof newProject>): Division =>
  tiles ? { by: 'grid', ...tiles } : { by: 'features', features: tasks };

async function makeProject(
  context: Context,
  input: z.output<typeof newProject>,
  onProgress: OnProgress,
  divided?: DividedArea,
) {
  const { author: name, organisation, areaOfInterest, ...wanted } = input;
  const author = name === undefined ? await defaultAuthor(context) : await findUser(context, name);
  const organisationId = await organisationOf(context, organisation, author);
  const division = divisionOf(input);
  const project = { ...withoutUndefined(wanted), areaOfInterest, division };
  const creator = await requireAccess(
    { access: 'project:create' },
    { db: context.database.db, userId: author.id, params: { organisationId } },
  );
  return { ...(await createProject(context, creator, project, onProgress, divided)), author: author.username };
}

const userName = storableText.trim().min(1, 'give a name or an OSM id').max(255);

/** The commands by name: the schema of the input, and the function that runs the command. */
export const COMMANDS = {
  examine: command(z.object({ repairs: z.array(z.enum(REPAIRS)) }), (context, { repairs }, onProgress) =>
    examine(context, repairs, onProgress),
  ),
  createProject: command(newProject, makeProject, (config, input) =>
    divideArea(config, { areaOfInterest: input.areaOfInterest, division: divisionOf(input) }),
  ),
  listProjects: command(z.object({}), (context) => listProjects(context)),
  publishProject: command(projectId, (context, input) => publishProject(context, input.projectId)),
  deleteProject: command(projectId, (context, input) => deleteProject(context, input.projectId)),
  createUser: command(
    z.object({
      username: storableText.trim().min(1, 'give a name').max(255),
      role: z.enum(roleNames).optional(),
      level: storableText.optional(),
      id: z.int32().positive().optional(),
    }),
    (context, input) => createUser(context, withoutUndefined(input)),
  ),
  setRole: command(z.object({ user: userName, role: z.enum(roleNames) }), (context, { user, role }) =>
    giveRole(context, user, role),
  ),
  setLevel: command(z.object({ user: userName, level: storableText }), (context, { user, level }) =>
    giveLevel(context, user, level),
  ),
  deleteUser: command(z.object({ user: userName }), (context, { user }) => removeUser(context, user)),
  listUsers: command(
    z.object({ role: z.enum(roleNames).nullable(), limit: z.int().min(1).max(100_000) }),
    (context, wanted) => listUsers(context, wanted),
  ),
  createOrganisation: command(
    z.object({
      name: nameText(512),
      manager: userName,
      type: z.enum(['FREE', 'DISCOUNTED', 'FULL_FEE']),
      slug: nameText(255).optional(),
      description: storableText.optional(),
    }),
    (context, input) => makeOrganisation(context, input),
  ),
  listOrganisations: command(z.object({}), (context) => organisationsForOperators(context)),
  addOrganisationManager: command(
    z.object({ organisation: storableText, user: userName }),
    (context, { organisation, user }) => giveManager(context, organisation, user),
  ),
  createTeam: command(
    z.object({
      name: nameText(512),
      organisation: storableText,
      manager: userName,
      join: z.enum(['ANY', 'BY_REQUEST', 'BY_INVITE']),
      private: z.boolean(),
    }),
    (context, input) => makeTeam(context, input),
  ),
  listTeams: command(z.object({}), (context) => teamsForOperators(context)),
  addTeamMember: command(
    z.object({ teamId: z.int32().positive(), user: userName, role: z.enum(['MANAGER', 'MEMBER']) }),
    (context, { teamId, user, role }) => addTeamMember(context, teamId, user, role),
  ),
  /** The value of the Authorization header for a user, valid for a number of days. */
  makeToken: command(
    z.object({
      username: storableText,
      days: z
        .int()
        .min(1)
        .max(SESSION_SECONDS / 86_400),
    }),
    async (context, { username, days }) => {
      const user = await findUser(context, username);
      const signedAt = Math.floor(Date.now() / 1000) - (SESSION_SECONDS - days * 86_400);
      return { username: user.username, authorization: authorizationFor(user.id, context.secret, signedAt) };
    },
  ),
};

/** Commands that run on a database before any migration. */
export const ON_ANY_DATABASE: ReadonlySet<CommandName> = new Set(['examine']);

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;
/** The input of a command. */
export type InputOf<N extends CommandName> = z.input<(typeof COMMANDS)[N]['input']>;
/** The result of a command. */
export type ResultOf<N extends CommandName> = Awaited<ReturnType<(typeof COMMANDS)[N]['run']>>;

/** @throws DomainError InvalidData if the input of a command is invalid */
function parseInput<N extends CommandName>(name: N, input: unknown) {
  // TypeScript cannot infer that the schema and the function of a name belong together. The type of one command is used.
  const command = COMMANDS[name] as (typeof COMMANDS)['createProject'];
  const parsed = command.input.safeParse(input);
  if (parsed.success) return { command, values: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.');
  throw new DomainError('InvalidData', { sentence: `${where ? `${where}: ` : ''}${issue?.message ?? 'wrong input'}.` });
}

/**
 * Runs the part of a command that needs no database.
 * @returns the argument for `runCommand`
 * @throws DomainError
 */
export async function prepareCommand(config: Config, name: CommandName, input: unknown): Promise<unknown> {
  const { command, values } = parseInput(name, input);
  return command.prepare?.(config, values);
}

/**
 * Runs a command on an open database.
 * @param prepared the result of `prepareCommand`, if it was called
 * @throws DomainError InvalidData if its input is invalid, and the errors of the command
 */
export async function runCommand<N extends CommandName>(
  context: Context,
  name: N,
  input: unknown,
  onProgress: OnProgress = () => undefined,
  prepared?: unknown,
): Promise<ResultOf<N>> {
  const { command, values } = parseInput(name, input);
  return (await command.run(context, values, onProgress, prepared as DividedArea)) as unknown as ResultOf<N>;
}
