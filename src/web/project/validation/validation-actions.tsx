import type { Task } from '../../api/client.js';
import { t } from '../../app/i18n.js';
import { href, projectPath } from '../../app/router.js';
import { session } from '../../app/session.js';
import { ActionButton, type RunAction } from '../actions/action-button.js';
import * as actions from '../actions/task-requests.js';
import { CommentBox } from '../task/comment-box.js';
import { IssueCounts, issueCategories } from './issue-counts.js';
import type { ProjectStore } from '../store/project-store.js';
import { taskTitle } from '../display/task-title.js';
import { resultOf, type ValidationResult, type Verdict } from './verdicts.js';

/** The tasks that the viewer has locked for validation in the project, in the order of their ids. `open` is one of them. */
export function tasksInValidation(store: ProjectStore, open: Task): number[] {
  const own = store.tasks.locks.value
    .filter(({ status, actor }) => status === 'LOCKED_FOR_VALIDATION' && actor === session.value?.username)
    .map(({ taskId }) => taskId);
  return [...new Set([open.taskId, ...own])].sort((a, b) => a - b);
}

interface Props {
  store: ProjectStore;
  taskIds: number[];
  run: RunAction;
  disabled: boolean;
}

const commentOf = ({ comment }: Verdict): string | undefined => comment.trim() || undefined;

/** The verdict on the only task that the viewer validates. Each button submits a verdict. */
function SingleVerdict({ store, taskId, run, disabled }: Omit<Props, 'taskIds'> & { taskId: number }) {
  const verdict = store.verdicts.of(taskId);
  const setVerdict = (changed: Verdict) => store.verdicts.set(taskId, changed);
  const shared = { run, disabled };
  const handIn = (status: ValidationResult['status']) => () =>
    actions.handInValidation(store, [resultOf(taskId, { ...verdict, status }, issueCategories.value)!]);
  const stop = () => actions.stopValidation(store, [{ taskId, comment: commentOf(verdict) }]);
  return (
    <>
      <CommentBox text={verdict.comment} onText={(comment) => setVerdict({ ...verdict, comment })} />
      <IssueCounts issues={verdict.issues} onIssues={(issues) => setVerdict({ ...verdict, issues })} />
      <p class="row">
        <ActionButton {...shared} primary label="task.good" action={handIn('VALIDATED')} />
        <ActionButton {...shared} label="task.bad" action={handIn('INVALIDATED')} />
        <ActionButton {...shared} label="task.stop" action={stop} />
      </p>
    </>
  );
}

const CHOICES = [
  [null, 'verdict.none'],
  ['VALIDATED', 'task.good'],
  ['INVALIDATED', 'task.bad'],
] as const;

/** The verdict on one of several tasks. */
function VerdictFields(props: {
  store: ProjectStore;
  taskId: number;
  verdict: Verdict;
  onVerdict: (verdict: Verdict) => void;
}) {
  const { store, taskId, verdict, onVerdict } = props;
  return (
    <fieldset>
      <legend>
        <a data-link href={href(projectPath(store.projectId, taskId))} aria-label={t('verdict.title', { id: taskId })}>
          {taskTitle(taskId)}
        </a>
      </legend>
      {CHOICES.map(([status, label]) => (
        <label key={label} class="check">
          <input
            type="radio"
            name={`verdict-${taskId}`}
            checked={verdict.status === status}
            onChange={() => onVerdict({ ...verdict, status })}
          />{' '}
          {t(label)}
        </label>
      ))}
      <CommentBox text={verdict.comment} onText={(comment) => onVerdict({ ...verdict, comment })} />
      <IssueCounts issues={verdict.issues} onIssues={(issues) => onVerdict({ ...verdict, issues })} />
    </fieldset>
  );
}

/** The verdicts on several tasks. They are submitted together. */
function SeveralVerdicts({ store, taskIds, run, disabled }: Props) {
  const results = taskIds.flatMap((taskId) => resultOf(taskId, store.verdicts.of(taskId), issueCategories.value) ?? []);
  const stopAll = () =>
    actions.stopValidation(
      store,
      taskIds.map((taskId) => ({ taskId, comment: commentOf(store.verdicts.of(taskId)) })),
    );
  return (
    <>
      <p>{t('verdict.several', { count: taskIds.length })}</p>
      {taskIds.map((taskId) => (
        <VerdictFields
          key={taskId}
          store={store}
          taskId={taskId}
          verdict={store.verdicts.of(taskId)}
          onVerdict={(verdict) => store.verdicts.set(taskId, verdict)}
        />
      ))}
      <p class="row">
        <ActionButton
          primary
          run={run}
          disabled={disabled || results.length === 0}
          label="verdict.submit"
          values={{ count: results.length }}
          action={() => actions.handInValidation(store, results)}
        />
        <ActionButton run={run} disabled={disabled} label="verdict.stopAll" action={stopAll} />
      </p>
    </>
  );
}

/** The actions of the holder of locks for validation. */
export function ValidationActions(props: Props) {
  const [first, ...others] = props.taskIds;
  if (first === undefined) return null;
  return others.length > 0 ? <SeveralVerdicts {...props} /> : <SingleVerdict {...props} taskId={first} />;
}
