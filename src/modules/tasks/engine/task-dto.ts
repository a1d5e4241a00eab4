import type { ActionTask } from './action-context.js';
import type { TaskChange } from '../state-machine/plan-change.js';
import type { TaskDtoRow } from './task-dto.repository.js';
import { effectiveStatus, snapshotOf, type HistoryEntry } from '../state-machine/task-snapshot.js';
import { isLocked, TASK_STATUS } from '../state-machine/task-states.js';

type Instructed = Pick<TaskDtoRow, 'instructions' | 'x' | 'y' | 'zoom' | 'extraProperties'>;

/** The values of the placeholders in the instructions: the tile of the task, and its extra properties. */
function placeholders(row: Instructed): Map<string, string> {
  const values = new Map<string, string>();
  const put = (key: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    values.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  };
  try {
    const extra = JSON.parse(row.extraProperties ?? '{}') as unknown;
    if (extra && typeof extra === 'object') for (const [key, value] of Object.entries(extra)) put(key, value);
  } catch {
    // Another program stored text that is not JSON. Then only the placeholders of the tile are replaced.
  }
  put('x', row.x);
  put('y', row.y);
  put('z', row.zoom);
  return values;
}

/**
 * The instructions of a project for one task. `{x}`, `{y}`, `{z}` and every key of the extra properties of the task are
 * replaced. A key without a value is not replaced.
 */
export function perTaskInstructions(row: Instructed): string {
  const text = row.instructions ?? '';
  if (!text.includes('{')) return text;
  const values = placeholders(row);
  return text.replaceAll(/\{([^{}]+)\}/g, (whole, key: string) => values.get(key) ?? whole);
}

/** A TaskDTO as JSON text. Parts that the database returned as JSON are inserted unchanged. */
export function taskDtoText(projectId: number, row: TaskDtoRow, autoUnlockSeconds: number): string {
  const { taskId, status, lockHolder, lastUpdated } = row;
  return (
    `{"taskId":${taskId},"projectId":${projectId},"taskStatus":"${status}","lockHolder":${JSON.stringify(lockHolder)},` +
    `"taskHistory":${row.history},"taskAnnotation":${row.annotations},` +
    `"perTaskInstructions":${JSON.stringify(perTaskInstructions(row))},"autoUnlockSeconds":${autoUnlockSeconds},` +
    `"lastUpdated":${JSON.stringify(lastUpdated)},"numberOfComments":null,"geometry":${row.geometry}}`
  );
}

/** The history of a task with new and changed rows, newest first. */
function historyAfter(before: HistoryEntry[], written: HistoryEntry[]): HistoryEntry[] {
  const after = new Map(before.map((entry) => [entry.historyId, entry]));
  for (const entry of written)
    after.set(entry.historyId, { ...entry, issues: after.get(entry.historyId)?.issues ?? entry.issues });
  return [...after.values()].sort(
    (a, b) => Number(a.actionDate < b.actionDate) - Number(a.actionDate > b.actionDate) || b.historyId - a.historyId,
  );
}

/**
 * The TaskDTO of a task after an action, as JSON text. It is composed without reading the task again.
 * @param task the task before the action
 * @param done the written change with its history rows; null if nothing was written
 */
export function taskDtoTextAfter(
  task: ActionTask,
  done: { change: TaskChange; entries: HistoryEntry[]; actor: { id: number; username: string } } | null,
  projectId: number,
  { autoUnlockSeconds }: { autoUnlockSeconds: number },
): string {
  const { taskId, shown } = task;
  const history = done ? historyAfter(task.history, done.entries) : task.history;
  const now = done
    ? snapshotOf({ ...task, ...done.change, status: TASK_STATUS[done.change.status] }, history, shown.lockedBefore)
    : task;
  const status = effectiveStatus(now);
  const holder = now.lockedBy === done?.actor.id ? done?.actor.username : shown.holderName;
  const row = {
    ...shown,
    taskId,
    status,
    lockHolder: isLocked(status) ? (holder ?? null) : null,
    lastUpdated: history[0]?.actionDate ?? null,
    history: JSON.stringify(history.map(({ userId: _, ...entry }) => entry)),
  };
  return taskDtoText(projectId, row, autoUnlockSeconds);
}
