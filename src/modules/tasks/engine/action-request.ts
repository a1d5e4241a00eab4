import type { IncomingHttpHeaders } from 'node:http';
import { sessionUser } from '../../../http/plugins/auth.js';
import { preferredLocales } from '../../../http/schemas/locale.js';
import type { TaskAction, TasksAction } from './run-action.service.js';

/** Who acts in which project, from a request: what every action has in common. */
export const actorOf = (request: {
  params: { projectId: number };
  userId: number | null;
  headers: IncomingHttpHeaders;
}): Omit<TasksAction, 'taskIds'> => ({
  projectId: request.params.projectId,
  userId: sessionUser(request),
  locales: preferredLocales(request.headers['accept-language']),
});

/** The same, and on which task. */
export const onTask = (request: Parameters<typeof actorOf>[0] & { params: { taskId: number } }): TaskAction => ({
  ...actorOf(request),
  taskId: request.params.taskId,
});
