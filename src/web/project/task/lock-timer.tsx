import { useEffect, useState } from 'preact/hooks';
import { serverNow, type Task } from '../../api/client.js';
import { t } from '../../app/i18n.js';
import { durationText, expiresSoon, lockEnd } from './lock-end.js';

/** The remaining time of the lock of the viewer, with a warning before it expires. */
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
  const isWarning = expiresSoon(seconds, task);
  return (
    <p class={isWarning ? 'timer warning' : 'timer'}>
      <span role="timer">{t('lock.remaining', { time: durationText(seconds) })}</span>{' '}
      <button type="button" onClick={onExtend}>
        {t('lock.extend')}
      </button>
      <span role="alert">{isWarning && seconds > 0 ? t('lock.warning') : ''}</span>
    </p>
  );
}
