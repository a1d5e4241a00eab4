/** Parameters of OpenAPI links, as runtime expressions. Their values come from a request or its answer. */
export const SAME_PROJECT = { projectId: '$request.path.projectId' };
export const SAME_TASK = { ...SAME_PROJECT, taskId: '$request.path.taskId' };
export const FIRST_TASK = { ...SAME_PROJECT, taskId: '$response.body#/tasks/0/taskId' };
