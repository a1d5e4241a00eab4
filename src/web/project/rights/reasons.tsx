import { t, type MessageKey } from '../../app/i18n.js';

/** Shows why actions are not allowed. Each reason is shown once. */
export function Reasons({ of: reasons }: { of: (MessageKey | null)[] }) {
  return (
    <>
      {[...new Set(reasons)].map(
        (reason) =>
          reason && (
            <p key={reason} class="hint">
              {t(reason)}
            </p>
          ),
      )}
    </>
  );
}
