import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../app/i18n.js';
import { go, projectPath } from '../app/router.js';
import { session } from '../app/session.js';
import type { ProjectMap } from '../map/project-map.js';
import type { ProjectStore } from './project-store.js';

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

/** The map of a project. What it shows is in the lists beside it too, for those who cannot use a map. */
export function MapView({ store, taskId }: { store: ProjectStore; taskId: number | null }) {
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<ProjectMap | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const project = store.project.value;
  useEffect(() => {
    let opened: ProjectMap | null = null;
    let isClosed = false;
    openProjectMap(container.current!, store).then(
      (ready) => {
        if (isClosed) return ready.close();
        opened = ready;
        setMap(ready);
      },
      () => setIsBroken(true),
    );
    return () => {
      isClosed = true;
      opened?.close();
    };
  }, [store]);
  useEffect(() => {
    if (map && project) map.drawProject(project);
  }, [map, project]);
  useEffect(() => map?.select(taskId), [map, taskId]);
  return (
    <div class="map" role="region" aria-label={t('map.label')}>
      <div class="map-canvas" ref={container} />
      {isBroken && <p class="map-broken">{t('map.broken')}</p>}
    </div>
  );
}
