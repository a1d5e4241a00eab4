import { useState } from 'preact/hooks';
import { Failure } from '../app/failure.js';
import { t } from '../app/i18n.js';
import { readArea, type Area } from './area-file.js';

/** Takes a GeoJSON file: dropped here, or chosen. The area is null until the file is read, and where it has no area. */
export function FileDrop({ area, onArea }: { area: Area | null; onArea: (area: Area | null) => void }) {
  const [failure, setFailure] = useState<unknown>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (file: File | undefined | null): void => {
    if (!file) return;
    setFailure(null);
    onArea(null);
    readArea(file).then(onArea, setFailure);
  };
  const over = (event: DragEvent, value: boolean): void => {
    event.preventDefault();
    setIsOver(value);
  };
  const drop = (event: DragEvent): void => {
    over(event, false);
    take(event.dataTransfer?.files[0]);
  };
  return (
    <>
      <label
        class={isOver ? 'drop over' : 'drop'}
        onDragOver={(event) => over(event, true)}
        onDragLeave={(event) => over(event, false)}
        onDrop={drop}
      >
        {area ? t('new.file', { name: area.fileName }) : t('new.drop')}
        <input
          type="file"
          accept=".geojson,.json,application/geo+json,application/json"
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      </label>
      <Failure of={failure} />
    </>
  );
}
