import { useEffect, useState } from 'preact/hooks';
import { api, dataOf } from '../../api/client.js';
import { Failure } from '../../app/failure.js';
import { t } from '../../app/i18n.js';
import { go, projectPath } from '../../app/router.js';
import { session } from '../../app/session.js';
import { useAction } from '../../app/use-action.js';
import { Act } from '../actions/action-button.js';
import { lockForValidation } from '../actions/task-requests.js';
import { useLicensedAction } from '../actions/licensed-action.js';
import { OwnLock } from '../actions/own-lock-link.js';
import type { ProjectStore } from '../store/project-store.js';
import { taskTitle } from '../display/task-title.js';

/** The tasks that one user has mapped and that nobody has validated yet. */
interface Mapper {
  username: string;
  tasksMapped: number[];
}

/** What others have mapped. Users cannot validate their own work. */
async function readMappers({ projectId }: ProjectStore): Promise<Mapper[]> {
  const params = { path: { projectId } };
  const { mappedTasks } = await dataOf(api.GET('/api/v2/projects/{projectId}/tasks/queries/mapped/', { params }));
  return mappedTasks.filter(({ username }) => username !== session.value?.username);
}

type Chosen = ReadonlySet<number>;

function changed(chosen: Chosen, taskIds: number[], isChosen: boolean): Chosen {
  const next = new Set(chosen);
  for (const taskId of taskIds)
    if (isChosen) next.add(taskId);
    else next.delete(taskId);
  return next;
}

function Check({ label, checked, onChange }: { label: string; checked: boolean; onChange: (is: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} /> {label}
    </label>
  );
}

/** The tasks of one mapper, each with a box to choose it. */
function MapperTasks(props: { mapper: Mapper; chosen: Chosen; onChosen: (chosen: Chosen) => void }) {
  const { mapper, chosen, onChosen } = props;
  const { username: name, tasksMapped: taskIds } = mapper;
  return (
    <fieldset>
      <legend>{t('several.by', { name, count: taskIds.length })}</legend>
      <Check
        label={t('several.all', { name })}
        checked={taskIds.every((taskId) => chosen.has(taskId))}
        onChange={(is) => onChosen(changed(chosen, taskIds, is))}
      />
      <div class="choices">
        {taskIds.map((taskId) => (
          <Check
            key={taskId}
            label={taskTitle(taskId)}
            checked={chosen.has(taskId)}
            onChange={(is) => onChosen(changed(chosen, [taskId], is))}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** The choice of tasks; read anew whenever the number of mapped tasks changes. */
function Choice({ store }: { store: ProjectStore }) {
  const [mappers, setMappers] = useState<Mapper[] | null>(null);
  const [chosen, setChosen] = useState<Chosen>(new Set());
  const reading = useAction();
  const { run, isBusy, failure, dialog } = useLicensedAction(store);
  useEffect(() => reading.run(async () => setMappers(await readMappers(store))), [store.counts.value.MAPPED]);
  const taskIds = (mappers ?? []).flatMap(({ tasksMapped }) => tasksMapped.filter((taskId) => chosen.has(taskId)));
  const lock = async (): Promise<void> => {
    await lockForValidation(store, taskIds);
    go(projectPath(store.projectId, Math.min(...taskIds)));
  };
  return (
    <>
      <Failure of={reading.failure} />
      {mappers?.length === 0 && <p class="quiet">{t('several.none')}</p>}
      {mappers?.map((mapper) => (
        <MapperTasks key={mapper.username} mapper={mapper} chosen={chosen} onChosen={setChosen} />
      ))}
      {mappers && mappers.length > 0 && (
        <Act
          run={(action) => run(async () => void (await action()))}
          disabled={isBusy || taskIds.length === 0}
          label="several.lock"
          values={{ count: taskIds.length }}
          action={lock}
        />
      )}
      <Failure of={failure} />
      <OwnLock store={store} failure={failure} />
      {dialog}
    </>
  );
}

/** Locks several tasks for validation: chosen one by one, or all of a mapper. */
export function ValidateSeveral({ store }: { store: ProjectStore }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('several.title')}</summary>
      {isOpen && <Choice store={store} />}
    </details>
  );
}
