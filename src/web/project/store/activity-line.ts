import type { TaskEvent } from '../../api/events.js';

/** The largest number of lines of the activity. */
const MAX_LINES = 50;

/** A line of the activity: an action of a user on tasks. */
export interface ActivityLine {
  key: string;
  taskIds: number[];
  actor: string | null;
  /** The new state; null if the action has not changed it. */
  to: string | null;
  action: string;
  at: string;
}

/** Names the action of an event as the history names it, because the first lines of the activity come from the history. */
function historyAction({ action, from, to }: TaskEvent): Pick<ActivityLine, 'action' | 'to'> {
  if (action === 'state') return { action: 'STATE_CHANGE', to };
  if (action === 'lock') return { action: to ?? action, to: null };
  if (action === 'extend') return { action: (to ?? '').replace('LOCKED', 'EXTENDED'), to: null };
  if (action === 'auto-unlock') return { action: (from ?? '').replace('LOCKED', 'AUTO_UNLOCKED'), to: null };
  return { action: action === 'comment' ? 'COMMENT' : action, to: null };
}

/** Adds the line of an event to the activity, as the first line. */
export function withEvent(lines: readonly ActivityLine[], event: TaskEvent): ActivityLine[] {
  const { id: key, taskIds, actor, at } = event;
  const line = { key, taskIds, actor: actor?.username ?? null, ...historyAction(event), at };
  return [line, ...lines].slice(0, MAX_LINES);
}

/** A row of the activity of a project, as the API lists it. */
interface ActivityRow {
  historyId: number;
  taskId: number | null;
  action: string;
  actionText: string | null;
  actionBy: string | null;
  actionDate: string;
}

/** The line of a row of the history. */
export const lineOf = ({ historyId, taskId, action, actionText, actionBy, actionDate }: ActivityRow): ActivityLine => ({
  key: `h${historyId}`,
  taskIds: taskId === null ? [] : [taskId],
  actor: actionBy,
  to: action === 'STATE_CHANGE' ? actionText : null,
  action,
  at: actionDate,
});
