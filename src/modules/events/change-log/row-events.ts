import { groupBy } from '../group-by.js';
import type { NewEvent } from './history-events.js';
import type { ChangedRow, DeletedTask, CheckResult } from './project-watch.repository.js';

/** Makes one event of the task rows that a transaction has changed. */
function rowEvent(rows: ChangedRow[], at: string): NewEvent {
  const sorted = rows.toSorted((a, b) => a.taskId - b.taskId);
  const [first] = sorted;
  if (!first) throw new Error('an event without tasks');
  const to = rows.every(({ status }) => status === first.status) ? first.status : null;
  const tasks = sorted.map(({ taskId, status }) => ({ taskId, from: null, to: status }));
  const taskIds = sorted.map(({ taskId }) => taskId);
  const data = { taskIds, action: 'edit', from: null, to, actor: null, at, ...(to === null && { tasks }) };
  return { projectId: first.projectId, name: 'task', at, data };
}

function deletedEvent(tasks: DeletedTask[], projectId: number, at: string): NewEvent {
  const taskIds = tasks.map(({ taskId }) => taskId).sort((a, b) => a - b);
  return { projectId, name: 'task', at, data: { taskIds, action: 'delete', from: null, to: null, actor: null, at } };
}

/** Changes that no history row records. */
export type UnrecordedChanges = Omit<CheckResult, 'xmin'>;

/** Removes the deleted tasks that are the parent in an event of a split. */
export function withoutSplitTasks(changes: UnrecordedChanges, events: readonly NewEvent[]): UnrecordedChanges {
  const parents = new Set(events.map(({ projectId, data }) => `${projectId} ${String(data['parent'])}`));
  const deletedTasks = changes.deletedTasks.filter(({ projectId, taskId }) => !parents.has(`${projectId} ${taskId}`));
  return { ...changes, deletedTasks };
}

/**
 * Converts changes without a history row to events: one event for the task rows of each transaction, one for the deleted tasks of
 * each project, and one for each edited project.
 */
export const unrecordedEvents = ({ at, changedRows, deletedTasks, changedProjects }: UnrecordedChanges): NewEvent[] => [
  ...[...groupBy(changedRows, ({ projectId, writer }) => `${projectId} ${writer}`).values()].map((rows) =>
    rowEvent(rows, at),
  ),
  ...[...groupBy(deletedTasks, ({ projectId }) => projectId)].map(([projectId, tasks]) =>
    deletedEvent(tasks, projectId, at),
  ),
  ...changedProjects.map((projectId): NewEvent => ({ projectId, name: 'project', at, data: { projectId, at } })),
];
