import { t } from '../../app/i18n.js';
import { href, projectPath } from '../../app/router.js';
import { session } from '../../app/session.js';
import type { ProjectStore } from '../store/project-store.js';
import { taskTitle } from '../display/task-title.js';

/** The largest number of locks in the list. */
const MAX_LISTED = 100;

/** The locked tasks with their holders. The locks of the viewer come first. */
export function Locks({ store }: { store: ProjectStore }) {
  const own = session.value?.username;
  const locks = [...store.tasks.locks.value].sort((a, b) => Number(b.actor === own) - Number(a.actor === own));
  if (locks.length === 0) return null;
  return (
    <section>
      <h2>{t('project.locks')}</h2>
      <ul class="plain">
        {locks.slice(0, MAX_LISTED).map(({ taskId, actor, status }) => (
          <li key={taskId} class={actor !== null && actor === own ? 'lock own' : 'lock'}>
            <a data-link href={href(projectPath(store.projectId, taskId))}>
              {taskTitle(taskId)}
            </a>{' '}
            {actor} · {t(`status.${status}`)}
          </li>
        ))}
      </ul>
      {locks.length > MAX_LISTED && <p class="quiet">{t('activity.more', { count: locks.length - MAX_LISTED })}</p>}
    </section>
  );
}
