import { projectLink, taskLink, userLink } from '../../../text/links.js';
import { mentionsOf, type Mentions } from '../../../text/mentions.js';
import type { Decision } from '../engine/action-context.js';
import type { TaskChange } from '../state-machine/plan-change.js';
import type { TaskSnapshot } from '../state-machine/task-snapshot.js';

/** A comment on a task, and what those who are told of it read. */
export interface TaskNote extends Mentions {
  taskId: number;
  /** Subject for those whom it mentions. */
  mentionSubject: string;
  /** Subject for the others who worked on the task. */
  commentSubject: string;
  /** The comment as it is stored. */
  message: string;
}

/** What a mapper is told of a review: of all tasks with one result in one request. */
export interface TaskReview {
  mapperId: number;
  status: 'VALIDATED' | 'INVALIDATED';
  /** The first of the tasks. */
  taskId: number;
  subject: string;
}

/** What an action on tasks tells people. */
export interface TaskMessages {
  notes: TaskNote[];
  /** In the order of the request: each mapper reads the first of theirs that they want. */
  reviews: TaskReview[];
}

/** Who acts, and where. */
export interface Scene {
  projectId: number;
  /** Name of the user who acts. */
  writer: string;
  /** The front-end. */
  appBaseUrl: string;
}

/** An action on one task. */
interface Acted {
  task: TaskSnapshot;
  decision: Pick<Decision, 'action' | 'comment' | 'rawComment'>;
  change: Pick<TaskChange, 'status'>;
}

function noteOf({ task: { taskId }, decision }: Acted, { projectId, writer, appBaseUrl }: Scene): TaskNote[] {
  const { comment, rawComment } = decision;
  if (!comment || !rawComment) return [];
  const place = `${taskLink(appBaseUrl, projectId, taskId)} of ${projectLink(appBaseUrl, projectId)}`;
  return [
    {
      taskId,
      ...mentionsOf(rawComment),
      mentionSubject: `You were mentioned in a comment in ${place}`,
      commentSubject: `${userLink(appBaseUrl, writer)} left a comment in ${place}`,
      message: comment,
    },
  ];
}

/** So many tasks are named in the subject of a review. */
const NAMED_TASKS = 10;

function reviewSubject(taskIds: number[], status: TaskReview['status'], { projectId, appBaseUrl }: Scene): string {
  const named = taskIds.slice(0, NAMED_TASKS).map((taskId) => taskLink(appBaseUrl, projectId, taskId));
  const more = taskIds.length > NAMED_TASKS ? ` and ${taskIds.length - NAMED_TASKS} more` : '';
  const have = taskIds.length === 1 ? 'has' : 'have';
  const result = status === 'VALIDATED' ? 'validated' : 'marked as invalid';
  return `${named.join(', ')}${more} mapped by you in ${projectLink(appBaseUrl, projectId)} ${have} been ${result}`;
}

function reviewsOf(acted: Acted[], scene: Scene): TaskReview[] {
  const tasks = new Map<string, { mapperId: number; status: TaskReview['status']; taskIds: number[] }>();
  for (const { task, decision, change } of acted) {
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
    subject: reviewSubject(taskIds, status, scene),
  }));
}

/**
 * What an action on tasks tells people: comments those who are mentioned and the others who worked on the task, reviews
 * the mappers. Undo, bulk actions, splits, locks and extensions tell nobody.
 */
export const taskMessagesOf = (acted: Acted[], scene: Scene): TaskMessages => ({
  notes: acted.flatMap((one) => noteOf(one, scene)),
  reviews: reviewsOf(acted, scene),
});

/** Whether anybody may be told anything. */
export const tellsNobody = ({ notes, reviews }: TaskMessages): boolean => notes.length + reviews.length === 0;
