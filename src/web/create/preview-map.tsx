import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../app/i18n.js';
import type { Area } from './area-file.js';

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

async function openPreview(container: HTMLElement, area: Area): Promise<MapLibreMap> {
  const { openMap } = await import('../map/open-map.js');
  const map = await openMap(container, area.box);
  map.addSource('area', { type: 'geojson', data: area.geojson });
  map.addSource('grid', { type: 'geojson', data: EMPTY });
  map.addLayer({ id: 'area', type: 'fill', source: 'area', paint: { 'fill-color': '#40ac8c', 'fill-opacity': 0.25 } });
  map.addLayer({ id: 'grid', type: 'line', source: 'grid', paint: { 'line-color': '#d73f3f', 'line-width': 1.2 } });
  return map;
}

/** The area of a file, with the tasks into which it would be divided. */
export function PreviewMap({ area, grid }: { area: Area; grid: FeatureCollection | null }) {
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  useEffect(() => {
    let opened: MapLibreMap | null = null;
    let isClosed = false;
    openPreview(container.current!, area).then(
      (ready) => {
        if (isClosed) return ready.remove();
        opened = ready;
        setMap(ready);
      },
      () => setIsBroken(true),
    );
    return () => {
      isClosed = true;
      opened?.remove();
      setMap(null);
    };
  }, [area]);
  useEffect(() => {
    void map?.getSource<GeoJSONSource>('grid')?.setData(grid ?? EMPTY);
  }, [map, grid]);
  return (
    <div class="map preview" role="region" aria-label={t('new.preview')}>
      <div class="map-canvas" ref={container} />
      {isBroken && <p class="map-broken">{t('map.broken')}</p>}
    </div>
  );
}
