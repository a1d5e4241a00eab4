import { computed, signal } from '@preact/signals';
import { api, dataOf, type Project, type Task, type TaskFeatures, type TaskStatus } from '../../api/client.js';
import type { TaskEvent } from '../../api/events.js';
import { person } from '../../app/viewer.js';
import { activityOf, ACTIVITY_LENGTH, type ActivityLine } from './activity-line.js';
import { EVERYTHING, rightsIn } from '../rights/project-rights.js';
import { sharesOf, StatesBefore } from './states-before.js';
import { ALL_STATUSES, isLocked, isStatus } from '../display/statuses.js';
import type { MapChange, TaskRow } from './task-row.js';
import { VerdictDrafts } from '../validation/verdict-drafts.js';

/** One project as the page shows it, kept up to date by its events. */
export class ProjectStore {
  readonly project = signal<Project | null>(null);
  readonly activity = signal<ActivityLine[]>([]);
  /** The task that is shown in full; null: none, or not loaded yet. */
  readonly detail = signal<Task | null>(null);
  readonly failure = signal<unknown>(null);
  /** The task that was shown when it was split or deleted; null: none. */
  readonly gone = signal<number | null>(null);
  /** Verdicts that are not submitted yet, by task. They stay while the user looks at other tasks. */
  readonly verdicts = new VerdictDrafts();
  /** Counts the changes of `rows`. A view that reads it is drawn again after each change. */
  readonly revision = signal(0);
  readonly rows = new Map<number, TaskRow>();
  private readonly before = new StatesBefore();
  /** Number of the task that is shown in full, also while it is read. */
  private openTask: number | null = null;
  /** For each list that is being read, the events since its request. */
  private readonly missed = new Set<TaskEvent[]>();
  /** Ends when the shapes of the tasks have been read. */
  private tasksRead: Promise<void> = Promise.resolve();
  features: TaskFeatures = { type: 'FeatureCollection', features: [] };
  /** Called for each change that the map must draw. */
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

  /** The progress of the project. */
  readonly shares = computed(() => {
    void this.revision.value;
    return sharesOf([...this.rows.values()].map((row) => this.before.of(row)));
  });

  /** What the user may do in the project. */
  readonly rights = computed(() => {
    const [project, who] = [this.project.value, person.value];
    return project && who ? rightsIn(project, who) : EVERYTHING;
  });

  constructor(readonly projectId: number) {}

  private get path() {
    return { path: { projectId: this.projectId } };
  }

  /** Reads the project with its tasks, for the map. Failures are kept for the view. */
  async load(): Promise<void> {
    const project = dataOf(api.GET('/api/v2/projects/{projectId}/', { params: this.path })) as Promise<Project>;
    this.tasksRead = this.takeTasks(
      project.then((read) => {
        this.project.value = read;
        return read.tasks as TaskFeatures;
      }),
    );
    await this.kept(this.tasksRead);
    const read = this.project.value;
    if (read) await this.before.correct(read, [...this.rows.values()]).catch(() => undefined);
    this.revision.value += 1;
  }

  /** Reads what may have changed without an event: the states of the tasks, the activity and the task that is shown. */
  async catchUp(): Promise<void> {
    await this.kept(this.loadStates(), this.loadActivity(), this.refreshDetail());
  }

  /** Waits for requests. A failure is kept for the view. */
  private async kept(...readings: Promise<void>[]): Promise<void> {
    try {
      await Promise.all(readings);
      this.failure.value = null;
    } catch (error) {
      this.failure.value = error;
    }
  }

  async loadProject(): Promise<void> {
    const params = { ...this.path, query: { abbreviated: true } };
    this.project.value = (await dataOf(api.GET('/api/v2/projects/{projectId}/', { params }))) as Project;
  }

  /** Takes over a list. It may be older than the events since its request: these are applied again. */
  private async take<T>(list: Promise<T>, keep: (list: T) => void): Promise<void> {
    const events: TaskEvent[] = [];
    this.missed.add(events);
    try {
      keep(await list);
      for (const event of events) this.note(event);
    } finally {
      this.missed.delete(events);
    }
  }

