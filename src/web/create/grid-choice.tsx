import type { FeatureCollection } from 'geojson';
import { useEffect, useState } from 'preact/hooks';
import { Failure } from '../app/failure.js';
import { t } from '../app/i18n.js';
import type { Area } from './area-file.js';
import { previewGrid, type Grid } from './create-project.js';
import { countTiles, MAX_PREVIEW_TILES, MAX_ZOOM, MIN_ZOOM } from './grid.js';
import { PreviewMap } from './preview-map.js';

/** The preview is requested when the slider has not moved for this time. In milliseconds. */
const SLIDER_PAUSE_MS = 250;

/** The tasks of the preview; null while the server computes them. */
interface Preview {
  grid: FeatureCollection | null;
  failure: unknown;
}

function usePreview(area: Area, { zoom, clip }: Grid, isTooMany: boolean): Preview {
  const [preview, setPreview] = useState<Preview>({ grid: null, failure: null });
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Preview): void => void (isCurrent && setPreview(next));
    setPreview({ grid: null, failure: null });
    const timer = setTimeout(() => {
      if (isTooMany) return;
      previewGrid(area, { zoom, clip }).then(
        (grid) => show({ grid, failure: null }),
        (failure: unknown) => show({ grid: null, failure }),
      );
    }, SLIDER_PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [area, zoom, clip, isTooMany]);
  return preview;
}

/** Fields that choose how the area is divided into tasks, and a preview on a map. */
export function GridChoice({ area, grid, onGrid }: { area: Area; grid: Grid; onGrid: (grid: Grid) => void }) {
  const tiles = countTiles(area.bbox, grid.zoom);
  const isTooMany = tiles > MAX_PREVIEW_TILES;
  const { grid: shown, failure } = usePreview(area, grid, isTooMany);
  const count = shown ? t('new.tasks', { count: shown.features.length }) : t('new.counting');
  return (
    <>
      <label>
        {t('new.zoom', { zoom: grid.zoom })}
        <input
          type="range"
          min={MIN_ZOOM}
          max={MAX_ZOOM}
          value={grid.zoom}
          onInput={(event) => onGrid({ ...grid, zoom: Number(event.currentTarget.value) })}
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={grid.clip}
          onChange={(event) => onGrid({ ...grid, clip: event.currentTarget.checked })}
        />{' '}
        {t('new.clip')}
      </label>
      {failure === null && <p role="status">{isTooMany ? t('new.many', { count: tiles }) : count}</p>}
      <Failure of={failure} />
      <PreviewMap area={area} grid={shown} />
    </>
  );
}
