import { api, dataOf, type Task } from '../api/client.js';
import type { ProjectStore } from './project-store.js';

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

export async function lockForValidation(store: ProjectStore, taskId: number): Promise<void> {
  const body = { taskIds: [taskId] };
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

export async function handInValidation(
  store: ProjectStore,
  taskId: number,
  verdict: { status: 'VALIDATED' | 'INVALIDATED'; comment?: string },
): Promise<void> {
  const body = { validatedTasks: [{ taskId, ...verdict }] };
  await showAll(
    store,
    dataOf(
      api.POST('/api/v2/projects/{projectId}/tasks/actions/unlock-after-validation/', { ...ofProject(store), body }),
    ),
  );
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

export async function stopValidation(store: ProjectStore, taskId: number, comment?: string): Promise<void> {
  const body = { resetTasks: [{ taskId, comment }] };
  await showAll(
    store,
    dataOf(api.POST('/api/v2/projects/{projectId}/tasks/actions/stop-validation/', { ...ofProject(store), body })),
  );
}

/** Makes the lock last as long as a new one. */
export async function extendLock(store: ProjectStore, taskId: number): Promise<void> {
  const body = { taskIds: [taskId] };
  await dataOf(api.POST('/api/v2/projects/{projectId}/tasks/actions/extend/', { ...ofProject(store), body }));
  await store.loadDetail(taskId);
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
