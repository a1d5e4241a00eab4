import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { VNode } from 'preact';
import { api, ApiError, dataOf, type Licence } from '../../api/client.js';
import { Failure } from '../../app/failure.js';
import { t } from '../../app/i18n.js';
import { useAction } from '../../app/use-action.js';
import { RichText } from '../../text/rich-text.js';
import type { ProjectStore } from '../store/project-store.js';

const ofLicence = (licenseId: number) => ({ params: { path: { licenseId } } });

/** The text of a licence. */
function Terms({ licence: { description, plainText } }: { licence: Licence }) {
  if (description) return <RichText text={description} />;
  return <p>{plainText}</p>;
}

interface DialogProps {
  licenseId: number;
  /** Called when the licence has been accepted. */
  onAccept: () => void;
  onClose: () => void;
}

/** A dialog that shows a licence until the user accepts or refuses it. */
function LicenceDialog({ licenseId, onAccept, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [licence, setLicence] = useState<Licence | null>(null);
  const reading = useAction();
  const accepting = useAction();
  useEffect(() => {
    dialog.current?.showModal();
    reading.run(async () => setLicence(await dataOf(api.GET('/api/v2/licenses/{licenseId}/', ofLicence(licenseId)))));
  }, [licenseId]);
  const accept = (): void =>
    accepting.run(async () => {
      await dataOf(api.POST('/api/v2/licenses/{licenseId}/actions/accept-for-me/', ofLicence(licenseId)));
      onAccept();
    });
  return (
    <dialog ref={dialog} class="licence" aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{t('licence.title', { name: licence?.name ?? '' })}</h2>
      <p>{t('licence.reason')}</p>
      {licence ? <Terms licence={licence} /> : <p role="status">{t('page.loading')}</p>}
      <p class="row">
        <button type="button" class="primary" disabled={!licence || accepting.isBusy} onClick={accept}>
          {t('licence.accept')}
        </button>
        <button type="button" onClick={onClose}>
          {t('licence.cancel')}
        </button>
      </p>
      <Failure of={reading.failure ?? accepting.failure} />
    </dialog>
  );
}

const needsLicence = (error: unknown): boolean => error instanceof ApiError && error.code === 'UserLicenseError';

/**
 * As `useAction`, for actions that lock tasks. If the server refuses an action because the user has not accepted the licence of the
 * project, `dialog` shows the licence. When the user accepts it, the action runs again.
 */
export function useLicensedAction(store: ProjectStore): ReturnType<typeof useAction> & { dialog: VNode | null } {
  const { run, ...state } = useAction();
  const [refused, setRefused] = useState<{ action: () => Promise<void> } | null>(null);
  const licenseId = store.project.value?.licenseId ?? null;
  const runLicensed = (action: () => Promise<void>): void =>
    run(async () => {
      try {
        await action();
      } catch (error) {
        if (!needsLicence(error) || licenseId === null) throw error;
        setRefused({ action });
      }
    });
  const onAccept = (): void => {
    if (refused) run(refused.action);
    setRefused(null);
  };
  const dialog =
    refused && licenseId !== null ? (
      <LicenceDialog licenseId={licenseId} onAccept={onAccept} onClose={() => setRefused(null)} />
    ) : null;
  return { run: runLicensed, ...state, dialog };
}
