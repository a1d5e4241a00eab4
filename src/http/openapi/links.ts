import type { Json } from './error-responses.js';

/** What one may do next with what an operation answered: for tools that follow the flow of the work. */

const SAME_PROJECT = { projectId: '$request.path.projectId' };
const SAME_TASK = { ...SAME_PROJECT, taskId: '$request.path.taskId' };
const GIVEN_TASK = { ...SAME_PROJECT, taskId: '$response.body#/tasks/0/taskId' };

const link = (operationId: string, description: string, parameters: Record<string, string>): Json => ({
  [operationId]: { operationId, description, parameters },
});

/** By operationId, the links of its success. */
export const LINKS: Record<string, Json> = {
  lockForMapping: {
    ...link('unlockAfterMapping', 'Hand in the work', SAME_TASK),
    ...link('stopMapping', 'Give the task back as it was', SAME_TASK),
    ...link('splitTask', 'Split the task that is locked', SAME_TASK),
    ...link('getTask', 'Read the task', SAME_TASK),
  },
  unlockAfterMapping: {
    ...link('undoLastAction', 'Take the work back', SAME_TASK),
    ...link('commentOnTask', 'Comment on the task', SAME_TASK),
  },
  lockNextTask: {
    ...link('unlockAfterMapping', 'Hand in the work on the task that was chosen', GIVEN_TASK),
    ...link('stopMapping', 'Give it back as it was', GIVEN_TASK),
  },
  splitTask: { ...link('lockForMapping', 'Lock the first of the new tasks', GIVEN_TASK) },
  lockForValidation: {
    ...link('unlockAfterValidation', 'Hand in the validation', SAME_PROJECT),
    ...link('stopValidation', 'Give the tasks back as they were', SAME_PROJECT),
    ...link('extendLocks', 'Let the locks last longer', SAME_PROJECT),
  },
};
