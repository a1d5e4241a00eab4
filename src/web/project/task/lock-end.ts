import type { Task } from '../../api/client.js';
import { isLocked } from '../display/statuses.js';

/** The warning appears this number of seconds before a lock expires. For short locks it appears in the last fifth of their time. */
const WARNING_SECONDS = 600;

/** The actions of history rows that start or extend a lock. */
const LOCK_ACTION = /^(LOCKED|EXTENDED)_FOR_/;

type LockedTask = Pick<Task, 'taskHistory' | 'autoUnlockSeconds' | 'lockHolder'>;

/** Time at which the lock of a task expires, in milliseconds of the clock of the server; null if the task is not locked. */
export function lockEnd({ taskHistory, autoUnlockSeconds, lockHolder }: LockedTask): number | null {
  const start = lockHolder === null ? undefined : taskHistory.find(({ action }) => LOCK_ACTION.test(action));
  return start ? Date.parse(start.actionDate) + autoUnlockSeconds * 1000 : null;
}

/** Whether a lock expires so soon that its holder gets a warning. @param seconds until it expires */
export const expiresSoon = (seconds: number, { autoUnlockSeconds }: Pick<Task, 'autoUnlockSeconds'>): boolean =>
  seconds <= Math.min(WARNING_SECONDS, autoUnlockSeconds / 5);

/**
 * Whether the last lock of a user on an unlocked task has expired. The newest history row of the task is then an auto-unlock of the
 * user. Before the server has recorded the auto-unlock, it is a lock without a duration.
 */
export function hasExpiredLock(
  { taskStatus, taskHistory: [last] }: Pick<Task, 'taskStatus' | 'taskHistory'>,
  username: string,
): boolean {
  if (!last || isLocked(taskStatus) || last.actionBy !== username) return false;
  return last.action.startsWith('AUTO_UNLOCKED') || (LOCK_ACTION.test(last.action) && last.actionText === null);
}

/** Formats a duration as `1:59:03`, or `09:03` if it is shorter than an hour. */
export function durationText(seconds: number): string {
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = `${twoDigits(Math.floor((seconds % 3600) / 60))}:${twoDigits(seconds % 60)}`;
  return hours > 0 ? `${hours}:${minutes}` : minutes;
}
