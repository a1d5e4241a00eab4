import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../../app/failure.js';
import { t } from '../../app/i18n.js';
import { isBlocked, isPersonRead } from '../../app/viewer.js';
import { href, projectPath } from '../../app/router.js';
import { session } from '../../app/session.js';
import { RichText } from '../../text/rich-text.js';
import { Comment } from './comment.js';
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

/** One task: its state, what the user may do, its instructions and its history. */
export function TaskPanel({ store, taskId }: { store: ProjectStore; taskId: number }) {
  const [failure, setFailure] = useState<unknown>(null);
  const read = (): void => void store.openDetail(taskId).then(() => setFailure(null), setFailure);
  useEffect(() => {
    read();
    return () => store.closeDetail();
  }, [store, taskId]);
  const detail = store.detail.value;
  const task = detail?.taskId === taskId ? detail : null;
  if (store.gone.value === taskId)
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
          <p role="status" class="state">
            <Swatch status={task.taskStatus} /> {t(`status.${task.taskStatus}`)}
            {isLocked(task.taskStatus) && task.lockHolder !== null && (
              <>
                {' · '}
                <span class="lock">{task.lockHolder}</span>
              </>
            )}
          </p>
          <TaskActions store={store} task={task} />
          {session.value && isPersonRead.value && !isLocked(task.taskStatus) && <NextTask store={store} />}
          <Instructions store={store} perTask={task.perTaskInstructions} />
          <History task={task} />
          {session.value && isPersonRead.value && !isBlocked.value && <Comment store={store} taskId={taskId} />}
        </>
      )}
    </>
  );
}
