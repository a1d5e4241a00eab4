import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { userNotFound } from '../../access/viewer.js';
import { taskDtoTexts } from '../tasks/list/tasks.service.js';
import { readHeldTasks, readProfile, type HeldTask } from './profile.repository.js';

async function heldTasks({ database, config }: Context, userId: number): Promise<HeldTask[]> {
  const held = await readHeldTasks(database.db, userId, config.autoUnlockSeconds);
  if (!held) throw userNotFound(userId);
  return held;
}

/**
 * Which tasks a user has locked. All of them are named, the project and the state are those of the first (by project and
 * task): existing clients hold locks in one project at a time.
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
 * A user as JSON text: to themselves with what is only for them.
 * @throws DomainError USER_NOT_FOUND (the one who asks, or the one asked about)
 */
export async function userProfile({ database }: Context, askedBy: number, username: string): Promise<string> {
  const { known, profile } = await readProfile(database.db, { askedBy, username });
  if (!known) throw userNotFound(askedBy);
  if (profile === null) throw new DomainError('USER_NOT_FOUND', { details: { username } });
  return profile;
}
