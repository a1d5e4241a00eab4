import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../../api/client.js';
import { agoText, dateText, isMessage, t } from '../../app/i18n.js';
import { href, projectPath } from '../../app/router.js';
import type { ActivityLine } from '../store/activity-line.js';
import type { ProjectStore } from '../store/project-store.js';
import { isStatus } from '../display/statuses.js';

/** The largest number of tasks that a line names. Bulk actions change many tasks. */
const MAX_NAMED = 5;

/** The sentence for an action of the history. @param to the new state; null if the action has not changed it */
export function actionText({ action, to }: { action: string; to: string | null }): string {
  if (to !== null && isStatus(to)) return t('history.STATE_CHANGE', { state: t(`status.${to}`) });
  const key = `history.${action}`;
  return isMessage(key) ? t(key, { state: to ?? '' }) : action;
}

function Line({ line, projectId, now }: { line: ActivityLine; projectId: number; now: number }) {
  const { taskIds, actor, at } = line;
  return (
    <li>
      {taskIds.slice(0, MAX_NAMED).map((taskId) => (
        <a key={taskId} data-link href={href(projectPath(projectId, taskId))}>
          #{taskId}
        </a>
      ))}
      {taskIds.length > MAX_NAMED && ` ${t('activity.more', { count: taskIds.length - MAX_NAMED })}`}{' '}
      {actor === null ? '' : `${actor}: `}
      {actionText(line)}{' '}
      <time class="quiet" dateTime={at} title={dateText(at)}>
        {agoText(at, now)}
      </time>
    </li>
  );
}

/** The last actions in the project. The newest action comes first. */
export function Activity({ store }: { store: ProjectStore }) {
  const [now, setNow] = useState(serverNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 15_000);
    return () => clearInterval(timer);
  }, []);
  const lines = store.activity.value;
  return (
    <section>
      <h2>{t('activity.title')}</h2>
      {lines.length === 0 && <p class="quiet">{t('activity.none')}</p>}
      <ol class="plain activity">
        {lines.map((line) => (
          <Line key={line.key} line={line} projectId={store.projectId} now={Math.max(now, Date.parse(line.at))} />
        ))}
      </ol>
    </section>
  );
}
