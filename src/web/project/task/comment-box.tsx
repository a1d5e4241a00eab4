import { t } from '../../app/i18n.js';

/** The field for the comment that is submitted together with a task. */
export function CommentBox({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <label>
      {t('task.comment')}
      <textarea rows={2} value={text} onInput={(event) => onText(event.currentTarget.value)} />
    </label>
  );
}
