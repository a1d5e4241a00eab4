import { computed, signal } from '@preact/signals';
import type { Project, Task, TaskFeatures, TaskStatus } from '../../api/client.js';
import type { TaskEvent } from '../../api/events.js';
import { ALL_STATUSES, isLocked, isStatus } from '../display/statuses.js';
import { progressOf } from './progress.js';
import { StatesBeforeLock } from './states-before-lock.js';

/** A task of the project as lists and the map show it. */
export interface TaskRow {
  taskId: number;
  status: TaskStatus;
  /** The user of the last action. For a locked task this is the holder of the lock. */
  actor: string | null;
  /** Time of the last action. */
  at: string | null;
}

/** A change that the map must draw. */
export type MapChange = { kind: 'all' } | { kind: 'states'; taskIds: readonly number[] };

/** The last action on a task, as the API lists it. */
interface LatestActivity {
  taskId: number;
  taskStatus: string;
  actionBy: string | null;
  actionDate: string | null;
}

/** All tasks of a project with their states. Lists and events from the API change it. */
export class TaskTable {
  readonly rows = new Map<number, TaskRow>();
  /** Counts the changes of `rows`. A view that reads it is rendered again after each change. */
  readonly revision = signal(0);
  /** The tasks with their geometries. */
  features: TaskFeatures = { type: 'FeatureCollection', features: [] };
  /** Called for each change that the map must draw. */
  onMapChange: (change: MapChange) => void = () => undefined;
  private readonly statesBefore = new StatesBeforeLock();
  /** For each list that is being read: the events since its request. */
  private readonly pendingEvents = new Set<TaskEvent[]>();

  /** Number of tasks in each state. */
  readonly counts = computed(() => {
    void this.revision.value;
    const counts = Object.fromEntries(ALL_STATUSES.map((status) => [status, 0])) as Record<TaskStatus, number>;
    for (const { status } of this.rows.values()) counts[status] += 1;
    return counts;
  });

  /** The locked tasks. */
  readonly locks = computed(() => {
    void this.revision.value;
    return [...this.rows.values()].filter(({ status }) => isLocked(status));
  });

  readonly progress = computed(() => {
    void this.revision.value;
    return progressOf([...this.rows.values()].map((row) => this.statesBefore.of(row)));
  });

  /** Replaces all tasks by a list. The last actions of tasks stay. */
  async setAll(list: Promise<TaskFeatures>): Promise<void> {
    await this.applyList(list, (features) => {
      this.features = features;
      this.statesBefore.addList(features);
      const before = new Map(this.rows);
      this.rows.clear();
      for (const { properties } of features.features) {
        const { taskId, taskStatus: status } = properties;
        const { actor = null, at = null } = before.get(taskId) ?? {};
        this.rows.set(taskId, { taskId, status, actor, at });
      }
    });
    this.revision.value += 1;
    this.onMapChange({ kind: 'all' });
  }

  /** Updates the states and the last actions from a list. @returns whether the list has exactly the tasks of the table */
  async setStates(list: Promise<readonly LatestActivity[]>): Promise<boolean> {
    const changed: number[] = [];
    let isSameSet = true;
    await this.applyList(list, (activity) => {
      isSameSet = activity.length === this.rows.size && activity.every(({ taskId }) => this.rows.has(taskId));
      for (const { taskId, taskStatus, actionBy: actor, actionDate: at } of activity) {
        const before = this.rows.get(taskId);
        if (!before || !isStatus(taskStatus)) continue;
        if (before.status !== taskStatus) this.statesBefore.forget(taskId);
        if (before.status !== taskStatus || isLocked(taskStatus)) changed.push(taskId);
        this.rows.set(taskId, { taskId, status: taskStatus, actor, at });
      }
    });
    this.notify(changed);
    return isSameSet;
  }

  /** Updates one task from an answer of the API. */
  setTask(task: Task): void {
    const { taskId, taskStatus: status, lockHolder, taskHistory } = task;
    if (!this.rows.has(taskId)) return;
    const [last] = taskHistory;
    this.statesBefore.addHistory(task);
    this.rows.set(taskId, {
      taskId,
      status,
      actor: lockHolder ?? last?.actionBy ?? null,
      at: last?.actionDate ?? null,
    });
    this.notify([taskId]);
  }

  /** Updates tasks from an event. @returns false if the set of tasks has changed, so that all tasks must be read again */
  applyEvent(event: TaskEvent): boolean {
    const { action, taskIds } = event;
    for (const events of this.pendingEvents) events.push(event);
    if (action === 'split' || action === 'delete' || taskIds.some((taskId) => !this.rows.has(taskId))) return false;
    if (action !== 'comment') {
      this.setStatesOf(event);
      this.notify(taskIds);
    }
    return true;
  }

  /** Reads states before locks from the API where the page does not know them. Failures are ignored. */
  async readMissingStates(project: Project): Promise<void> {
    await this.statesBefore.readMissing(project, [...this.rows.values()]).catch(() => undefined);
    this.revision.value += 1;
  }

  /** Waits for a list and applies it. The list may be older than events since its request, so these events are applied again. */
  private async applyList<T>(list: Promise<T>, apply: (list: T) => void): Promise<void> {
    const events: TaskEvent[] = [];
    this.pendingEvents.add(events);
    try {
      apply(await list);
      for (const event of events) this.setStatesOf(event);
    } finally {
      this.pendingEvents.delete(events);
    }
  }

  /** Sets the states that an event contains. An event of a comment contains none. */
  private setStatesOf(event: TaskEvent): void {
    const { taskIds, to, tasks, actor, at } = event;
    this.statesBefore.addEvent(event);
    const changes = tasks ?? taskIds.map((taskId) => ({ taskId, to: to ?? null }));
    for (const { taskId, to: status } of changes)
      if (status !== null && isStatus(status) && this.rows.has(taskId))
        this.rows.set(taskId, { taskId, status, actor: actor?.username ?? null, at });
  }

  private notify(taskIds: readonly number[]): void {
    this.revision.value += 1;
    if (taskIds.length > 0) this.onMapChange({ kind: 'states', taskIds });
  }
}