  /** Reads the shapes of all tasks, and their states. */
  loadTasks(): Promise<void> {
    const list = dataOf(api.GET('/api/v2/projects/{projectId}/tasks/', { params: this.path }));
    this.tasksRead = this.takeTasks(list);
    return this.tasksRead;
  }

  private async takeTasks(list: Promise<TaskFeatures>): Promise<void> {
    await this.take(list, (features) => {
      this.features = features;
      this.before.noteList(features);
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

  /** Reads the state and the last action of each task. Shapes are read again only where the set of tasks has changed. */
  private async loadStates(): Promise<void> {
    const params = this.path;
    const changed: number[] = [];
    let isSame = true;
    await this.tasksRead;
    const list = dataOf(api.GET('/api/v2/projects/{projectId}/activities/latest/', { params }));
    await this.take(list, ({ activity }) => {
      isSame = activity.length === this.rows.size && activity.every(({ taskId }) => this.rows.has(taskId));
      for (const { taskId, taskStatus, actionBy: actor, actionDate: at } of activity) {
        const before = this.rows.get(taskId);
        if (!before || !isStatus(taskStatus)) continue;
        if (before.status !== taskStatus) this.before.forget(taskId);
        if (before.status !== taskStatus || isLocked(taskStatus)) changed.push(taskId);
        this.rows.set(taskId, { taskId, status: taskStatus, actor, at });
      }
    });
    this.changed(changed);
    if (!isSame) await this.loadTasks();
  }

  /** Keeps the states of an event. A comment has none. */
  private note(event: TaskEvent): void {
    const { taskIds, to, tasks, actor, at } = event;
    this.before.note(event);
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

  /** Begins to show a task in full. It is not read where the answer of an action has brought it. */
  async openDetail(taskId: number): Promise<void> {
    this.openTask = taskId;
    if (this.detail.value?.taskId !== taskId) await this.loadDetail(taskId);
  }

  /** Ends to show a task in full. */
  closeDetail(): void {
    this.openTask = null;
    this.detail.value = null;
  }

  /** Reads the texts again, because the language of the page has changed. */
  async loadTexts(): Promise<void> {
    await this.kept(this.loadProject(), this.refreshDetail());
  }

  /** Reads the task again that is shown in full, if there is one. */
  private async refreshDetail(): Promise<void> {
    if (this.detail.value) await this.loadDetail(this.detail.value.taskId);
  }

  /** Takes over a task that an answer brought. */
  showTask(task: Task): void {
    const { taskId, taskStatus: status, lockHolder, taskHistory } = task;
    // The user may have opened another task since the request.
    if (this.openTask === null || this.openTask === taskId) this.detail.value = task;
    const [last] = taskHistory;
    if (!this.rows.has(taskId)) return;
    this.before.noteHistory(task);
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
    if (taskIds.length > 0) this.onMapChange({ kind: 'states', taskIds });
  }

  /** Takes over what an event says. */
  apply(event: TaskEvent): void {
    const { taskIds, actor, at } = event;
    const line = { key: event.id, taskIds, actor: actor?.username ?? null, ...activityOf(event), at };
    this.activity.value = [line, ...this.activity.value].slice(0, ACTIVITY_LENGTH);
    for (const events of this.missed) events.push(event);
    if (event.action === 'split' || event.action === 'delete' || taskIds.some((taskId) => !this.rows.has(taskId)))
      void this.loadTasks().catch(() => undefined);
    else if (event.action !== 'comment') {
      this.note(event);
      this.changed(taskIds);
    }
    const shown = this.detail.value?.taskId;
    if (shown === undefined || !taskIds.includes(shown)) return;
    if (event.action === 'delete' || event.parent === shown) {
      this.gone.value = shown;
      this.detail.value = null;
    } else void this.refreshDetail().catch(() => undefined);
  }
}
