import { computed, signal } from '@preact/signals';
import { api, dataOf, type Project, type Task, type TaskFeatures, type TaskStatus } from '../api/client.js';
import type { TaskEvent } from '../api/events.js';
import { ALL_STATUSES, isLocked, isStatus } from './statuses.js';

/** What the page knows of each task of the project. */
export interface TaskRow {
  taskId: number;
  status: TaskStatus;
  /** Who did the last thing to the task: of a locked task, who holds it. */
  actor: string | null;
  /** When that was. */
  at: string | null;
}

/** What the map must draw anew. */
export type MapChange = { kind: 'all' } | { kind: 'states'; taskIds: readonly number[] };

/** How many lines of activity are kept. */
const ACTIVITY_LENGTH = 50;

/** A line of the activity: what somebody did to some tasks. */
export interface ActivityLine {
  key: string;
  taskIds: number[];
  actor: string | null;
  to: string | null;
  action: string;
  at: string;
}

/** An event in the terms of history, of which the activity is made when the page is opened. */
function activityOf({ action, from, to }: TaskEvent): Pick<ActivityLine, 'action' | 'to'> {
  if (action === 'state') return { action: 'STATE_CHANGE', to };
  if (action === 'lock') return { action: to ?? action, to: null };
  if (action === 'extend') return { action: (to ?? '').replace('LOCKED', 'EXTENDED'), to: null };
  if (action === 'auto-unlock') return { action: (from ?? '').replace('LOCKED', 'AUTO_UNLOCKED'), to: null };
  return { action: action === 'comment' ? 'COMMENT' : action, to: null };
}

/** One project as the page shows it, kept up to date by its events. */
export class ProjectStore {
  readonly project = signal<Project | null>(null);
  readonly activity = signal<ActivityLine[]>([]);
  /** The task that is shown in full; null: none, or not loaded yet. */
  readonly detail = signal<Task | null>(null);
  readonly failure = signal<unknown>(null);
  /** Counts the changes of `rows`: whoever reads it is drawn again after each. */
  readonly revision = signal(0);
  readonly rows = new Map<number, TaskRow>();
  /** Events that came while the tasks were being read; null: they are not. */
  private missed: TaskEvent[] | null = null;
  features: TaskFeatures = { type: 'FeatureCollection', features: [] };
  /** The map, once there is one. */
  onMapChange: (change: MapChange) => void = () => undefined;

  readonly counts = computed(() => {
    void this.revision.value;
    const counts = Object.fromEntries(ALL_STATUSES.map((status) => [status, 0])) as Record<TaskStatus, number>;
    for (const { status } of this.rows.values()) counts[status] += 1;
    return counts;
  });
  readonly locks = computed(() => {
    void this.revision.value;
    return [...this.rows.values()].filter(({ status }) => isLocked(status));
  });

  constructor(readonly projectId: number) {}

  private get path() {
    return { path: { projectId: this.projectId } };
  }

  /** Reads everything. Failures are kept for the view. */
  async load(): Promise<void> {
    try {
      const tasks = this.loadTasks();
      const project = dataOf(
        api.GET('/api/v2/projects/{projectId}/', { params: { ...this.path, query: { abbreviated: true } } }),
      );
      [this.project.value] = [(await project) as Project, await tasks, await this.loadActivity()];
      this.failure.value = null;
    } catch (error) {
      this.failure.value = error;
    }
  }

  /** Reads all tasks and who did the last thing to each. */
  async loadTasks(): Promise<void> {
    this.missed ??= [];
    const [features, { activity }] = await Promise.all([
      dataOf(api.GET('/api/v2/projects/{projectId}/tasks/', { params: this.path })) as Promise<TaskFeatures>,
      dataOf(api.GET('/api/v2/projects/{projectId}/activities/latest/', { params: this.path })),
    ]);
    this.features = features;
    const latest = new Map(activity.map((row) => [row.taskId, row]));
    this.rows.clear();
    for (const { properties } of features.features) {
      const { actionBy = null, actionDate = null } = latest.get(properties.taskId) ?? {};
      const { taskId, taskStatus: status } = properties;
      this.rows.set(taskId, { taskId, status, actor: actionBy, at: actionDate });
    }
    // The lists may be older than what was told while they were on their way.
    for (const event of this.missed ?? []) this.note(event);
    this.missed = null;
    this.revision.value += 1;
    this.onMapChange({ kind: 'all' });
  }

  /** Keeps the states that an event tells. A comment tells none. */
  private note({ taskIds, to, tasks, actor, at }: TaskEvent): void {
    const changes = tasks ?? taskIds.map((taskId) => ({ taskId, to: to ?? null }));
    for (const { taskId, to: status } of changes)
      if (status !== null && isStatus(status) && this.rows.has(taskId))
        this.rows.set(taskId, { taskId, status, actor: actor?.username ?? null, at });
  }

  private async loadActivity(): Promise<void> {
    const { activity } = await dataOf(api.GET('/api/v2/projects/{projectId}/activities/', { params: this.path }));
    this.activity.value = activity.map(({ historyId, taskId, action, actionText, actionBy, actionDate }) => ({
      key: `h${historyId}`,
      taskIds: taskId === null ? [] : [taskId],
      actor: actionBy,
      to: action === 'STATE_CHANGE' ? actionText : null,
      action,
      at: actionDate,
    }));
  }

  /** Reads the task that is shown in full. */
  async loadDetail(taskId: number): Promise<void> {
    const path = { projectId: this.projectId, taskId };
    const task = await dataOf(api.GET('/api/v2/projects/{projectId}/tasks/{taskId}/', { params: { path } }));
    this.showTask(task);
  }

  /** Takes over a task that an answer brought. */
  showTask(task: Task): void {
    this.detail.value = task;
    const { taskId, taskStatus: status, lockHolder, taskHistory } = task;
    const [last] = taskHistory;
    if (!this.rows.has(taskId)) return;
    this.rows.set(taskId, {
      taskId,
      status,
      actor: lockHolder ?? last?.actionBy ?? null,
      at: last?.actionDate ?? null,
    });
    this.changed([taskId]);
  }

  private changed(taskIds: readonly number[]): void {
    this.revision.value += 1;
    this.onMapChange({ kind: 'states', taskIds });
  }

  /** Takes over what an event says. */
  apply(event: TaskEvent): void {
    const { taskIds, actor, at } = event;
    const line = { key: event.id, taskIds, actor: actor?.username ?? null, ...activityOf(event), at };
    this.activity.value = [line, ...this.activity.value].slice(0, ACTIVITY_LENGTH);
    this.missed?.push(event);
    if (event.action === 'split' || taskIds.some((taskId) => !this.rows.has(taskId))) void this.loadTasks();
    else if (event.action !== 'comment') {
      this.note(event);
      this.changed(taskIds);
    }
    const shown = this.detail.value?.taskId;
    if (shown !== undefined && taskIds.includes(shown)) void this.loadDetail(shown).catch(() => undefined);
  }
}
