import type { Map as MapLibreMap, MapSourceDataEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { loadMapLibre } from 'virtual:maplibre';
import { t } from '../app/i18n.js';
import type { Bbox } from './bbox.js';
import { mapStyle } from './layers.js';

const darkScheme = matchMedia('(prefers-color-scheme: dark)');

/** Removes the layer of raster tiles if a tile fails before the first tile has loaded. The map then has a plain background. */
function removeFailingTiles(map: MapLibreMap): void {
  let hasTile = false;
  map.on('data', (event) => {
    if (event.dataType === 'source' && (event as MapSourceDataEvent).sourceId === 'tiles' && 'tile' in event)
      hasTile = true;
  });
  map.on('error', ({ sourceId }: { sourceId?: string }) => {
    if (hasTile || sourceId !== 'tiles' || !map.getLayer('tiles')) return;
    map.removeLayer('tiles');
    map.removeSource('tiles');
  });
}

/**
 * Opens a map and waits for its style. If the style cannot be loaded, the map has a plain background.
 * @param bbox the part of the world to show; null: the whole world
 * @throws Error if the browser cannot draw maps
 */
export async function openMap(container: HTMLElement, bbox: Bbox | null): Promise<MapLibreMap> {
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
    ...(bbox && { bounds: bbox, fitBoundsOptions: { padding: 24 } }),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-left');
  map.addControl(new maplibre.ScaleControl(), 'bottom-left');
  removeFailingTiles(map);
  await new Promise<void>((resolve) => {
    void map.once('style.load', () => resolve());
    void map.once('error', () => {
      if (!map.style?._loaded) map.setStyle(mapStyle(darkScheme.matches, false), { diff: false });
    });
  });
  return map;
}
