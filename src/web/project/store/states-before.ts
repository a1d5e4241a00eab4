import { api, dataOf, type Project, type Task, type TaskFeatures, type TaskStatus } from '../../api/client.js';
import type { TaskEvent } from '../../api/events.js';
import { isLocked, isStatus } from '../display/statuses.js';

/** How many tasks are read to find the state before their lock. */
const MAX_READ = 20;

interface State {
  taskId: number;
  status: TaskStatus;
}

/**
 * The states of locked tasks before their locks. Progress is counted with them. Events contain them. If a task was locked before the
 * page was opened, only its history contains its state.
 */
export class StatesBefore {
  private readonly known = new Map<number, TaskStatus>();

  /** Keeps what an event says. */
  note({ taskIds, from, tasks }: TaskEvent): void {
    const changes = tasks ?? taskIds.map((taskId) => ({ taskId, from }));
    for (const { taskId, from: state } of changes)
      if (state !== null && isStatus(state) && !isLocked(state)) this.known.set(taskId, state);
  }

  /** Keeps what the list of all tasks says. Only a task without a mapper was invalidated before its lock for validation. */
  noteList({ features }: TaskFeatures): void {
    for (const { properties } of features) {
      const { taskId, taskStatus, mappedBy } = properties;
      if (!isLocked(taskStatus)) this.known.delete(taskId);
      else if (taskStatus === 'LOCKED_FOR_VALIDATION' && mappedBy === null) this.known.set(taskId, 'INVALIDATED');
    }
  }

  /** Keeps what the history of a task says. */
  noteHistory({ taskId, taskHistory }: Pick<Task, 'taskId' | 'taskHistory'>): void {
    const state = taskHistory.find(({ action }) => action === 'STATE_CHANGE')?.actionText ?? null;
    if (state !== null && isStatus(state)) this.known.set(taskId, state);
  }

  /** Forgets a task: what happened to it was not seen. */
  forget(taskId: number): void {
    this.known.delete(taskId);
  }

  /** The state that counts. A task that is locked for validation was most likely mapped. */
  of({ taskId, status }: State): TaskStatus {
    if (!isLocked(status)) return status;
    return this.known.get(taskId) ?? (status === 'LOCKED_FOR_MAPPING' ? 'READY' : 'MAPPED');
  }

  /**
   * Reads unknown states if the progress of the server differs from that of the page. At most `MAX_READ` states are read. The
   * other tasks count as mapped.
   * @param project as it was read together with the tasks
   */
  async correct({ projectId, percentMapped, percentBadImagery }: Project, rows: readonly State[]): Promise<void> {
    const shares = sharesOf(rows.map((row) => this.of(row)));
    if (shares.percentMapped === percentMapped && shares.percentBadImagery === percentBadImagery) return;
    const unknown = rows.filter(({ taskId, status }) => status === 'LOCKED_FOR_VALIDATION' && !this.known.has(taskId));
    const readState = async ({ taskId }: State): Promise<void> => {
      const params = { path: { projectId, taskId } };
      const task = await dataOf(api.GET('/api/v2/projects/{projectId}/tasks/{taskId}/', { params }));
      if (!this.known.has(taskId)) this.noteHistory(task);
    };
    await Promise.all(unknown.slice(0, MAX_READ).map(readState));
  }
}

/** The progress of a project, in percent, as the server counts it: whole numbers, never rounded up. */
export interface Shares {
  percentMapped: number;
  percentValidated: number;
  percentBadImagery: number;
}

/** The shares of tasks that are mapped or validated. Tasks with bad imagery are not to be done. */
export function sharesOf(states: readonly TaskStatus[]): Shares {
  const count = (...wanted: TaskStatus[]): number => states.filter((state) => wanted.includes(state)).length;
  const share = (part: number, whole: number): number =>
    whole <= 0 ? 0 : Math.min(100, Math.floor((100 * part) / whole));
  const bad = count('BADIMAGERY');
  const wanted = states.length - bad;
  return {
    percentMapped: share(count('MAPPED', 'VALIDATED'), wanted),
    percentValidated: share(count('VALIDATED'), wanted),
    percentBadImagery: share(bad, states.length),
  };
}
