import type { Context } from '../../../context.js';
import { etagOf, type IsKnown, type Tagged } from '../../../entity-tag.js';
import { assertExists, assertMaySee } from '../../../access/project-policy.js';
import { taskNotFound } from '../engine/action-policy.js';
import { taskDtoText } from '../engine/task-dto.js';
import { readMappedByUser, readTaskDtos, readTaskDtoWithAccess, type DtoQuery } from '../engine/task-dto.repository.js';

/** A request for one task. */
export interface TaskRequest {
  projectId: number;
  taskId: number;
  userId: number | null;
  /** Locales of the instructions, best first. */
  locales: string[];
  isKnown: IsKnown;
}

/**
 * Reads one task with its history.
 * @returns the TaskDTO as JSON text; null if the client already has it
 * @throws DomainError TASK_NOT_FOUND (for an unknown project too), PrivateProject, USER_NOT_FOUND
 */
export async function readTask(context: Context, request: TaskRequest): Promise<Tagged<string>> {
  const { projectId, taskId, userId, locales, isKnown } = request;
  const { autoUnlockSeconds } = context.config;
  const query = { projectId, taskIds: [taskId], locales, autoUnlockSeconds };
  const { access, row } = await readTaskDtoWithAccess(context.database.db, query, userId);
  assertExists(access, projectId, userId, () => taskNotFound(projectId, taskId));
  if (!row) throw taskNotFound(projectId, taskId);
  assertMaySee(access, projectId, userId);
  const body = taskDtoText(projectId, row, autoUnlockSeconds);
  const etag = etagOf('task', body);
  return { etag, body: isKnown(etag) ? null : body };
}

/** TaskDTOs as JSON texts, in the requested order. Unknown ids are left out. */
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

/** The tasks in MAPPED grouped by mapper, as JSON text. */
export async function listMappedByUser(context: Context, projectId: number): Promise<string> {
  const users = await readMappedByUser(context.database.db, projectId, context.config.autoUnlockSeconds);
  return `{"mappedTasks":${users}}`;
}
