import { api, dataOf, type Task } from '../../api/client.js';
import type { ProjectStore } from '../store/project-store.js';
import type { ValidationResult } from '../validation/verdicts.js';

/** The requests of actions on tasks. Each updates the store with the tasks of the answer, and throws ApiError if it is refused. */

const taskParams = ({ projectId }: ProjectStore, taskId: number) => ({ params: { path: { projectId, taskId } } });
const projectParams = ({ projectId }: ProjectStore) => ({ params: { path: { projectId } } });

async function showTask(store: ProjectStore, answer: Promise<unknown>): Promise<void> {
  store.showTask((await answer) as Task);
}

/** @returns the first task of the answer */
async function showTasks(store: ProjectStore, answer: Promise<unknown>): Promise<Task | undefined> {
  const { tasks } = (await answer) as { tasks: Task[] };
  for (const task of tasks) store.showTask(task);
  return tasks[0];
}

export const lockForMapping = (store: ProjectStore, taskId: number): Promise<void> =>
  showTask(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/lock-for-mapping/{taskId}/', taskParams(store, taskId)),
    ),
  );

/** Locks tasks for validation, all or none. */
export async function lockForValidation(store: ProjectStore, taskIds: number[]): Promise<void> {
  const body = { taskIds };
  await showTasks(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/lock-for-validation/', { ...projectParams(store), body }),
    ),
  );
}

/** @returns the task that was locked */
export const lockNext = (store: ProjectStore, work: 'mapping' | 'validation'): Promise<Task | undefined> =>
  showTasks(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/lock-next/', {
        ...projectParams(store),
        body: { for: work, order: 'priority', count: 1 },
      }),
    ),
  );

/** Hands in the work on a task. */
export const handInMapping = (
  store: ProjectStore,
  taskId: number,
  body: { status: 'MAPPED' | 'BADIMAGERY' | 'READY'; comment?: string },
): Promise<void> =>
  showTask(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/unlock-after-mapping/{taskId}/', {
        ...taskParams(store, taskId),
        body,
      }),
    ),
  );

/** Hands in the verdicts on tasks, all or none. */
export async function handInValidation(store: ProjectStore, validatedTasks: ValidationResult[]): Promise<void> {
  const body = { validatedTasks };
  await showTasks(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/unlock-after-validation/', {
        ...projectParams(store),
        body,
      }),
    ),
  );
  store.verdicts.drop(validatedTasks.map(({ taskId }) => taskId));
}

/** Unlocks a task without a change. It returns to its state before the lock. */
export const stopMapping = (store: ProjectStore, taskId: number, comment?: string): Promise<void> =>
  showTask(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/stop-mapping/{taskId}/', {
        ...taskParams(store, taskId),
        body: { comment },
      }),
    ),
  );

/** Unlocks tasks without a verdict, all or none. They return to their states before the locks. */
export async function stopValidation(
  store: ProjectStore,
  resetTasks: { taskId: number; comment?: string }[],
): Promise<void> {
  const body = { resetTasks };
  await showTasks(
    store,
    dataOf(api.POST('/api/v2/projects/{projectId}/tasks/actions/stop-validation/', { ...projectParams(store), body })),
  );
  store.verdicts.drop(resetTasks.map(({ taskId }) => taskId));
}

/**
 * Starts the time of locks anew.
 * @param openTaskId the open task, which is loaded again
 */
export async function extendLocks(store: ProjectStore, taskIds: number[], openTaskId: number): Promise<void> {
  const body = { taskIds };
  await dataOf(api.POST('/api/v2/projects/{projectId}/tasks/actions/extend/', { ...projectParams(store), body }));
  await store.loadTask(openTaskId);
}

export const undoLastAction = (store: ProjectStore, taskId: number): Promise<void> =>
  showTask(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/undo-last-action/{taskId}/', taskParams(store, taskId)),
    ),
  );

/** @returns the first of the new tasks */
export async function splitTask(store: ProjectStore, taskId: number): Promise<Task | undefined> {
  const { tasks } = await dataOf(
    api.POST('/api/v2/projects/{projectId}/tasks/actions/split/{taskId}/', taskParams(store, taskId)),
  );
  await store.loadTasks();
  return tasks[0];
}

export const commentOnTask = (store: ProjectStore, taskId: number, text: string): Promise<void> =>
  showTask(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/comments/tasks/{taskId}/', {
        ...taskParams(store, taskId),
        body: { comment: text },
      }),
    ),
  );
