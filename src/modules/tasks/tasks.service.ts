import type { Context } from '../../http/app-types.js';
import { assertReadable, projectNotFound, readableProject } from '../projects/project-access.service.js';
import { taskNotFound } from './action-policy.js';
import { taskDtoText } from './task-dto.js';
import { readMappedByUser, readTaskDtos, readTaskDtoWithAccess, type DtoQuery } from './task-dto.repository.js';

/**
 * One task with its history as JSON text (row 2).
 * @throws DomainError TASK_NOT_FOUND (for an unknown project too), PrivateProject, USER_NOT_FOUND
 */
export async function readTask(
  context: Context,
  {
    projectId,
    taskId,
    userId,
    locales,
  }: { projectId: number; taskId: number; userId: number | null; locales: string[] },
): Promise<string> {
  const { autoUnlockSeconds } = context.config;
  const query = { projectId, taskIds: [taskId], locales, autoUnlockSeconds };
  const { access, row } = await readTaskDtoWithAccess(context.database.db, query, userId);
  assertReadable(access, projectId, userId, () => taskNotFound(projectId, taskId));
  if (!row) throw taskNotFound(projectId, taskId);
  return taskDtoText(projectId, row, autoUnlockSeconds);
}

/** TaskDTOs as JSON texts, in the order asked for; ids that are not there are left out. */
export async function taskDtoTexts(
  { database, config: { autoUnlockSeconds } }: Context,
  query: Omit<DtoQuery, 'autoUnlockSeconds'>,
): Promise<string[]> {
  const rows = await readTaskDtos(database.db, { ...query, autoUnlockSeconds });
  const byId = new Map(rows.map((row) => [row.taskId, row]));
  return query.taskIds.flatMap((id) => {
    const row = byId.get(id);
    return row ? [taskDtoText(query.projectId, row, autoUnlockSeconds)] : [];
  });
}

/**
 * Tasks in MAPPED by the user who mapped them, as JSON text (row 3).
 * @throws DomainError PROJECT_NOT_FOUND, PrivateProject, USER_NOT_FOUND
 */
export async function listMappedByUser(context: Context, projectId: number, userId: number | null): Promise<string> {
  await readableProject(context.database.db, projectId, userId, () => projectNotFound(projectId));
  const users = await readMappedByUser(context.database.db, projectId, context.config.autoUnlockSeconds);
  return `{"mappedTasks":${users}}`;
}
