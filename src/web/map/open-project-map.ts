import { loadMapLibre } from 'virtual:maplibre';
import type { ProjectStore } from '../project/store/project-store.js';
import { openMap } from './open-map.js';
import { ProjectMap } from './project-map.js';
import { measurePainting } from './painting.js';

export { loadMapLibre };

/**
 * Opens the map of a project.
 * @throws Error where the browser cannot draw maps
 */
export async function openProjectMap(
  container: HTMLElement,
  store: ProjectStore,
  onSelect: (taskId: number) => void,
  labelOf: (holder: string) => HTMLElement,
): Promise<ProjectMap> {
  const map = await openMap(container, null);
  const { Marker } = await loadMapLibre();
  const projectMap = new ProjectMap(map, store, onSelect, labelOf, (element) => new Marker({ element }));
  measurePainting(map, store);
  return projectMap;
}
