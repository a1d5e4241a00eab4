import { NOW } from '../../db/sql.js';
import type { Models, ModelTx } from '../../db/transaction.js';

/** The annotations of a project, of one type or of all types, ordered by task. */
export const findAnnotations = (db: Models, projectId: number, type: string | undefined) =>
  db.taskAnnotation.findMany({
    where: { projectId, ...(type !== undefined && { annotationType: type }) },
    select: {
      taskId: true,
      annotationType: true,
      annotationSource: true,
      annotationMarkdown: true,
      properties: true,
    },
    orderBy: [{ taskId: 'asc' }, { id: 'asc' }],
  });

/** The content of an annotation of one task. */
export interface AnnotationInput {
  taskId: number;
  properties: Record<string, unknown>;
  annotationSource?: string | null | undefined;
  annotationMarkdown?: string | null | undefined;
}

/**
 * Locks tasks in the order of their ids. Until the transaction ends, other transactions cannot annotate or delete them.
 * @returns the ids of the tasks that exist
 */
export const lockTasks = async (tx: ModelTx, projectId: number, taskIds: readonly number[]): Promise<Set<number>> => {
  const rows = await tx.$queryRaw<{ id: number }[]>`/* lockTasks */
    SELECT t.id FROM tasks t WHERE t.project_id = ${projectId}::int AND t.id = ANY(${taskIds}::int[])
    ORDER BY t.id FOR NO KEY UPDATE`;
  return new Set(rows.map(({ id }) => id));
};

/**
 * Writes annotations of a type on tasks that the caller has locked. Replaces the properties of existing annotations.
 */
export async function writeAnnotationRows(
  tx: ModelTx,
  projectId: number,
  type: string,
  annotations: readonly AnnotationInput[],
): Promise<void> {
  await tx.$executeRaw`/* writeAnnotationRows */
    WITH sent AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(annotations)}::jsonb)
        AS s("taskId" int, properties json, "annotationSource" text, "annotationMarkdown" text)
    ), changed AS (
      UPDATE task_annotations a SET properties = s.properties, updated_timestamp = ${NOW}
      FROM sent s WHERE a.project_id = ${projectId}::int AND a.task_id = s."taskId" AND a.annotation_type = ${type}::text
      RETURNING a.task_id
    )
    INSERT INTO task_annotations (project_id, task_id, annotation_type, annotation_source, annotation_markdown, properties,
      updated_timestamp)
    SELECT ${projectId}::int, s."taskId", ${type}::text, s."annotationSource", s."annotationMarkdown", s.properties, ${NOW}
    FROM sent s WHERE s."taskId" NOT IN (SELECT c.task_id FROM changed c) ORDER BY s."taskId"`;
}
