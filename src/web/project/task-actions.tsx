import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Task } from '../api/client.js';
import { Failure } from '../app/failure.js';
import { t, type MessageKey } from '../app/i18n.js';
import { go, projectPath } from '../app/router.js';
import { session } from '../app/session.js';
import * as actions from './actions.js';
import { Editors } from './editor-buttons.js';
import { LockTimer } from './lock-timer.js';
import type { ProjectStore } from './project-store.js';
import { isLocked } from './statuses.js';
import { useAction } from '../app/use-action.js';

interface Props {
  store: ProjectStore;
  task: Task;
}

/** Runs the action of a button: one at a time, with one place for refusals. */
type Run = (action: () => Promise<unknown>) => void;

function Act({
  label,
  primary = false,
  run,
  action,
  disabled,
}: {
  label: MessageKey;
  primary?: boolean;
  run: Run;
  action: () => Promise<unknown>;
  disabled: boolean;
}) {
  return (
    <button type="button" class={primary ? 'primary' : ''} disabled={disabled} onClick={() => run(action)}>
      {t(label)}
    </button>
  );
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

/** The actions on a task without a lock. */
function FreeTask({ store, task, run, disabled }: ButtonsProps) {
  const { taskId, taskStatus: status, taskHistory } = task;
  const shared = { run, disabled };
  const canMap = status === 'READY' || status === 'INVALIDATED';
  const canValidate = ['MAPPED', 'BADIMAGERY', 'INVALIDATED'].includes(status);
  const canUndo = taskHistory.some(({ action }) => action === 'STATE_CHANGE');
  return (
    <p class="row">
      {canMap && <Act {...shared} primary label="task.map" action={() => actions.lockForMapping(store, taskId)} />}
      {canValidate && (
        <Act
          {...shared}
          primary={!canMap}
          label="task.validate"
          action={() => actions.lockForValidation(store, taskId)}
        />
      )}
      {status === 'READY' && <Act {...shared} label="task.split" action={() => split(store, taskId)} />}
      {canUndo && <Act {...shared} label="task.undo" action={() => actions.undoLastAction(store, taskId)} />}
    </p>
  );
}

function CommentBox({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <label>
      {t('task.comment')}
      <textarea rows={2} value={text} onInput={(event) => onText(event.currentTarget.value)} />
    </label>
  );
}

/** What the holder of a lock can do: submit the task, split it, or unlock it without a change. */
function HeldTask({ store, task, run, disabled }: ButtonsProps) {
  const { taskId, taskStatus } = task;
  const [text, setText] = useState('');
  const comment = text.trim() === '' ? {} : { comment: text };
  const shared = { run, disabled };
  const isMapping = taskStatus === 'LOCKED_FOR_MAPPING';
  const mapped = (status: 'MAPPED' | 'BADIMAGERY') => () =>
    actions.handInMapping(store, taskId, { status, ...comment });
  const checked = (status: 'VALIDATED' | 'INVALIDATED') => () =>
    actions.handInValidation(store, taskId, { status, ...comment });
  const stop = isMapping ? actions.stopMapping : actions.stopValidation;
  return (
    <>
      <LockTimer
        task={task}
        onExtend={() => run(() => actions.extendLock(store, taskId))}
        onEnd={() => void store.loadDetail(taskId).catch(() => undefined)}
      />
      <Editors store={store} task={task} />
      <CommentBox text={text} onText={setText} />
      <p class="row">
        {isMapping && <Act {...shared} primary label="task.mapped" action={mapped('MAPPED')} />}
        {isMapping && <Act {...shared} label="task.badImagery" action={mapped('BADIMAGERY')} />}
        {!isMapping && <Act {...shared} primary label="task.good" action={checked('VALIDATED')} />}
        {!isMapping && <Act {...shared} label="task.bad" action={checked('INVALIDATED')} />}
        <Act {...shared} label="task.stop" action={() => stop(store, taskId, comment.comment)} />
        {isMapping && <Act {...shared} label="task.split" action={() => split(store, taskId)} />}
      </p>
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
  const { run, isBusy, failure } = useAction();
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
      {!locked && <FreeTask {...shared} />}
      {locked && task.lockHolder === user.username && <HeldTask {...shared} />}
      {locked && task.lockHolder !== user.username && <p>{t('task.held', { name: task.lockHolder ?? '' })}</p>}
      <Failure of={failure} />
    </Box>
  );
}
