import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Task } from '../../api/client.js';
import { Failure } from '../../app/failure.js';
import { t } from '../../app/i18n.js';
import { go, projectPath } from '../../app/router.js';
import { isPersonRead } from '../../app/viewer.js';
import { session } from '../../app/session.js';
import { Act, type Run } from '../actions/action-button.js';
import * as actions from '../actions/task-requests.js';
import { CommentBox } from './comment-box.js';
import { Editors } from './editor-buttons.js';
import { HeldValidation, heldForValidation } from '../validation/held-validation.js';
import { useLicensedAction } from '../actions/licensed-action.js';
import { LockTimer } from './lock-timer.js';
import { isTooSmallToSplit, useOffers } from '../rights/allowed-actions.js';
import { OwnLock } from '../actions/own-lock-link.js';
import type { ProjectStore } from '../store/project-store.js';
import { Reasons } from '../rights/reasons.js';
import { isLocked } from '../display/statuses.js';

interface Props {
  store: ProjectStore;
  task: Task;
}

/** Splits a task, and shows the first of the new ones. */
async function split(store: ProjectStore, taskId: number): Promise<void> {
  const first = await actions.splitTask(store, taskId);
  go(first ? projectPath(store.projectId, first.taskId) : projectPath(store.projectId), { replace: true });
}

interface ButtonsProps extends Props {
  run: Run;
  disabled: boolean;
}

/** The actions on a task without a lock, and the reasons against the others. */
function FreeTask({ store, task, run, disabled }: ButtonsProps) {
  const { taskId } = task;
  const offers = useOffers(store, task);
  const shared = { run, disabled };
  return (
    <>
      <p class="row">
        {offers.map && (
          <Act {...shared} primary label="task.map" action={() => actions.lockForMapping(store, taskId)} />
        )}
        {offers.validate && (
          <Act
            {...shared}
            primary={!offers.map}
            label="task.validate"
            action={() => actions.lockForValidation(store, [taskId])}
          />
        )}
        {offers.split && <Act {...shared} label="task.split" action={() => split(store, taskId)} />}
        {offers.undo && <Act {...shared} label="task.undo" action={() => actions.undoLastAction(store, taskId)} />}
      </p>
      <Reasons of={offers.reasons} />
    </>
  );
}

/** What the holder of a lock for mapping can do: submit the task, split it, or unlock it without a change. */
function HeldMapping({ store, task, run, disabled }: ButtonsProps) {
  const { taskId } = task;
  const [text, setText] = useState('');
  const comment = text.trim() === '' ? {} : { comment: text };
  const shared = { run, disabled };
  const mapped = (status: 'MAPPED' | 'BADIMAGERY') => () =>
    actions.handInMapping(store, taskId, { status, ...comment });
  return (
    <>
      <CommentBox text={text} onText={setText} />
      <p class="row">
        <Act {...shared} primary label="task.mapped" action={mapped('MAPPED')} />
        <Act {...shared} label="task.badImagery" action={mapped('BADIMAGERY')} />
        <Act {...shared} label="task.stop" action={() => actions.stopMapping(store, taskId, comment.comment)} />
        {!isTooSmallToSplit(store, task) && <Act {...shared} label="task.split" action={() => split(store, taskId)} />}
      </p>
    </>
  );
}

/** What the holder of a lock can do. */
function HeldTask(props: ButtonsProps) {
  const { store, task, run } = props;
  const { taskId, taskStatus } = task;
  const isMapping = taskStatus === 'LOCKED_FOR_MAPPING';
  const taskIds = isMapping ? [taskId] : heldForValidation(store, task);
  return (
    <>
      <LockTimer
        task={task}
        onExtend={() => run(() => actions.extendLocks(store, taskIds, taskId))}
        onEnd={() => void store.loadDetail(taskId).catch(() => undefined)}
      />
      <Editors store={store} task={task} />
      {isMapping ? <HeldMapping {...props} /> : <HeldValidation {...props} taskIds={taskIds} />}
    </>
  );
}

function Box({ children }: { children: ComponentChildren }) {
  return (
    <section class="actions" aria-label={t('task.actions')}>
      {children}
    </section>
  );
}

/** Whether the lock of the user has expired: the newest row of the history is an automatic unlock, or a lock without an end. */
function hasExpired({ taskStatus, taskHistory: [last] }: Task, username: string): boolean {
  if (!last || isLocked(taskStatus) || last.actionBy !== username) return false;
  return (
    last.action.startsWith('AUTO_UNLOCKED') || (/^(LOCKED|EXTENDED)/.test(last.action) && last.actionText === null)
  );
}

/** What the user can do to a task now. */
export function TaskActions({ store, task }: Props) {
  const { run, isBusy, failure, dialog } = useLicensedAction(store);
  const user = session.value;
  if (!user) return <p class="hint">{t('signIn.needed')}</p>;
  const start: Run = (action) =>
    run(async () => {
      try {
        await action();
      } catch (error) {
        // Most refusals come from a state that has changed: read it again.
        await store.loadDetail(task.taskId).catch(() => undefined);
        throw error;
      }
    });
  const shared = { store, task, run: start, disabled: isBusy };
  const locked = isLocked(task.taskStatus);
  return (
    <Box>
      {hasExpired(task, user.username) && (
        <p role="alert" class="failure">
          {t('lock.ended')}
        </p>
      )}
      {!locked && isPersonRead.value && <FreeTask {...shared} />}
      {locked && task.lockHolder === user.username && <HeldTask {...shared} />}
      {locked && task.lockHolder !== user.username && <p>{t('task.held', { name: task.lockHolder ?? '' })}</p>}
      <Failure of={failure} />
      <OwnLock store={store} failure={failure} />
      {dialog}
    </Box>
  );
}
