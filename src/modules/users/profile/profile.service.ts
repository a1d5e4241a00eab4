import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { userNotFound } from '../../../access/viewer.js';
import { fetchOsmUser } from '../../../osm/osm-users.js';
import { taskDtoTexts } from '../../tasks/list/tasks.service.js';
import { readHeldTasks, readUserJson, type HeldTask } from './profile.repository.js';
import { userIdOf, usernameNotFound } from '../users.service.js';

/**
 * The tasks of the project with the newest lock. The stock front-end expects all tasks of a user in one project. With
 * `LOCK_SCOPE=global`, locks in two projects can only remain from another setting.
 */
function ofTheProjectLockedLast(held: HeldTask[]): HeldTask[] {
  const newest = Math.max(...held.map(({ lockedSince }) => lockedSince));
  const projectId = held.find(({ lockedSince }) => lockedSince === newest)?.projectId;
  return held.filter((task) => task.projectId === projectId);
}

async function heldTasks({ database, config }: Context, userId: number): Promise<HeldTask[]> {
  const held = await readHeldTasks(database.db, userId, config.autoUnlockSeconds);
  if (!held) throw userNotFound(userId);
  return config.lockScope === 'global' ? ofTheProjectLockedLast(held) : held;
}

/**
 * The tasks that a user has locked. Project and state are those of the first task, by project and task. With
 * `LOCK_SCOPE=global`, only tasks of the project in which the user locked a task last.
 * @throws DomainError USER_NOT_FOUND
 */
export async function lockedTasks(context: Context, userId: number) {
  const held = await heldTasks(context, userId);
  return {
    lockedTasks: held.map(({ taskId }) => taskId),
    projectId: held[0]?.projectId ?? null,
    taskStatus: held[0]?.status ?? null,
  };
}

/**
 * The tasks that a user has locked, with their history, as JSON text.
 * @param locales of the instructions, best first
 * @throws DomainError USER_NOT_FOUND, TASK_NOT_FOUND (none is locked)
 */
export async function lockedTaskDetails(context: Context, userId: number, locales: string[]): Promise<string> {
  const held = await heldTasks(context, userId);
  if (held.length === 0) throw new DomainError('TASK_NOT_FOUND', { details: { user_id: userId } });
  const texts: string[] = [];
  for (const projectId of new Set(held.map((task) => task.projectId))) {
    const taskIds = held.filter((task) => task.projectId === projectId).map(({ taskId }) => taskId);
    texts.push(...(await taskDtoTexts(context, { projectId, taskIds, locales })));
  }
  return `{"tasks":[${texts.join(',')}]}`;
}

/**
 * A user by OSM id as JSON text. Private values are included only for the user.
 * @throws DomainError USER_NOT_FOUND
 */
export async function userById({ database }: Context, viewerId: number, userId: number): Promise<string> {
  const profile = await readUserJson(database.db, viewerId, { id: userId });
  if (profile === null) throw userNotFound(userId);
  return profile;
}

/**
 * The same by exact name.
 * @throws DomainError USER_NOT_FOUND
 */
export async function userByName({ database }: Context, viewerId: number, username: string): Promise<string> {
  const profile = await readUserJson(database.db, viewerId, { username });
  if (profile === null) throw usernameNotFound(username);
  return profile;
}

/**
 * The profile of a user at OSM: date of registration and number of changesets.
 * @throws DomainError USER_NOT_FOUND, OSMServiceError
 */
export async function osmDetails(context: Context, username: string) {
  const { accountCreated, changesetCount } = await fetchOsmUser(context.config.osm, await userIdOf(context, username));
  if (accountCreated === null || changesetCount === null) throw new DomainError('OSMServiceError');
  return { accountCreated, changesetCount };
}
