import { useEffect, useState } from 'preact/hooks';
import { serverNow, type Task } from '../api/client.js';
import { t } from '../app/i18n.js';

/** The warning appears this long before the end, but at most a fifth of the lock's time before it. Seconds. */
const WARNING_SECONDS = 600;

const STARTS = /^(LOCKED|EXTENDED)_FOR_/;

/** When the lock of a task expires, by the clock of the server, in milliseconds; null where it is not locked. */
export function lockEnd({ taskHistory, autoUnlockSeconds, lockHolder }: Task): number | null {
  const start = lockHolder === null ? undefined : taskHistory.find(({ action }) => STARTS.test(action));
  return start ? Date.parse(start.actionDate) + autoUnlockSeconds * 1000 : null;
}

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** The remaining time of the own lock, with a warning before it ends. */
export function LockTimer({ task, onExtend, onEnd }: { task: Task; onExtend: () => void; onEnd: () => void }) {
  const end = lockEnd(task);
  const [now, setNow] = useState(serverNow());
  const seconds = end === null ? 0 : Math.max(0, Math.ceil((end - now) / 1000));
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (end !== null && seconds === 0) onEnd();
  }, [seconds === 0, end]);
  if (end === null) return null;
  const isWarning = seconds <= Math.min(WARNING_SECONDS, task.autoUnlockSeconds / 5);
  return (
    <p class={isWarning ? 'timer warning' : 'timer'}>
      <span role="timer">{t('lock.remaining', { time: clock(seconds) })}</span>{' '}
      <button type="button" onClick={onExtend}>
        {t('lock.extend')}
      </button>
      <span role="alert">{isWarning && seconds > 0 ? t('lock.warning') : ''}</span>
    </p>
  );
}
