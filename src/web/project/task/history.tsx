import type { Task, TaskHistory } from '../../api/client.js';
import { dateText, t } from '../../app/i18n.js';
import { RichText } from '../../text/rich-text.js';
import { actionText } from '../overview/activity.js';

function Row({ row }: { row: TaskHistory }) {
  const { action, actionText: text, actionBy, actionDate } = row;
  return (
    <li>
      <strong>{actionBy}</strong> {actionText({ action, to: action === 'STATE_CHANGE' ? text : null })}{' '}
      <time class="quiet" dateTime={actionDate}>
        {dateText(actionDate)}
      </time>
      {action === 'COMMENT' && <RichText text={text ?? ''} />}
      {row.issues && row.issues.length > 0 && (
        <p>{row.issues.map(({ name, count }) => `${name}: ${count}`).join(', ')}</p>
      )}
    </li>
  );
}

/** The history of a task. The newest row comes first. */
export function History({ task }: { task: Task }) {
  return (
    <section>
      <h2>{t('task.history')}</h2>
      {task.taskHistory.length === 0 && <p class="quiet">{t('task.noHistory')}</p>}
      <ol class="plain history">
        {task.taskHistory.map((row) => (
          <Row key={row.historyId} row={row} />
        ))}
      </ol>
    </section>
  );
}
