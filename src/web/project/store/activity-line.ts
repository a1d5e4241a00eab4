import type { TaskEvent } from '../../api/events.js';

/** How many lines of activity are kept. */
export const ACTIVITY_LENGTH = 50;

/** A line of the activity: what somebody did to some tasks. */
export interface ActivityLine {
  key: string;
  taskIds: number[];
  actor: string | null;
  to: string | null;
  action: string;
  at: string;
}

/** An event in the terms of history: the activity of an opened page comes from history. */
export function activityOf({ action, from, to }: TaskEvent): Pick<ActivityLine, 'action' | 'to'> {
  if (action === 'state') return { action: 'STATE_CHANGE', to };
  if (action === 'lock') return { action: to ?? action, to: null };
  if (action === 'extend') return { action: (to ?? '').replace('LOCKED', 'EXTENDED'), to: null };
  if (action === 'auto-unlock') return { action: (from ?? '').replace('LOCKED', 'AUTO_UNLOCKED'), to: null };
  return { action: action === 'comment' ? 'COMMENT' : action, to: null };
}
