import type { Context } from '../../../context.js';
import { asksByTag, etagOf, type IsKnown, type Tagged } from '../../../entity-tag.js';
import { assertMaySee } from '../../../access/project-policy.js';
import { taskNotFound } from '../engine/action-policy.js';
import { taskDtoText } from '../engine/task-dto.js';
import {
  readMappedByUser,
  readTaskDtos,
  readTaskDtoWithAccess,
  readTaskState,
  type DtoQuery,
} from '../engine/task-dto.repository.js';

/** Who asks for which task, and what they have of it. */
export interface TaskQuestion {
  projectId: number;
  taskId: number;
  userId: number | null;
  /** Best first, see `preferredLocales`. */
  locales: string[];
  isKnown: IsKnown;
}

/**
 * One task with its history as JSON text (row 2).
 * @throws DomainError TASK_NOT_FOUND (for an unknown project too), PrivateProject, USER_NOT_FOUND
 */
export async function readTask(context: Context, question: TaskQuestion): Promise<Tagged<string>> {
  const { projectId, taskId, userId, locales, isKnown } = question;
  const { autoUnlockSeconds } = context.config;
  const { db } = context.database;
  const query = { projectId, taskIds: [taskId], locales, autoUnlockSeconds };
  const notFound = () => taskNotFound(projectId, taskId);
  const tagOf = (state: string | null): string => etagOf('task', projectId, taskId, autoUnlockSeconds, state);
  if (asksByTag(isKnown)) {
    const { access, state } = await readTaskState(db, query, userId);
    assertMaySee(access, projectId, userId, notFound);
    if (state !== null && isKnown(tagOf(state))) return { etag: tagOf(state), body: null };
  }
  const { access, state, row } = await readTaskDtoWithAccess(db, query, userId);
  assertMaySee(access, projectId, userId, notFound);
  if (!row) throw notFound();
  return { etag: tagOf(state), body: taskDtoText(projectId, row, autoUnlockSeconds) };
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

/** Tasks in MAPPED by the user who mapped them, as JSON text. */
export async function listMappedByUser(context: Context, projectId: number): Promise<string> {
  const users = await readMappedByUser(context.database.db, projectId, context.config.autoUnlockSeconds);
  return `{"mappedTasks":${users}}`;
}
