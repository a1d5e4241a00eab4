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

async function openMapOf({ projectId, tasks }: ProjectStore, container: HTMLElement): Promise<ProjectMap> {
  const { openProjectMap } = await import('../map/open-project-map.js');
  const onSelect = (taskId: number): void => go(projectPath(projectId, taskId));
  return openProjectMap(container, tasks, { onSelect, labelOf: lockLabel });
}

/**
 * The map of a project. For the keyboard and for screen readers, the lists beside the map have the same content.
 * @param taskId the selected task; null if there is none
 */
export function MapView({ store, taskId }: { store: ProjectStore; taskId: number | null }) {
  const { map, canvas } = useMap((container) => openMapOf(store, container), store);
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
