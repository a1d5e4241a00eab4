import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { findAnnotations, lockTasks, writeAnnotationRows, type AnnotationInput } from './annotations.repository.js';

/** The annotations of a project, of one type or of all types, ordered by task. */
export const listAnnotations = async ({ database }: Context, projectId: number, type?: string) => ({
  projectId,
  tasks: await findAnnotations(database.prisma, projectId, type),
});

/**
 * Writes annotations of a type, all or none. If several are for one task, the last one is used.
 * @throws DomainError TASK_NOT_FOUND
 */
export async function writeAnnotations(
  { database }: Context,
  projectId: number,
  type: string,
  annotations: readonly AnnotationInput[],
): Promise<void> {
  if (annotations.length === 0) return;
  const byTask = new Map(annotations.map((annotation) => [annotation.taskId, annotation]));
  await inModelTransaction(database, async (tx) => {
    const known = await lockTasks(tx, projectId, [...byTask.keys()]);
    const missing = [...byTask.keys()].find((id) => !known.has(id));
    if (missing !== undefined)
      throw new DomainError('TASK_NOT_FOUND', { details: { project_id: projectId, task_id: missing } });
    await writeAnnotationRows(tx, projectId, type, [...byTask.values()]);
  });
}
