import { useState } from 'preact/hooks';
import { Failure } from '../app/failure.js';
import { t, type MessageKey } from '../app/i18n.js';
import { managesOrganisations } from '../app/viewer.js';
import { go, projectPath } from '../app/router.js';
import { useAction } from '../app/use-action.js';
import { useTitle } from '../app/use-title.js';
import type { Area } from './area-file.js';
import { createProject, type Grid } from './create-project.js';
import { FileDrop } from './file-drop.js';
import { firstZoom } from './grid.js';
import { GridChoice } from './grid-choice.js';

interface Texts {
  name: string;
  shortDescription: string;
  instructions: string;
  organisationId: number | null;
  publish: boolean;
}

const NO_TEXTS: Texts = { name: '', shortDescription: '', instructions: '', organisationId: null, publish: true };

function Organisation({ value, onChange }: { value: number | null; onChange: (id: number) => void }) {
  return (
    <label>
      {t('new.organisation')}
      <select value={String(value)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {managesOrganisations.value.map(({ organisationId, name }) => (
          <option key={organisationId} value={organisationId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function TextFields({ texts, onTexts }: { texts: Texts; onTexts: (texts: Texts) => void }) {
  const set = (part: Partial<Texts>): void => onTexts({ ...texts, ...part });
  return (
    <>
      <label>
        {t('new.name')}
        <input
          required
          maxLength={512}
          value={texts.name}
          onInput={(event) => set({ name: event.currentTarget.value })}
        />
      </label>
      <Organisation value={texts.organisationId} onChange={(organisationId) => set({ organisationId })} />
      <label>
        {t('new.shortDescription')}
        <input
          required={texts.publish}
          value={texts.shortDescription}
          onInput={(event) => set({ shortDescription: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('new.instructions')}
        <textarea
          required={texts.publish}
          rows={4}
          value={texts.instructions}
          onInput={(event) => set({ instructions: event.currentTarget.value })}
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={texts.publish}
          onChange={(event) => set({ publish: event.currentTarget.checked })}
        />{' '}
        {t('new.publish')}
      </label>
    </>
  );
}

/** The current step of the creation. */
function Making({ step }: { step: MessageKey }) {
  return (
    <p role="status" class="making">
      <progress aria-label={t('new.making')} /> {t(step)}
    </p>
  );
}

function Form() {
  const [area, setArea] = useState<Area | null>(null);
  const [grid, setGrid] = useState<Grid>({ zoom: 14, clip: true });
  const [texts, setTexts] = useState<Texts>(NO_TEXTS);
  const [step, setStep] = useState<MessageKey>('new.dividing');
  const { run, isBusy, failure, forget } = useAction();
  const organisationId = texts.organisationId ?? managesOrganisations.value[0]?.organisationId ?? null;
  const takeArea = (read: Area | null): void => {
    forget();
    setArea(read);
    if (read) setGrid((before) => ({ ...before, zoom: firstZoom(read.box) }));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!area || organisationId === null) return;
    run(async () => go(projectPath(await createProject({ ...texts, ...grid, area, organisationId }, setStep))));
  };
  return (
    <form class="new" onSubmit={submit}>
      <FileDrop area={area} onArea={takeArea} />
      {area && <GridChoice area={area} grid={grid} onGrid={setGrid} />}
      <TextFields texts={{ ...texts, organisationId }} onTexts={setTexts} />
      {isBusy ? (
        <Making step={step} />
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
      {managesOrganisations.value.length > 0 ? <Form /> : <p class="hint">{t('new.managersOnly')}</p>}
    </div>
  );
}
