import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.js';
import { go, href, projectPath } from '../../app/router.js';
import type { ProjectStore } from '../store/project-store.js';
import { Swatch } from '../display/legend.js';
import { ALL_STATUSES, isStatus } from '../display/statuses.js';
import { taskTitle } from '../display/task-title.js';

/** Number of tasks that the list shows at first and that "Show more" adds. */
const STEP = 50;

function GoToTask({ store }: { store: ProjectStore }) {
  const [text, setText] = useState('');
  const open = (event: Event): void => {
    event.preventDefault();
    if (store.tasks.rows.has(Number(text))) go(projectPath(store.projectId, Number(text)));
  };
  return (
    <form class="row" onSubmit={open}>
      <label>
        {t('tasks.number')}{' '}
        <input inputMode="numeric" size={6} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <button type="submit">{t('tasks.open')}</button>
    </form>
  );
}

/** The tasks as a list. It replaces the map for the keyboard and for screen readers. */
export function TaskList({ store }: { store: ProjectStore }) {
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(STEP);
  void store.tasks.revision.value;
  const rows = [...store.tasks.rows.values()].filter(({ status }) => !isStatus(wanted) || status === wanted);
  return (
    <details class="tasks">
      <summary>{t('tasks.title', { count: store.tasks.rows.size })}</summary>
      <GoToTask store={store} />
      <label>
        {t('tasks.state')}{' '}
        <select value={wanted} onChange={(event) => (setWanted(event.currentTarget.value), setShown(STEP))}>
          <option value="">{t('tasks.all')}</option>
          {ALL_STATUSES.map((status) => (
            <option key={status} value={status}>
              {t(`status.${status}`)}
            </option>
          ))}
        </select>
      </label>
      <ul class="plain">
        {rows.slice(0, shown).map(({ taskId, status }) => (
          <li key={taskId}>
            <Swatch status={status} />{' '}
            <a data-link href={href(projectPath(store.projectId, taskId))}>
              {taskTitle(taskId)}
            </a>{' '}
            {t(`status.${status}`)}
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <button type="button" onClick={() => setShown(shown + STEP)}>
          {t('tasks.more')}
        </button>
      )}
    </details>
  );
}
