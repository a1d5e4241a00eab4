import { useEffect, useState } from 'preact/hooks';
import { api, dataOf } from '../../api/client.js';
import { Failure } from '../../app/failure.js';
import { t } from '../../app/i18n.js';
import { go, projectPath } from '../../app/router.js';
import { session } from '../../app/session.js';
import { useAction } from '../../app/use-action.js';
import { ActionButton } from '../actions/action-button.js';
import { lockForValidation } from '../actions/task-requests.js';
import { useLicensedAction } from '../actions/licensed-action.js';
import { OwnLockLink } from '../actions/own-lock-link.js';
import type { ProjectStore } from '../store/project-store.js';
import { taskTitle } from '../display/task-title.js';

/** A user and the tasks that the user has mapped and nobody has validated yet. */
interface Mapper {
  username: string;
  tasksMapped: number[];
}

/** Reads the mapped tasks of other users. Users cannot validate their own work. */
async function readMappers({ projectId }: ProjectStore): Promise<Mapper[]> {
  const params = { path: { projectId } };
  const { mappedTasks } = await dataOf(api.GET('/api/v2/projects/{projectId}/tasks/queries/mapped/', { params }));
  return mappedTasks.filter(({ username }) => username !== session.value?.username);
}

/** Ids of the chosen tasks. */
type Chosen = ReadonlySet<number>;

/** Adds tasks to the chosen ones, or removes them. */
function withChoice(chosen: Chosen, taskIds: number[], isChosen: boolean): Chosen {
  const next = new Set(chosen);
  for (const taskId of taskIds)
    if (isChosen) next.add(taskId);
    else next.delete(taskId);
  return next;
}

interface CheckboxProps {
  label: string;
  checked: boolean;
  onChange: (isChecked: boolean) => void;
}

function Checkbox({ label, checked, onChange }: CheckboxProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} /> {label}
    </label>
  );
}

/** The tasks of one mapper, each with a checkbox. */
function MapperTasks(props: { mapper: Mapper; chosen: Chosen; onChosen: (chosen: Chosen) => void }) {
  const { mapper, chosen, onChosen } = props;
  const { username: name, tasksMapped: taskIds } = mapper;
  return (
    <fieldset>
      <legend>{t('several.by', { name, count: taskIds.length })}</legend>
      <Checkbox
        label={t('several.all', { name })}
        checked={taskIds.every((taskId) => chosen.has(taskId))}
        onChange={(isChecked) => onChosen(withChoice(chosen, taskIds, isChecked))}
      />
      <div class="choices">
        {taskIds.map((taskId) => (
          <Checkbox
            key={taskId}
            label={taskTitle(taskId)}
            checked={chosen.has(taskId)}
            onChange={(isChecked) => onChosen(withChoice(chosen, [taskId], isChecked))}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** The choice of tasks. The list is loaded again when the number of mapped tasks changes. */
function TaskChoice({ store }: { store: ProjectStore }) {
  const [mappers, setMappers] = useState<Mapper[] | null>(null);
  const [chosen, setChosen] = useState<Chosen>(new Set());
  const reading = useAction();
  const { run, isBusy, failure, dialog } = useLicensedAction(store);
  useEffect(() => reading.run(async () => setMappers(await readMappers(store))), [store.tasks.counts.value.MAPPED]);
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
        <ActionButton
          run={(action) => run(async () => void (await action()))}
          disabled={isBusy || taskIds.length === 0}
          label="several.lock"
          values={{ count: taskIds.length }}
          action={lock}
        />
      )}
      <Failure of={failure} />
      <OwnLockLink store={store} failure={failure} />
      {dialog}
    </>
  );
}

/** Locks several tasks for validation. The user chooses single tasks or all tasks of a mapper. */
export function ValidateSeveral({ store }: { store: ProjectStore }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('several.title')}</summary>
      {isOpen && <TaskChoice store={store} />}
    </details>
  );
}
