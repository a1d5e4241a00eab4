import { t } from '../../app/i18n.js';
import { go, projectPath } from '../../app/router.js';
import { Failure } from '../../app/failure.js';
import { lockNext } from '../actions/task-requests.js';
import { useLicensedAction } from '../actions/licensed-action.js';
import { OwnLockLink } from '../actions/own-lock-link.js';
import type { ProjectStore } from '../store/project-store.js';

/** Buttons that lock the next task for mapping or for validation and open it. */
export function NextTask({ store }: { store: ProjectStore }) {
  const { run, isBusy, failure, dialog } = useLicensedAction(store);
  const { mapping, validation } = store.rights.value;
  const lockAndOpen = (work: 'mapping' | 'validation'): void =>
    run(async () => {
      const task = await lockNext(store, work);
      if (task) go(projectPath(store.projectId, task.taskId));
    });
  if (mapping && validation) return null;
  return (
    <section aria-label={t('next.title')}>
      <p class="row">
        {!mapping && (
          <button type="button" class="primary" disabled={isBusy} onClick={() => lockAndOpen('mapping')}>
            {t('next.mapping')}
          </button>
        )}
        {!validation && (
          <button type="button" disabled={isBusy} onClick={() => lockAndOpen('validation')}>
            {t('next.validation')}
          </button>
        )}
      </p>
      <Failure of={failure} />
      <OwnLockLink store={store} failure={failure} />
      {dialog}
    </section>
  );
}
