import { t, type MessageKey } from '../../app/i18n.js';

/** Why actions are not offered, each reason once. Nothing where there is none. */
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
