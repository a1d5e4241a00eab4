import type { Map as MapLibreMap, MapSourceDataEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { loadMapLibre } from 'virtual:maplibre';
import { t } from '../app/i18n.js';
import type { Box } from './bbox.js';
import { mapStyle } from './layers.js';

const darkScheme = matchMedia('(prefers-color-scheme: dark)');

/** Removes the tiles when one fails before any has loaded. The background is plain then. */
function withoutTilesWhereTheyFail(map: MapLibreMap): void {
  let anyTile = false;
  map.on('data', (event) => {
    if (event.dataType === 'source' && (event as MapSourceDataEvent).sourceId === 'tiles' && 'tile' in event)
      anyTile = true;
  });
  map.on('error', ({ sourceId }: { sourceId?: string }) => {
    if (anyTile || sourceId !== 'tiles' || !map.getLayer('tiles')) return;
    map.removeLayer('tiles');
    map.removeSource('tiles');
  });
}

/**
 * Opens a map and waits for its style. A style that does not come is replaced by a plain background.
 * @throws Error where the browser cannot draw maps
 */
export async function openMap(container: HTMLElement, box: Box | null): Promise<MapLibreMap> {
  const maplibre = await loadMapLibre();
  const map = new maplibre.Map({
    container,
    style: mapStyle(darkScheme.matches),
    attributionControl: { compact: false },
    fadeDuration: 0,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    locale: {
      'Map.Title': t('map.label'),
      'NavigationControl.ZoomIn': t('map.zoomIn'),
      'NavigationControl.ZoomOut': t('map.zoomOut'),
    },
    ...(box && { bounds: box, fitBoundsOptions: { padding: 24 } }),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-left');
  map.addControl(new maplibre.ScaleControl(), 'bottom-left');
  withoutTilesWhereTheyFail(map);
  await new Promise<void>((resolve) => {
    void map.once('style.load', () => resolve());
    void map.once('error', () => {
      if (!map.style?._loaded) map.setStyle(mapStyle(darkScheme.matches, false), { diff: false });
    });
  });
  return map;
}
