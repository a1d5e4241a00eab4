import type { Task } from '../../api/client.js';

/** The warning appears this long before the end, but at most a fifth of the lock's time before it. Seconds. */
const WARNING_SECONDS = 600;

const STARTS = /^(LOCKED|EXTENDED)_FOR_/;

type Locked = Pick<Task, 'taskHistory' | 'autoUnlockSeconds' | 'lockHolder'>;

/** When the lock of a task expires, by the clock of the server, in milliseconds; null where it is not locked. */
export function lockEnd({ taskHistory, autoUnlockSeconds, lockHolder }: Locked): number | null {
  const start = lockHolder === null ? undefined : taskHistory.find(({ action }) => STARTS.test(action));
  return start ? Date.parse(start.actionDate) + autoUnlockSeconds * 1000 : null;
}

/** Whether a lock ends so soon that its holder is warned. @param seconds until its end */
export const endsSoon = (seconds: number, { autoUnlockSeconds }: Pick<Task, 'autoUnlockSeconds'>): boolean =>
  seconds <= Math.min(WARNING_SECONDS, autoUnlockSeconds / 5);

/** A time as a clock shows it: `1:59:03`, or `09:03` below an hour. */
export function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
