import type { TaskDtoRow } from './task-dto.repository.js';

/** The values that a task gives to the placeholders of the instructions: its tile, and its extra properties. */
function placeholders(row: TaskDtoRow): Map<string, string> {
  const values = new Map<string, string>();
  const put = (key: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    values.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  };
  try {
    const extra = JSON.parse(row.extraProperties ?? '{}') as unknown;
    if (extra && typeof extra === 'object') for (const [key, value] of Object.entries(extra)) put(key, value);
  } catch {
    // Not JSON: a row that another tool wrote. The text is shown with its placeholders as they are.
  }
  put('x', row.x);
  put('y', row.y);
  put('z', row.zoom);
  return values;
}

/**
 * What a project tells mappers of one task: `{x} {y} {z}` and every key of the task's extra properties replaced; a key
 * without a value stays as it is.
 */
export function perTaskInstructions(row: TaskDtoRow): string {
  const text = row.instructions ?? '';
  if (!text.includes('{')) return text;
  const values = placeholders(row);
  return text.replaceAll(/\{([^{}]+)\}/g, (whole, key: string) => values.get(key) ?? whole);
}

/** A TaskDTO as JSON text. The pieces that the database wrote as JSON go in as they are. */
export function taskDtoText(projectId: number, row: TaskDtoRow, autoUnlockSeconds: number): string {
  const { taskId, status, lockHolder, lastUpdated } = row;
  return (
    `{"taskId":${taskId},"projectId":${projectId},"taskStatus":"${status}","lockHolder":${JSON.stringify(lockHolder)},` +
    `"taskHistory":${row.history},"taskAnnotation":${row.annotations},` +
    `"perTaskInstructions":${JSON.stringify(perTaskInstructions(row))},"autoUnlockSeconds":${autoUnlockSeconds},` +
    `"lastUpdated":${JSON.stringify(lastUpdated)},"numberOfComments":null,"geometry":${row.geometry}}`
  );
}
