import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { fetchOsmUser, findOsmUser } from '../../osm/osm-users.js';
import { findUser, ROLE_NAMES, type KnownUser } from '../users/users.service.js';
import { deleteUser } from '../users/deletion/deletion.service.js';
import { registerOsmUser } from './register-user.service.js';
import { findLevelNames, findListedUsers, updateLevel, updateRole } from './user-admin.repository.js';

/** The names of roles on the command line. */
export type RoleName = keyof typeof ROLE_NAMES;

const isUnknown = (error: unknown): boolean => error instanceof DomainError && error.code === 'USER_NOT_FOUND';

/**
 * Finds a user at OSM who has never signed in here.
 * @throws DomainError USER_NOT_FOUND, OSMServiceError
 */
async function findAtOsm({ config }: Context, nameOrId: string) {
  const isId = /^[1-9]\d{0,15}$/.test(nameOrId);
  try {
    const user = isId ? await fetchOsmUser(config.osm, Number(nameOrId)) : await findOsmUser(config.osm, nameOrId);
    if (user) return user;
  } catch (cause) {
    throw new DomainError('OSMServiceError', {
      sentence: `There is no user named ${nameOrId}, and OpenStreetMap (${config.osm.apiUrl}) does not answer or has no such user.`,
      cause,
    });
  }
  throw new DomainError('USER_NOT_FOUND', {
    sentence: `There is no user named ${nameOrId}, and OpenStreetMap has no changeset of such a user. Give the OSM id.`,
  });
}

/**
 * Gives a user a role. A user who has never signed in, such as the first admin, gets an account with the OSM id.
 * @param nameOrId name (case-insensitive) or OSM id
 * @throws DomainError USER_NOT_FOUND, OSMServiceError
 */
export async function giveRole(context: Context, nameOrId: string, role: RoleName): Promise<KnownUser> {
  const code = ROLE_NAMES[role];
  const known = await findUser(context, nameOrId).catch((error: unknown) => {
    if (isUnknown(error)) return null;
    throw error;
  });
  if (known) {
    await updateRole(context.database.prisma, known.id, code);
    return known;
  }
  const { id, displayName: username, pictureUrl } = await findAtOsm(context, nameOrId);
  await registerOsmUser(context, { id, username, pictureUrl }, { role: code });
  await updateRole(context.database.prisma, id, code);
  return { id, username };
}

/**
 * Gives a user a mapping level.
 * @param level name of the level, in any case
 * @throws DomainError USER_NOT_FOUND, InvalidData
 */
export async function giveLevel(context: Context, nameOrId: string, level: string) {
  const user = await findUser(context, nameOrId);
  const levels = await findLevelNames(context.database.prisma);
  const wanted = levels.find(({ name }) => name.toLowerCase() === level.toLowerCase());
  if (!wanted)
    throw new DomainError('InvalidData', {
      sentence: `There is no mapping level ${level}, only ${levels.map(({ name }) => name).join(', ')}.`,
    });
  await updateLevel(context.database.prisma, user.id, wanted.id);
  return { ...user, level: wanted.name };
}

/**
 * Deletes the personal data of a user. The work is kept, under the name `user_<id>`.
 * @throws DomainError USER_NOT_FOUND
 */
export async function removeUser(context: Context, nameOrId: string): Promise<KnownUser> {
  const user = await findUser(context, nameOrId);
  await deleteUser(context, user.id);
  return user;
}

/** Users by id, with their roles and levels. @param wanted.role only users with this role */
export async function listUsers({ database }: Context, wanted: { role: RoleName | null; limit: number }) {
  const role = wanted.role === null ? null : ROLE_NAMES[wanted.role];
  const names = Object.entries(ROLE_NAMES);
  const users = await findListedUsers(database.prisma, { role, limit: wanted.limit });
  return users.map((user) => ({ ...user, role: names.find(([, code]) => code === user.role)?.[0] ?? 'mapper' }));
}
