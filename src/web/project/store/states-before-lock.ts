import { api, dataOf, type Project, type Task, type TaskFeatures, type TaskStatus } from '../../api/client.js';
import type { TaskEvent } from '../../api/events.js';
import { isLocked, isStatus } from '../display/statuses.js';
import { progressOf } from './progress.js';

/** The largest number of tasks whose history is read to find the state before the lock. */
const MAX_READ = 20;

interface TaskState {
  taskId: number;
  status: TaskStatus;
}

/**
 * The states that locked tasks had before their locks. The progress is counted with these states. Events contain them. For a task
 * that was locked before the page was opened, only the history of the task contains its state.
 */
export class StatesBeforeLock {
  private readonly known = new Map<number, TaskStatus>();

  /** Takes the states from an event. */
  addEvent({ taskIds, from, tasks }: TaskEvent): void {
    const changes = tasks ?? taskIds.map((taskId) => ({ taskId, from }));
    for (const { taskId, from: state } of changes)
      if (state !== null && isStatus(state) && !isLocked(state)) this.known.set(taskId, state);
  }

  /**
   * Takes the states from the list of all tasks. A task that is locked for validation and has no mapper was INVALIDATED: all other
   * tasks that can be locked for validation have a mapper.
   */
  addList({ features }: TaskFeatures): void {
    for (const { properties } of features) {
      const { taskId, taskStatus, mappedBy } = properties;
      if (!isLocked(taskStatus)) this.known.delete(taskId);
      else if (taskStatus === 'LOCKED_FOR_VALIDATION' && mappedBy === null) this.known.set(taskId, 'INVALIDATED');
    }
  }

  /** Takes the state from the history of a task. */
  addHistory({ taskId, taskHistory }: Pick<Task, 'taskId' | 'taskHistory'>): void {
    const state = taskHistory.find(({ action }) => action === 'STATE_CHANGE')?.actionText ?? null;
    if (state !== null && isStatus(state)) this.known.set(taskId, state);
  }

  /** Removes the state of a task. Used if the task has changed without an event. */
  forget(taskId: number): void {
    this.known.delete(taskId);
  }

  /** The state of a task without its lock. An unknown state before a lock for validation is taken as MAPPED. */
  of({ taskId, status }: TaskState): TaskStatus {
    if (!isLocked(status)) return status;
    return this.known.get(taskId) ?? (status === 'LOCKED_FOR_MAPPING' ? 'READY' : 'MAPPED');
  }

  /**
   * Reads unknown states from the API if the progress of the server differs from the progress of the page. Reads at most `MAX_READ`
   * tasks.
   * @param project the project as it was read together with the tasks
   */
  async readMissing(
    { projectId, percentMapped, percentBadImagery }: Project,
    tasks: readonly TaskState[],
  ): Promise<void> {
    const progress = progressOf(tasks.map((task) => this.of(task)));
    if (progress.percentMapped === percentMapped && progress.percentBadImagery === percentBadImagery) return;
    const unknown = tasks.filter(({ taskId, status }) => status === 'LOCKED_FOR_VALIDATION' && !this.known.has(taskId));
    const readState = async ({ taskId }: TaskState): Promise<void> => {
      const params = { path: { projectId, taskId } };
      const task = await dataOf(api.GET('/api/v2/projects/{projectId}/tasks/{taskId}/', { params }));
      if (!this.known.has(taskId)) this.addHistory(task);
    };
    await Promise.all(unknown.slice(0, MAX_READ).map(readState));
  }
}
