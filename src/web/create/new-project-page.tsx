import { useState } from 'preact/hooks';
import { Failure } from '../app/failure.js';
import { t, type MessageKey } from '../app/i18n.js';
import { managedOrganisations } from '../app/viewer.js';
import { go, projectPath } from '../app/router.js';
import { useAction } from '../app/use-action.js';
import { useTitle } from '../app/use-title.js';
import type { Area } from './area-file.js';
import { createProject, MAX_NAME_LENGTH, type Grid } from './create-project.js';
import { FileDrop } from './file-drop.js';
import { firstZoom } from './grid.js';
import { GridChoice } from './grid-choice.js';

/** The fields of the form besides the area and its grid. */
interface Fields {
  name: string;
  shortDescription: string;
  instructions: string;
  organisationId: number | null;
  publish: boolean;
}

const EMPTY_FIELDS: Fields = { name: '', shortDescription: '', instructions: '', organisationId: null, publish: true };

function Organisation({ value, onChange }: { value: number | null; onChange: (id: number) => void }) {
  return (
    <label>
      {t('new.organisation')}
      <select value={String(value)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {managedOrganisations.value.map(({ organisationId, name }) => (
          <option key={organisationId} value={organisationId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function PublishCheckbox({ checked, onChange }: { checked: boolean; onChange: (isChecked: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />{' '}
      {t('new.publish')}
    </label>
  );
}

function ProjectFields({ fields, onFields }: { fields: Fields; onFields: (fields: Fields) => void }) {
  const set = (part: Partial<Fields>): void => onFields({ ...fields, ...part });
  return (
    <>
      <label>
        {t('new.name')}
        <input
          required
          maxLength={MAX_NAME_LENGTH}
          value={fields.name}
          onInput={(event) => set({ name: event.currentTarget.value })}
        />
      </label>
      <Organisation value={fields.organisationId} onChange={(organisationId) => set({ organisationId })} />
      <label>
        {t('new.shortDescription')}
        <input
          required={fields.publish}
          value={fields.shortDescription}
          onInput={(event) => set({ shortDescription: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('new.instructions')}
        <textarea
          required={fields.publish}
          rows={4}
          value={fields.instructions}
          onInput={(event) => set({ instructions: event.currentTarget.value })}
        />
      </label>
      <PublishCheckbox checked={fields.publish} onChange={(publish) => set({ publish })} />
    </>
  );
}

/** Shows the current step of the creation. */
function CreationProgress({ step }: { step: MessageKey }) {
  return (
    <p role="status" class="making">
      <progress aria-label={t('new.creating')} /> {t(step)}
    </p>
  );
}

function Form() {
  const [area, setArea] = useState<Area | null>(null);
  const [grid, setGrid] = useState<Grid>({ zoom: 14, clip: true });
  const [fields, setFields] = useState<Fields>(EMPTY_FIELDS);
  const [step, setStep] = useState<MessageKey>('new.dividing');
  const { run, isBusy, failure, clearFailure } = useAction();
  const organisationId = fields.organisationId ?? managedOrganisations.value[0]?.organisationId ?? null;
  const onArea = (read: Area | null): void => {
    clearFailure();
    setArea(read);
    if (read) setGrid((before) => ({ ...before, zoom: firstZoom(read.bbox) }));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!area || organisationId === null) return;
    run(async () => go(projectPath(await createProject({ ...fields, ...grid, area, organisationId }, setStep))));
  };
  return (
    <form class="new" onSubmit={submit}>
      <FileDrop area={area} onArea={onArea} />
      {area && <GridChoice area={area} grid={grid} onGrid={setGrid} />}
      <ProjectFields fields={{ ...fields, organisationId }} onFields={setFields} />
      {isBusy ? (
        <CreationProgress step={step} />
      ) : (
        <button type="submit" class="primary" disabled={!area}>
          {t('new.create')}
        </button>
      )}
      <Failure of={failure} />
    </form>
  );
}

/** The form that creates a project from a file. */
export function NewProjectPage() {
  useTitle(t('new.title'));
  return (
    <div class="page">
      <h1>{t('new.title')}</h1>
      {managedOrganisations.value.length > 0 ? <Form /> : <p class="hint">{t('new.managersOnly')}</p>}
    </div>
  );
}
