import { t } from '../../app/i18n.js';

/** The comment that is submitted with a task. */
export function CommentBox({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <label>
      {t('task.comment')}
      <textarea rows={2} value={text} onInput={(event) => onText(event.currentTarget.value)} />
    </label>
  );
}
