import { computed, signal } from '@preact/signals';
import { api, dataOf, type Project, type Task, type TaskFeatures } from '../../api/client.js';
import type { TaskEvent } from '../../api/events.js';
import { viewer } from '../../app/viewer.js';
import { NO_RESTRICTIONS, rightsIn } from '../rights/project-rights.js';
import { VerdictDrafts } from '../validation/verdict-drafts.js';
import { lineOf, withEvent, type ActivityLine } from './activity-line.js';
import { TaskTable } from './task-table.js';

/** The data of one project on the page. Requests load it and events update it. */
export class ProjectStore {
  readonly project = signal<Project | null>(null);
  readonly tasks = new TaskTable();
  readonly activity = signal<ActivityLine[]>([]);
  /** The open task with its history; null if no task is open or it is not loaded yet. */
  readonly openTask = signal<Task | null>(null);
  /** The task that was split or deleted while it was open; null if there is none. */
  readonly removedTask = signal<number | null>(null);
  /** The error of the last request for a list or the project; null if it succeeded. */
  readonly failure = signal<unknown>(null);
  /** Verdicts that are not submitted yet. They stay while the user looks at other tasks. */
  readonly verdicts = new VerdictDrafts();
  /** Id of the open task, also before it is loaded. */
  private openTaskId: number | null = null;
  /** Resolves when the running request for the geometries of the tasks has ended. */
  private tasksLoaded: Promise<void> = Promise.resolve();

  /** What the viewer may do in the project. */
  readonly rights = computed(() => {
    const [project, user] = [this.project.value, viewer.value];
    return project && user ? rightsIn(project, user) : NO_RESTRICTIONS;
  });

  constructor(readonly projectId: number) {}

  private get path() {
    return { path: { projectId: this.projectId } };
  }

  /** Loads the project and its tasks with one request. Does not throw: an error is in `failure`. */
  async load(): Promise<void> {
    const project = dataOf(api.GET('/api/v2/projects/{projectId}/', { params: this.path })) as Promise<Project>;
    this.tasksLoaded = this.tasks.setAll(
      project.then((loaded) => {
        this.project.value = loaded;
        return loaded.tasks as TaskFeatures;
      }),
    );
    await this.recordFailure(this.tasksLoaded);
    if (this.project.value) await this.tasks.readMissingStates(this.project.value);
  }

  /** Loads the data that may have changed without an event: states, activity and the open task. Does not throw. */
  async refresh(): Promise<void> {
    await this.recordFailure(this.loadStates(), this.loadActivity(), this.reloadOpenTask());
  }

  /** Loads the texts again after a change of the language. Does not throw. */
  async loadTexts(): Promise<void> {
    await this.recordFailure(this.loadProject(), this.reloadOpenTask());
  }

  /** Waits for requests. An error of them is in `failure` after that. */
  private async recordFailure(...requests: Promise<void>[]): Promise<void> {
    try {
      await Promise.all(requests);
      this.failure.value = null;
    } catch (error) {
      this.failure.value = error;
    }
  }

  /** Loads the project without its tasks. */
  async loadProject(): Promise<void> {
    const params = { ...this.path, query: { abbreviated: true } };
    this.project.value = (await dataOf(api.GET('/api/v2/projects/{projectId}/', { params }))) as Project;
  }

  /** Loads all tasks with their geometries. */
  loadTasks(): Promise<void> {
    const list = dataOf(api.GET('/api/v2/projects/{projectId}/tasks/', { params: this.path }));
    this.tasksLoaded = this.tasks.setAll(list);
    return this.tasksLoaded;
  }

  /** Loads the state and the last action of each task. Geometries are loaded again only if the set of tasks has changed. */
  private async loadStates(): Promise<void> {
    await this.tasksLoaded;
    const list = dataOf(api.GET('/api/v2/projects/{projectId}/activities/latest/', { params: this.path }));
    const isSameSet = await this.tasks.setStates(list.then(({ activity }) => activity));
    if (!isSameSet) await this.loadTasks();
  }

  private async loadActivity(): Promise<void> {
    const { activity } = await dataOf(api.GET('/api/v2/projects/{projectId}/activities/', { params: this.path }));
    this.activity.value = activity.map(lineOf);
  }

  /** Loads a task with its history. */
  async loadTask(taskId: number): Promise<void> {
    const path = { projectId: this.projectId, taskId };
    const task = await dataOf(api.GET('/api/v2/projects/{projectId}/tasks/{taskId}/', { params: { path } }));
    this.showTask(task);
  }

  /** Opens a task. The task is not loaded if the answer of an action has contained it. */
  async open(taskId: number): Promise<void> {
    this.openTaskId = taskId;
    if (this.openTask.value?.taskId !== taskId) await this.loadTask(taskId);
  }

  /** Closes the open task. */
  close(): void {
    this.openTaskId = null;
    this.openTask.value = null;
  }

  private async reloadOpenTask(): Promise<void> {
    if (this.openTask.value) await this.loadTask(this.openTask.value.taskId);
  }

  /** Shows a task from an answer of the API. */
  showTask(task: Task): void {
    // The user may have opened another task since the request.
    if (this.openTaskId === null || this.openTaskId === task.taskId) this.openTask.value = task;
    this.tasks.setTask(task);
  }

  /** Applies an event of the stream. */
  apply(event: TaskEvent): void {
    this.activity.value = withEvent(this.activity.value, event);
    if (!this.tasks.applyEvent(event)) void this.loadTasks().catch(() => undefined);
    const openId = this.openTask.value?.taskId;
    if (openId === undefined || !event.taskIds.includes(openId)) return;
    if (event.action === 'delete' || event.parent === openId) {
      this.removedTask.value = openId;
      this.openTask.value = null;
    } else void this.reloadOpenTask().catch(() => undefined);
  }
}
