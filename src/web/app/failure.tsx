import { ApiError } from '../api/client.js';
import { isMessage, t } from './i18n.js';

/** The sentence of a failure: of the page, in its language, or of the server where the page has none. */
export function sentenceOf(failure: unknown): string {
  if (!(failure instanceof ApiError)) return failure instanceof Error ? failure.message : String(failure);
  const key = `error.${failure.code}`;
  if (isMessage(key)) return t(key);
  return failure.status >= 500 ? t('error.server') : failure.message;
}

/** A failure, which screen readers announce. Nothing where there is none (null). */
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
