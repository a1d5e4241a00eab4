import { loadMapLibre } from 'virtual:maplibre';
import type { TaskTable } from '../project/store/task-table.js';
import { openMap } from './open-map.js';
import { ProjectMap, type MapHooks } from './project-map.js';
import { measurePainting } from './painting.js';

export { loadMapLibre };

/**
 * Opens the map of the tasks of a project.
 * @throws Error if the browser cannot draw maps
 */
export async function openProjectMap(container: HTMLElement, tasks: TaskTable, hooks: MapHooks): Promise<ProjectMap> {
  const map = await openMap(container, null);
  const { Marker } = await loadMapLibre();
  const projectMap = new ProjectMap(map, tasks, hooks, (element) => new Marker({ element }));
  measurePainting(map, tasks);
  return projectMap;
}
