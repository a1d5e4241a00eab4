import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Task } from '../../api/client.js';
import { Failure } from '../../app/failure.js';
import { t } from '../../app/i18n.js';
import { go, projectPath } from '../../app/router.js';
import { isViewerLoaded } from '../../app/viewer.js';
import { session } from '../../app/session.js';
import { ActionButton, type RunAction } from '../actions/action-button.js';
import * as actions from '../actions/task-requests.js';
import { CommentBox } from './comment-box.js';
import { EditorButtons } from './editor-buttons.js';
import { tasksInValidation, ValidationActions } from '../validation/validation-actions.js';
import { useLicensedAction } from '../actions/licensed-action.js';
import { hasExpiredLock } from './lock-end.js';
import { LockTimer } from './lock-timer.js';
import { isTooSmall, useAllowedActions } from '../rights/use-allowed-actions.js';
import { OwnLockLink } from '../actions/own-lock-link.js';
import type { ProjectStore } from '../store/project-store.js';
import { Reasons } from '../rights/reasons.js';
import { isLocked } from '../display/statuses.js';

interface Props {
  store: ProjectStore;
  task: Task;
}

/** Splits a task, and opens the first of the new tasks. */
async function split(store: ProjectStore, taskId: number): Promise<void> {
  const first = await actions.splitTask(store, taskId);
  go(first ? projectPath(store.projectId, first.taskId) : projectPath(store.projectId), { replace: true });
}

interface ButtonsProps extends Props {
  run: RunAction;
  disabled: boolean;
}

/** The actions on a task without a lock, and why mapping or validation is not allowed. */
function UnlockedTaskActions({ store, task, run, disabled }: ButtonsProps) {
  const { taskId } = task;
  const allowed = useAllowedActions(store, task);
  const shared = { run, disabled };
  return (
    <>
      <p class="row">
        {allowed.map && (
          <ActionButton {...shared} primary label="task.map" action={() => actions.lockForMapping(store, taskId)} />
        )}
        {allowed.validate && (
          <ActionButton
            {...shared}
            primary={!allowed.map}
            label="task.validate"
            action={() => actions.lockForValidation(store, [taskId])}
          />
        )}
        {allowed.split && <ActionButton {...shared} label="task.split" action={() => split(store, taskId)} />}
        {allowed.undo && (
          <ActionButton {...shared} label="task.undo" action={() => actions.undoLastAction(store, taskId)} />
        )}
      </p>
      <Reasons of={allowed.reasons} />
    </>
  );
}

/** The actions of the holder of a lock for mapping: submit the task, unlock it without a change, or split it. */
function MappingActions({ store, task, run, disabled }: ButtonsProps) {
  const { taskId } = task;
  const [text, setText] = useState('');
  const comment = text.trim() === '' ? {} : { comment: text };
  const shared = { run, disabled };
  const handIn = (status: 'MAPPED' | 'BADIMAGERY') => () =>
    actions.handInMapping(store, taskId, { status, ...comment });
  return (
    <>
      <CommentBox text={text} onText={setText} />
      <p class="row">
        <ActionButton {...shared} primary label="task.mapped" action={handIn('MAPPED')} />
        <ActionButton {...shared} label="task.badImagery" action={handIn('BADIMAGERY')} />
        <ActionButton
          {...shared}
          label="task.stop"
          action={() => actions.stopMapping(store, taskId, comment.comment)}
        />
        {!isTooSmall(store, task) && (
          <ActionButton {...shared} label="task.split" action={() => split(store, taskId)} />
        )}
      </p>
    </>
  );
}

/** The actions of the holder of a lock. */
function HolderActions(props: ButtonsProps) {
  const { store, task, run } = props;
  const { taskId, taskStatus } = task;
  const isMapping = taskStatus === 'LOCKED_FOR_MAPPING';
  const taskIds = isMapping ? [taskId] : tasksInValidation(store, task);
  return (
    <>
      <LockTimer
        task={task}
        onExtend={() => run(() => actions.extendLocks(store, taskIds, taskId))}
        onEnd={() => void store.loadTask(taskId).catch(() => undefined)}
      />
      <EditorButtons store={store} task={task} />
      {isMapping ? <MappingActions {...props} /> : <ValidationActions {...props} taskIds={taskIds} />}
    </>
  );
}

function ActionSection({ children }: { children: ComponentChildren }) {
  return (
    <section class="actions" aria-label={t('task.actions')}>
      {children}
    </section>
  );
}

/** The actions that the viewer can do on a task now. */
export function TaskActions({ store, task }: Props) {
  const { run, isBusy, failure, dialog } = useLicensedAction(store);
  const user = session.value;
  if (!user) return <p class="hint">{t('signIn.needed')}</p>;
  const start: RunAction = (action) =>
    run(async () => {
      try {
        await action();
      } catch (error) {
        // The most frequent reason for a refusal is that the state of the task has changed, so the task is loaded again.
        await store.loadTask(task.taskId).catch(() => undefined);
        throw error;
      }
    });
  const shared = { store, task, run: start, disabled: isBusy };
  const locked = isLocked(task.taskStatus);
  return (
    <ActionSection>
      {hasExpiredLock(task, user.username) && (
        <p role="alert" class="failure">
          {t('lock.expired')}
        </p>
      )}
      {!locked && isViewerLoaded.value && <UnlockedTaskActions {...shared} />}
      {locked && task.lockHolder === user.username && <HolderActions {...shared} />}
      {locked && task.lockHolder !== user.username && <p>{t('task.held', { name: task.lockHolder ?? '' })}</p>}
      <Failure of={failure} />
      <OwnLockLink store={store} failure={failure} />
      {dialog}
    </ActionSection>
  );
}
