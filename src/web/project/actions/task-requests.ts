import { api, dataOf, type Task } from '../../api/client.js';
import type { ProjectStore } from '../store/project-store.js';
import type { ValidationResult } from '../validation/verdicts.js';

/** The actions on tasks. Each shows the task of the answer, and throws ApiError where the server refuses it. */

const ofTask = ({ projectId }: ProjectStore, taskId: number) => ({ params: { path: { projectId, taskId } } });
const ofProject = ({ projectId }: ProjectStore) => ({ params: { path: { projectId } } });

async function show(store: ProjectStore, answer: Promise<unknown>): Promise<void> {
  store.showTask((await answer) as Task);
}

async function showAll(store: ProjectStore, answer: Promise<unknown>): Promise<Task | undefined> {
  const { tasks } = (await answer) as { tasks: Task[] };
  for (const task of tasks) store.showTask(task);
  return tasks[0];
}

export const lockForMapping = (store: ProjectStore, taskId: number): Promise<void> =>
  show(
    store,
    dataOf(api.POST('/api/v2/projects/{projectId}/tasks/actions/lock-for-mapping/{taskId}/', ofTask(store, taskId))),
  );

/** Locks all of the tasks or none. */
export async function lockForValidation(store: ProjectStore, taskIds: number[]): Promise<void> {
  const body = { taskIds };
  await showAll(
    store,
    dataOf(api.POST('/api/v2/projects/{projectId}/tasks/actions/lock-for-validation/', { ...ofProject(store), body })),
  );
}

/** @returns the task that was locked */
export const lockNext = (store: ProjectStore, work: 'mapping' | 'validation'): Promise<Task | undefined> =>
  showAll(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/lock-next/', {
        ...ofProject(store),
        body: { for: work, order: 'priority', count: 1 },
      }),
    ),
  );

export const handInMapping = (
  store: ProjectStore,
  taskId: number,
  body: { status: 'MAPPED' | 'BADIMAGERY' | 'READY'; comment?: string },
): Promise<void> =>
  show(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/unlock-after-mapping/{taskId}/', {
        ...ofTask(store, taskId),
        body,
      }),
    ),
  );

/** Hands in all of the verdicts or none. */
export async function handInValidation(store: ProjectStore, validatedTasks: ValidationResult[]): Promise<void> {
  const body = { validatedTasks };
  await showAll(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/unlock-after-validation/', { ...ofProject(store), body }),
    ),
  );
  store.verdicts.drop(validatedTasks.map(({ taskId }) => taskId));
}

export const stopMapping = (store: ProjectStore, taskId: number, comment?: string): Promise<void> =>
  show(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/stop-mapping/{taskId}/', {
        ...ofTask(store, taskId),
        body: { comment },
      }),
    ),
  );

/** Gives back all of the tasks or none. */
export async function stopValidation(
  store: ProjectStore,
  resetTasks: { taskId: number; comment?: string }[],
): Promise<void> {
  const body = { resetTasks };
  await showAll(
    store,
    dataOf(api.POST('/api/v2/projects/{projectId}/tasks/actions/stop-validation/', { ...ofProject(store), body })),
  );
  store.verdicts.drop(resetTasks.map(({ taskId }) => taskId));
}

/**
 * Makes locks last as long as new ones.
 * @param shown the task that is shown
 */
export async function extendLocks(store: ProjectStore, taskIds: number[], shown: number): Promise<void> {
  const body = { taskIds };
  await dataOf(api.POST('/api/v2/projects/{projectId}/tasks/actions/extend/', { ...ofProject(store), body }));
  await store.loadDetail(shown);
}

export const undoLastAction = (store: ProjectStore, taskId: number): Promise<void> =>
  show(
    store,
    dataOf(api.POST('/api/v2/projects/{projectId}/tasks/actions/undo-last-action/{taskId}/', ofTask(store, taskId))),
  );

/** @returns the first of the new tasks */
export async function splitTask(store: ProjectStore, taskId: number): Promise<Task | undefined> {
  const { tasks } = await dataOf(
    api.POST('/api/v2/projects/{projectId}/tasks/actions/split/{taskId}/', ofTask(store, taskId)),
  );
  await store.loadTasks();
  return tasks[0];
}

export const comment = (store: ProjectStore, taskId: number, text: string): Promise<void> =>
  show(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/comments/tasks/{taskId}/', {
        ...ofTask(store, taskId),
        body: { comment: text },
      }),
    ),
  );
