import { useEffect } from 'preact/hooks';
import { t } from '../app/i18n.js';
import { go, projectPath } from '../app/router.js';
import { session } from '../app/session.js';
import type { ProjectMap } from '../map/project-map.js';
import { useMap } from '../map/use-map.js';
import type { ProjectStore } from './store/project-store.js';

function lockLabel(holder: string): HTMLElement {
  const element = document.createElement('span');
  element.className = holder === session.value?.username ? 'lock lock-label own' : 'lock lock-label';
  element.setAttribute('aria-hidden', 'true');
  element.textContent = holder;
  return element;
}

async function openProjectMap(container: HTMLElement, store: ProjectStore): Promise<ProjectMap> {
  const { openProjectMap: open } = await import('../map/open-project-map.js');
  return open(container, store, (taskId) => go(projectPath(store.projectId, taskId)), lockLabel);
}

/** The map of a project. The lists beside it show the same for the keyboard and for screen readers. */
export function MapView({ store, taskId }: { store: ProjectStore; taskId: number | null }) {
  const { map, canvas } = useMap((container) => openProjectMap(container, store), store);
  const project = store.project.value;
  useEffect(() => {
    if (map && project) map.drawProject(project);
  }, [map, project]);
  useEffect(() => map?.select(taskId), [map, taskId]);
  return (
    <div class="map" role="region" aria-label={t('map.label')}>
      {canvas}
    </div>
  );
}
