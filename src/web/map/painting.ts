import type { Map as MapLibreMap } from 'maplibre-gl';
import type { TaskTable } from '../project/store/task-table.js';
import { SOURCES } from './layers.js';

/** Names of the measurements in `performance.getEntriesByName`. The browser tests read them. */
const FIRST_PAINT = 'tessera:first-paint';
const REPAINT = 'tessera:repaint';

/** Records the time of the first paint of the tasks, and the time that each change of states takes until it is painted. */
export function measurePainting(map: MapLibreMap, tasks: TaskTable): void {
  const onRender = (): void => {
    if (tasks.rows.size === 0 || !map.getSource(SOURCES.tasks) || !map.isSourceLoaded(SOURCES.tasks)) return;
    map.off('render', onRender);
    performance.mark(FIRST_PAINT);
  };
  map.on('render', onRender);
  const draw = tasks.onMapChange;
  tasks.onMapChange = (change) => {
    const start = performance.now();
    draw(change);
    if (change.kind === 'states') void map.once('render', () => performance.measure(REPAINT, { start }));
  };
}
