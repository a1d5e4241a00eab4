import type { Context } from '../../../context.js';
import { FIRST_TASK, SAME_TASK } from '../../../http/openapi/link-parameters.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { projectPath, taskPath } from '../../../http/schemas/schemas.js';
import { actorOf, sendTask, sendTasks } from '../action-requests.js';
import { runAction } from '../engine/run-action.service.js';
import { lockNextTask } from '../next-task/next-task.rules.js';
import { splitTask } from '../split/split.service.js';
import { mappingResult, nextTask, stopWork } from '../task-requests.schemas.js';
import { task, taskList } from '../tasks.schemas.js';
import { lockForMapping, stopMapping, unlockAfterMapping } from './mapping.rules.js';

const common = { method: 'POST', tag: 'mapping', checkedIn: 'statement' } as const;

/** Mapping a task, under `/api/v2/projects/:projectId/tasks/actions`. */
export const mappingOperations = (context: Context): Operation[] => [
  defineOperation({
    ...common,
    id: 'lockForMapping',
    path: '/lock-for-mapping/:taskId/',
    summary: 'Lock a task for mapping',
    description:
      'A task in READY or INVALIDATED becomes LOCKED_FOR_MAPPING. If the caller already holds the lock, nothing changes.',
    access: 'task:map',
    params: taskPath,
    answers: { 200: task },
    errors: ['TASK_NOT_FOUND', 'InvalidTaskState', 'Busy'],
    links: [
      { operationId: 'unlockAfterMapping', description: 'Hand in the work', parameters: SAME_TASK },
      { operationId: 'stopMapping', description: 'Stop mapping the task', parameters: SAME_TASK },
      { operationId: 'splitTask', description: 'Split the locked task', parameters: SAME_TASK },
      { operationId: 'getTask', description: 'Read the task', parameters: SAME_TASK },
    ],
    handler: async (call) =>
      sendTask(call, await runAction(context, { ...actorOf(call), tasks: [call.params.taskId] }, lockForMapping)),
  }),
  defineOperation({
    ...common,
    id: 'unlockAfterMapping',
    path: '/unlock-after-mapping/:taskId/',
    summary: 'Hand in the work on a task',
    description:
      'Ends the lock of the caller. The task becomes MAPPED, BADIMAGERY or READY. After the lock has expired, work is accepted as long as nobody has locked the task since.',
    access: 'task:hold',
    params: taskPath,
    body: mappingResult,
    invalid: 'Task unlock failed',
    answers: { 200: task },
    errors: ['TASK_NOT_FOUND', 'LockBeforeUnlocking', 'TaskNotOwned', 'InvalidUnlockState', 'Busy'],
    links: [
      { operationId: 'undoLastAction', description: 'Undo the hand-in', parameters: SAME_TASK },
      { operationId: 'commentOnTask', description: 'Comment on the task', parameters: SAME_TASK },
    ],
    handler: async (call) => {
      const rule = unlockAfterMapping(call.body);
      return sendTask(call, await runAction(context, { ...actorOf(call), tasks: [call.params.taskId] }, rule));
    },
  }),
  defineOperation({
    ...common,
    id: 'stopMapping',
    path: '/stop-mapping/:taskId/',
    summary: 'Stop mapping a task',
    description: 'Ends the lock of the caller. The task returns to its state before the lock.',
    access: 'task:hold',
    params: taskPath,
    body: stopWork,
    invalid: 'Task unlock failed',
    answers: { 200: task },
    errors: ['TASK_NOT_FOUND', 'LockBeforeUnlocking', 'TaskNotOwned', 'Busy'],
    handler: async (call) => {
      const rule = stopMapping(call.body?.comment);
      return sendTask(call, await runAction(context, { ...actorOf(call), tasks: [call.params.taskId] }, rule));
    },
  }),
  defineOperation({
    ...common,
    id: 'splitTask',
    path: '/split/:taskId/',
    summary: 'Split a task into up to four',
    description:
      'For a task that is too much work for one mapper. The task must be READY, or locked for mapping by the caller. The new tasks are READY and have a copy of its history.',
    access: 'task:map',
    params: taskPath,
    answers: { 200: taskList },
    errors: ['TASK_NOT_FOUND', 'SmallToSplit', 'LockToSplit', 'SplitOtherUserTask', 'Busy'],
    links: [{ operationId: 'lockForMapping', description: 'Lock the first of the new tasks', parameters: FIRST_TASK }],
    handler: async (call) =>
      sendTasks(call, await splitTask(context, { ...actorOf(call), taskId: call.params.taskId })),
  }),
  defineOperation({
    ...common,
    id: 'lockNextTask',
    path: '/lock-next/',
    summary: 'Choose the next free task and lock it',
    description:
      'An addition of Tessera. Tasks in priority areas come first. For validation only tasks in MAPPED are chosen, and only admins get tasks that they mapped themselves.',
    access: 'task:map',
    params: projectPath,
    body: nextTask,
    answers: { 200: taskList },
    errors: ['NoTaskAvailable', 'ValidtionNotAllowed', 'Busy'],
    links: [
      { operationId: 'unlockAfterMapping', description: 'Hand in the work on the task', parameters: FIRST_TASK },
      { operationId: 'stopMapping', description: 'Stop mapping the task', parameters: FIRST_TASK },
    ],
    handler: async (call) => {
      const { for: purpose, ...wanted } = call.body;
      const tasks = { purpose, ...wanted };
      return sendTasks(call, await runAction(context, { ...actorOf(call), tasks }, lockNextTask(tasks)));
    },
  }),
];
