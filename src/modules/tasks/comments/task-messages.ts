import type { PlannedTask } from '../engine/action-context.js';
import type { TaskChange } from '../state-machine/plan-change.js';
import type { TaskSnapshot } from '../state-machine/task-snapshot.js';

/** What `messages.message_type` holds, as far as actions on tasks send messages. */
export const MESSAGE_TYPE = { MENTION: 3, VALIDATION: 4, INVALIDATION: 5 } as const;

/** A message that a change sends, to a user by name or by id; who does not want that kind gets none. */
export interface TaskMessage {
  taskId: number;
  type: (typeof MESSAGE_TYPE)[keyof typeof MESSAGE_TYPE];
  username?: string;
  userId?: number;
  subject: string;
  message: string;
}

/** Where a task is to be seen. */
export interface TaskPlace {
  projectId: number;
  taskId: number;
  /** The front-end. */
  appBaseUrl: string;
}

const taskLink = ({ appBaseUrl, projectId, taskId }: TaskPlace): string =>
  `<a href="${appBaseUrl}/projects/${projectId}/tasks/?search=${taskId}" style="color: #d73f3f">Task ${taskId}</a>`;

const projectLink = ({ appBaseUrl, projectId }: TaskPlace): string =>
  `<a href="${appBaseUrl}/projects/${projectId}" style="color: #d73f3f">Project ${projectId}</a>`;

/** So many users one comment may address; more is a mailing, not a remark. */
const MOST_MENTIONS = 50;

/** The user names that a comment addresses as `@[name]`, each once. */
export const mentionedUsers = (comment: string): string[] => [
  ...new Set([...comment.matchAll(/@\[([^\]]+)\]/g)].map(([, name]) => name ?? '')),
];

/**
 * The messages that a comment on a task sends.
 * @param comment as the user wrote it
 * @param stored as it is stored, made safe to show
 */
export function mentionsIn(comment: string | null | undefined, stored: string | null, place: TaskPlace): TaskMessage[] {
  if (!comment || stored === null) return [];
  const subject = `You were mentioned in a comment in ${taskLink(place)} of ${projectLink(place)}`;
  return mentionedUsers(comment)
    .slice(0, MOST_MENTIONS)
    .map((username) => ({
      taskId: place.taskId,
      type: MESSAGE_TYPE.MENTION,
      username,
      subject,
      message: stored,
    }));
}

/** All messages that a planned change of a task sends. */
export function messagesOf(
  { task, decision, change }: PlannedTask,
  projectId: number,
  appBaseUrl: string,
): TaskMessage[] {
  const place = { projectId, appBaseUrl, taskId: task.taskId };
  const mentions = mentionsIn(decision.rawComment, decision.comment ?? null, place);
  return decision.action === 'unlockAfterValidation' ? [...mentions, ...reviewMessage(task, change, place)] : mentions;
}

/** What the mapper of a task is told when it was validated or invalidated. */
export function reviewMessage(task: TaskSnapshot, change: TaskChange, place: TaskPlace): TaskMessage[] {
  const { status } = change;
  if (task.mappedBy === null || (status !== 'VALIDATED' && status !== 'INVALIDATED')) return [];
  const outcome = status === 'VALIDATED' ? 'validated' : 'marked as invalid';
  const subject = `${taskLink(place)} mapped by you in ${projectLink(place)} has been ${outcome}`;
  const type = status === 'VALIDATED' ? MESSAGE_TYPE.VALIDATION : MESSAGE_TYPE.INVALIDATION;
  return [{ taskId: place.taskId, type, userId: task.mappedBy, subject, message: `${subject}.` }];
}
