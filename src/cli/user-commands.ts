import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import { UsageError } from './terminal.js';
import { perform } from './command-runner.js';

export const TOKEN_HELP = `Usage: npm run token -- NAME [--days N]

Prints the value of the Authorization header for a user (name or OSM id), good for N days (1 to 7, default 7):
  curl -H "Authorization: $(npm run -s token -- demo_mapper)" http://127.0.0.1:5000/api/v2/projects/1/tasks/
`;

export const USER_HELP = `Usage: npm run user -- create --name NAME [--role admin|mapper|blocked] [--level LEVEL] [--id N]

Makes a user without an OSM login, for development and for the first admin. LEVEL is a mapping level (BEGINNER,
INTERMEDIATE, ADVANCED); --id the OSM id, where there is one.
`;

function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text);
  if (!/^[1-9]\d*$/.test(text) || value > max)
    throw new UsageError(`--${name} is "${text}": give a number from 1 to ${max}.`);
  return value;
}

/** `npm run token`. @returns what is printed */
export async function runToken(config: Config, args: string[]): Promise<string> {
  const options = { days: { type: 'string', default: '7' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [username, ...rest] = positionals;
  if (username === undefined || rest.length > 0) throw new UsageError('Give the name of one user.');
  const days = wholeNumber('days', values.days, 7);
  const { authorization } = await perform(config, 'makeToken', { username, days });
  return authorization;
}

const ROLES = ['admin', 'mapper', 'blocked'] as const;

/** `npm run user`. @returns what is printed */
export async function runUser(config: Config, [action, ...args]: string[]): Promise<string> {
  if (action !== 'create') throw new UsageError(action === undefined ? 'Say what to do.' : `There is no "${action}".`);
  const options = {
    name: { type: 'string' },
    role: { type: 'string' },
    level: { type: 'string' },
    id: { type: 'string' },
  } as const;
  const { values } = parseArgs({ args, options, allowPositionals: false });
  if (!values.name?.trim()) throw new UsageError('Give --name.');
  const role = ROLES.find((name) => name === values.role);
  if (values.role !== undefined && !role)
    throw new UsageError(`--role is "${values.role}": give one of ${ROLES.join(', ')}.`);
  const id = values.id === undefined ? undefined : wholeNumber('id', values.id, 2_147_483_647);
  const user = await perform(config, 'createUser', { username: values.name, role, level: values.level, id });
  return `User ${user.username} has the id ${user.id}. For a token: npm run -s token -- ${user.username}`;
}
