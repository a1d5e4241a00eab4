/** Parameters of OpenAPI links, as runtime expressions. Their values come from a request or its answer. */

/** The project of the request. */
export const SAME_PROJECT = { projectId: '$request.path.projectId' };
/** The task of the request. */
export const SAME_TASK = { ...SAME_PROJECT, taskId: '$request.path.taskId' };
/** The first task of the answer. */
export const FIRST_TASK = { ...SAME_PROJECT, taskId: '$response.body#/tasks/0/taskId' };
