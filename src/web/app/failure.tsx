import { ApiError } from '../api/client.js';
import { isMessage, t } from './i18n.js';

/** The sentence that describes a failure. If the page has no sentence for an error code, the sentence of the server is used. */
export function sentenceOf(failure: unknown): string {
  if (!(failure instanceof ApiError)) return failure instanceof Error ? failure.message : String(failure);
  const key = `error.${failure.code}`;
  if (isMessage(key)) return t(key);
  return failure.status >= 500 ? t('error.server') : failure.message;
}

/** Shows a failure as an alert. Shows nothing if there is no failure (null). */
export function Failure({ of: failure, onRetry }: { of: unknown; onRetry?: () => void }) {
  if (failure === null) return null;
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
