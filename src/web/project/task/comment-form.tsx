import { useState } from 'preact/hooks';
import { Failure } from '../../app/failure.js';
import { t } from '../../app/i18n.js';
import { commentOnTask } from '../actions/task-requests.js';
import type { ProjectStore } from '../store/project-store.js';
import { useAction } from '../../app/use-action.js';

/** The form that adds a comment to a task. It needs no lock. */
export function CommentForm({ store, taskId }: { store: ProjectStore; taskId: number }) {
  const [text, setText] = useState('');
  const { run, isBusy, failure } = useAction();
  const send = (event: Event): void => {
    event.preventDefault();
    run(async () => {
      await commentOnTask(store, taskId, text);
      setText('');
    });
  };
  return (
    <form onSubmit={send}>
      <label>
        {t('comment.label')}
        <textarea rows={2} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <button type="submit" disabled={isBusy || text.trim() === ''}>
        {t('comment.send')}
      </button>
      <Failure of={failure} />
    </form>
  );
}
