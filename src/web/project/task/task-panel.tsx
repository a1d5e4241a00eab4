import { useEffect, useRef, useState } from 'preact/hooks';
import type { Task } from '../../api/client.js';
import { Failure } from '../../app/failure.js';
import { t } from '../../app/i18n.js';
import { isBlocked, isViewerLoaded } from '../../app/viewer.js';
import { href, projectPath } from '../../app/router.js';
import { session } from '../../app/session.js';
import { RichText } from '../../text/rich-text.js';
import { CommentForm } from './comment-form.js';
import { History } from './history.js';
import { Swatch } from '../display/legend.js';
import { NextTask } from '../overview/next-task.js';
import type { ProjectStore } from '../store/project-store.js';
import { isLocked } from '../display/statuses.js';
import { TaskActions } from './task-actions.js';
import { taskTitle } from '../display/task-title.js';

function Instructions({ store, perTask }: { store: ProjectStore; perTask: string }) {
  const instructions = store.project.value?.projectInfo?.instructions ?? '';
  return (
    <section>
      <h2>{t('task.instructions')}</h2>
      {perTask && <RichText text={perTask} />}
      {instructions && (
        <details>
          <summary>{t('project.instructions')}</summary>
          <RichText text={instructions} />
        </details>
      )}
      {!perTask && !instructions && <p class="quiet">{t('task.noInstructions')}</p>}
    </section>
  );
}

function Heading({ store, taskId }: { store: ProjectStore; taskId: number }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [taskId]);
  return (
    <>
      <p>
        <a data-link href={href(projectPath(store.projectId))}>
          ← {store.project.value?.projectInfo?.name ?? t('project.back')}
        </a>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {taskTitle(taskId)}
      </h1>
    </>
  );
}

/** The state of a task, and the holder of its lock. */
function TaskState({ task: { taskStatus, lockHolder } }: { task: Task }) {
  return (
    <p role="status" class="state">
      <Swatch status={taskStatus} /> {t(`status.${taskStatus}`)}
      {isLocked(taskStatus) && lockHolder !== null && (
        <>
          {' · '}
          <span class="lock">{lockHolder}</span>
        </>
      )}
    </p>
  );
}

/** The open task: state, actions, instructions, history and comments. */
export function TaskPanel({ store, taskId }: { store: ProjectStore; taskId: number }) {
  const [failure, setFailure] = useState<unknown>(null);
  const read = (): void => void store.open(taskId).then(() => setFailure(null), setFailure);
  useEffect(() => {
    read();
    return () => store.close();
  }, [store, taskId]);
  const detail = store.openTask.value;
  const task = detail?.taskId === taskId ? detail : null;
  if (store.removedTask.value === taskId)
    return (
      <>
        <Heading store={store} taskId={taskId} />
        <p role="status">{t('error.TASK_NOT_FOUND')}</p>
      </>
    );
  return (
    <>
      <Heading store={store} taskId={taskId} />
      <Failure of={failure} onRetry={read} />
      {!task && failure === null && <p role="status">{t('page.loading')}</p>}
      {task && (
        <>
          <TaskState task={task} />
          <TaskActions store={store} task={task} />
          {session.value && isViewerLoaded.value && !isLocked(task.taskStatus) && <NextTask store={store} />}
          <Instructions store={store} perTask={task.perTaskInstructions} />
          <History task={task} />
          {session.value && isViewerLoaded.value && !isBlocked.value && <CommentForm store={store} taskId={taskId} />}
        </>
      )}
    </>
  );
}
