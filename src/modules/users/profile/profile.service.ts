import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { userNotFound } from '../../../access/viewer.js';
import { fetchOsmUser } from '../../../osm/osm-users.js';
import { taskDtoTexts } from '../../tasks/list/tasks.service.js';
import { readLockedTasks, readUserJson, type LockedTask } from './profile.repository.js';
import { userIdOf, usernameNotFound } from '../users.service.js';

/**
 * The tasks of the project with the newest lock. The stock front-end expects all tasks of a user in one project. With
 * `LOCK_SCOPE=global`, a user can hold locks in two projects only if the setting was changed.
 */
function inNewestProject(locked: LockedTask[]): LockedTask[] {
  const newest = Math.max(...locked.map(({ lockedSince }) => lockedSince));
  const projectId = locked.find(({ lockedSince }) => lockedSince === newest)?.projectId;
  return locked.filter((task) => task.projectId === projectId);
}

async function lockedTasksOf({ database, config }: Context, userId: number): Promise<LockedTask[]> {
  const locked = await readLockedTasks(database.db, userId, config.autoUnlockSeconds);
  if (!locked) throw userNotFound(userId);
  return config.lockScope === 'global' ? inNewestProject(locked) : locked;
}

/**
 * The tasks that a user has locked. Project and state are those of the first task, by project and task. With
 * `LOCK_SCOPE=global`, only tasks of the project in which the user locked a task last.
 * @throws DomainError USER_NOT_FOUND
 */
export async function lockedTasks(context: Context, userId: number) {
  const locked = await lockedTasksOf(context, userId);
  return {
    lockedTasks: locked.map(({ taskId }) => taskId),
    projectId: locked[0]?.projectId ?? null,
    taskStatus: locked[0]?.status ?? null,
  };
}

/**
 * The tasks that a user has locked, with their history, as JSON text.
 * @param locales the locales of the instructions, best first
 * @throws DomainError USER_NOT_FOUND, TASK_NOT_FOUND (none is locked)
 */
export async function lockedTaskDetails(context: Context, userId: number, locales: string[]): Promise<string> {
  const locked = await lockedTasksOf(context, userId);
  if (locked.length === 0) throw new DomainError('TASK_NOT_FOUND', { details: { user_id: userId } });
  const texts: string[] = [];
  for (const projectId of new Set(locked.map((task) => task.projectId))) {
    const taskIds = locked.filter((task) => task.projectId === projectId).map(({ taskId }) => taskId);
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
 * A user by exact name as JSON text. Private values are included only for the user.
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
