import type { Task } from '../../api/client.js';
import { t } from '../../app/i18n.js';
import { idUrl, openInJosm } from './editors.js';
import type { ProjectStore } from '../store/project-store.js';
import { useAction } from '../../app/use-action.js';

/** Buttons that open the task in iD (in another tab) and in JOSM (by remote control). */
export function EditorButtons({ store, task }: { store: ProjectStore; task: Task }) {
  const { run, isBusy, failure } = useAction();
  const project = store.project.value;
  if (!project) return null;
  return (
    <>
      <p class="row">
        <a class="button" href={idUrl(task, project)} target="_blank" rel="noopener">
          {t('editor.id')}
        </a>
        <button type="button" disabled={isBusy} onClick={() => run(() => openInJosm(task, project))}>
          {t('editor.josm')}
        </button>
      </p>
      {failure !== null && (
        <p role="alert" class="failure">
          {t('editor.josmNoAnswer')}
        </p>
      )}
    </>
  );
}
