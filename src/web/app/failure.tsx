import { ApiError } from '../api/client.js';
import { isMessage, t } from './i18n.js';

/** What went wrong, as a sentence in the language of the page where there is one, else as the server said it. */
export function sentenceOf(failure: unknown): string {
  if (!(failure instanceof ApiError)) return failure instanceof Error ? failure.message : String(failure);
  const key = `error.${failure.code}`;
  if (isMessage(key)) return t(key);
  return failure.status >= 500 ? t('error.server') : failure.message;
}

/** A failure, read aloud by screen readers. */
export function Failure({ of: failure, onRetry }: { of: unknown; onRetry?: () => void }) {
  return (
    <p role="alert" class="failure">
      {sentenceOf(failure)}{' '}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {t('action.again')}
        </button>
      )}
    </p>
  );
}
