import { groupBy } from '../group-by.js';
import type { NewEvent } from './history-events.js';
import type { ChangedRow, DeletedTask, WatchResult } from './project-watch.repository.js';

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

/** Changes of watched projects without a history row. */
export type Changes = Omit<WatchResult, 'xmin'>;

/** Leaves out deleted tasks that an event of a split names as the parent. */
export function withoutSplitTasks(changes: Changes, events: readonly NewEvent[]): Changes {
  const parents = new Set(events.map(({ projectId, data }) => `${projectId} ${String(data['parent'])}`));
  const deletedTasks = changes.deletedTasks.filter(({ projectId, taskId }) => !parents.has(`${projectId} ${taskId}`));
  return { ...changes, deletedTasks };
}

/**
 * Makes events of changes without a history row: of task rows, one event per transaction; of deleted tasks, one per project; and
 * of projects.
 */
export const watchEvents = ({ at, changedRows, deletedTasks, changedProjects }: Changes): NewEvent[] => [
  ...[...groupBy(changedRows, ({ projectId, writer }) => `${projectId} ${writer}`).values()].map((rows) =>
    rowEvent(rows, at),
  ),
  ...[...groupBy(deletedTasks, ({ projectId }) => projectId)].map(([projectId, tasks]) =>
    deletedEvent(tasks, projectId, at),
  ),
  ...changedProjects.map((projectId): NewEvent => ({ projectId, name: 'project', at, data: { projectId, at } })),
];
