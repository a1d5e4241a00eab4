import type { Map as MapLibreMap } from 'maplibre-gl';
import type { ProjectStore } from '../project/store/project-store.js';
import { SOURCES } from './layers.js';

/** Names in the browser's own measurements (`performance.getEntriesByName`), which the browser tests read. */
export const FIRST_PAINT = 'tessera:first-paint';
export const REPAINT = 'tessera:repaint';

/** Measures when the tasks are first painted, and how long the painting of a change of states takes. */
export function measurePainting(map: MapLibreMap, store: ProjectStore): void {
  const onRender = (): void => {
    if (store.rows.size === 0 || !map.getSource(SOURCES.tasks) || !map.isSourceLoaded(SOURCES.tasks)) return;
    map.off('render', onRender);
    performance.mark(FIRST_PAINT);
  };
  map.on('render', onRender);
  const draw = store.onMapChange;
  store.onMapChange = (change) => {
    const start = performance.now();
    draw(change);
    if (change.kind === 'states') void map.once('render', () => performance.measure(REPAINT, { start }));
  };
}
