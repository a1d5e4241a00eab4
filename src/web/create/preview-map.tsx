import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { useEffect } from 'preact/hooks';
import { t } from '../app/i18n.js';
import { useMap } from '../map/use-map.js';
import { COLOURS, SELECTED_LINE } from '../project/display/statuses.js';
import type { Area } from './area-file.js';

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

async function openPreview(container: HTMLElement, area: Area): Promise<MapLibreMap> {
  const { openMap } = await import('../map/open-map.js');
  const map = await openMap(container, area.bbox);
  map.addSource('area', { type: 'geojson', data: area.geojson });
  map.addSource('grid', { type: 'geojson', data: EMPTY });
  map.addLayer({
    id: 'area',
    type: 'fill',
    source: 'area',
    paint: { 'fill-color': COLOURS.VALIDATED, 'fill-opacity': 0.25 },
  });
  map.addLayer({ id: 'grid', type: 'line', source: 'grid', paint: { 'line-color': SELECTED_LINE, 'line-width': 1.2 } });
  return map;
}

/** A map of the area and of the tasks into which it would be divided. */
export function PreviewMap({ area, grid }: { area: Area; grid: FeatureCollection | null }) {
  const { map, canvas } = useMap((container) => openPreview(container, area), area);
  useEffect(() => {
    void map?.getSource<GeoJSONSource>('grid')?.setData(grid ?? EMPTY);
  }, [map, grid]);
  return (
    <div class="map preview" role="region" aria-label={t('new.preview')}>
      {canvas}
    </div>
  );
}
