import { useState } from 'preact/hooks';
import { Failure } from '../app/failure.js';
import { t } from '../app/i18n.js';
import { readArea, type Area } from './area-file.js';

/** A field for a GeoJSON file. The user drops or chooses the file. `onArea` gets null until the file is read, or if it is refused. */
export function FileDrop({ area, onArea }: { area: Area | null; onArea: (area: Area | null) => void }) {
  const [failure, setFailure] = useState<unknown>(null);
  const [isOver, setIsOver] = useState(false);
  const readFile = (file: File | undefined | null): void => {
    if (!file) return;
    setFailure(null);
    onArea(null);
    readArea(file).then(onArea, setFailure);
  };
  const setOver = (event: DragEvent, value: boolean): void => {
    event.preventDefault();
    setIsOver(value);
  };
  const onDrop = (event: DragEvent): void => {
    setOver(event, false);
    readFile(event.dataTransfer?.files[0]);
  };
  return (
    <>
      <label
        class={isOver ? 'drop over' : 'drop'}
        onDragOver={(event) => setOver(event, true)}
        onDragLeave={(event) => setOver(event, false)}
        onDrop={onDrop}
      >
        {area ? t('new.file', { name: area.fileName }) : t('new.drop')}
        <input
          type="file"
          accept=".geojson,.json,application/geo+json,application/json"
          onChange={(event) => readFile(event.currentTarget.files?.[0])}
        />
      </label>
      <Failure of={failure} />
    </>
  );
}
