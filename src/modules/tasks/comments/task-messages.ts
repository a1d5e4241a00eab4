import { projectLink, taskLink, userLink } from '../../../text/links.js';
import { mentionsOf, type Mentions } from '../../../text/mentions.js';
import type { Decision } from '../engine/action-context.js';
import type { TaskChange } from '../state-machine/plan-change.js';
import type { TaskSnapshot } from '../state-machine/task-snapshot.js';

/** A comment on a task, with the texts of its messages. */
export interface TaskNote extends Mentions {
  taskId: number;
  /** Subject for the mentioned users. */
  mentionSubject: string;
  /** Subject for the others who worked on the task. */
  commentSubject: string;
  /** The stored comment. */
  message: string;
}

/** A message to a mapper about all tasks with the same result in one request. */
export interface TaskReview {
  mapperId: number;
  status: 'VALIDATED' | 'INVALIDATED';
  /** The first of the tasks. */
  taskId: number;
  subject: string;
}

/** The messages of an action on tasks. */
export interface TaskMessages {
  notes: TaskNote[];
  /** In the order of the request. Each mapper gets the first review of a kind that they have not switched off. */
  reviews: TaskReview[];
  /** Whether everybody may see the project. If not, the statement that sends the messages checks each receiver. */
  isPublic: boolean;
}

/** The actor and the project of an action. */
export interface MessageContext {
  projectId: number;
  /** Whether everybody may see the project. */
  isPublic: boolean;
  /** Name of the actor. */
  writer: string;
  /** URL of the front-end. */
  appBaseUrl: string;
}

/** An action on one task, and its result. */
interface TaskAction {
  task: TaskSnapshot;
  decision: Pick<Decision, 'action' | 'comment' | 'rawComment'>;
  change: Pick<TaskChange, 'status'>;
}

function noteOf(
  { task: { taskId }, decision }: TaskAction,
  { projectId, writer, appBaseUrl }: MessageContext,
): TaskNote[] {
  const { comment, rawComment } = decision;
  if (!comment || !rawComment) return [];
  const taskOfProject = `${taskLink(appBaseUrl, projectId, taskId)} of ${projectLink(appBaseUrl, projectId)}`;
  return [
    {
      taskId,
      ...mentionsOf(rawComment),
      mentionSubject: `You were mentioned in a comment in ${taskOfProject}`,
      commentSubject: `${userLink(appBaseUrl, writer)} left a comment in ${taskOfProject}`,
      message: comment,
    },
  ];
}

/** Largest number of tasks named in the subject of a review. */
const MAX_NAMED_TASKS = 10;

function reviewSubject(
  taskIds: number[],
  status: TaskReview['status'],
  { projectId, appBaseUrl }: MessageContext,
): string {
  const named = taskIds.slice(0, MAX_NAMED_TASKS).map((taskId) => taskLink(appBaseUrl, projectId, taskId));
  const more = taskIds.length > MAX_NAMED_TASKS ? ` and ${taskIds.length - MAX_NAMED_TASKS} more` : '';
  const have = taskIds.length === 1 ? 'has' : 'have';
  const result = status === 'VALIDATED' ? 'validated' : 'marked as invalid';
  return `${named.join(', ')}${more} mapped by you in ${projectLink(appBaseUrl, projectId)} ${have} been ${result}`;
}

function reviewsOf(actions: TaskAction[], context: MessageContext): TaskReview[] {
  const tasks = new Map<string, { mapperId: number; status: TaskReview['status']; taskIds: number[] }>();
  for (const { task, decision, change } of actions) {
    const { status } = change;
    if (decision.action !== 'unlockAfterValidation' || task.mappedBy === null) continue;
    if (status !== 'VALIDATED' && status !== 'INVALIDATED') continue;
    const key = `${task.mappedBy} ${status}`;
    const known = tasks.get(key);
    if (known) known.taskIds.push(task.taskId);
    else tasks.set(key, { mapperId: task.mappedBy, status, taskIds: [task.taskId] });
  }
  return [...tasks.values()].map(({ mapperId, status, taskIds }) => ({
    mapperId,
    status,
    taskId: taskIds[0] ?? 0,
    subject: reviewSubject(taskIds, status, context),
  }));
}

/**
 * The messages of an action on tasks. A comment sends messages to the mentioned users and to other users who worked on the
 * task. A validation sends a message to the mappers. Undo, bulk actions, splits, locks and extensions send none.
 */
export const taskMessagesOf = (actions: TaskAction[], context: MessageContext): TaskMessages => ({
  notes: actions.flatMap((action) => noteOf(action, context)),
  reviews: reviewsOf(actions, context),
  isPublic: context.isPublic,
});

/** Whether there are no messages. */
export const hasNoMessages = ({ notes, reviews }: TaskMessages): boolean => notes.length + reviews.length === 0;
