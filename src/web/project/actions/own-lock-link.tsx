import { useEffect, useState } from 'preact/hooks';
import { api, ApiError, dataOf } from '../../api/client.js';
import { t } from '../../app/i18n.js';
import { href, projectPath } from '../../app/router.js';
import { session } from '../../app/session.js';
import type { ProjectStore } from '../store/project-store.js';

/** A task of the project that the viewer has locked; undefined if there is none. */
const ownLockIn = (store: ProjectStore): number | undefined =>
  store.tasks.locks.value.find(({ actor }) => actor === session.value?.username)?.taskId;

/** Path of the task that the viewer has locked, in this project or in another one; null if there is none. */
async function readPath(store: ProjectStore): Promise<string | null> {
  const taskInProject = ownLockIn(store);
  if (taskInProject !== undefined) return projectPath(store.projectId, taskInProject);
  const { projectId, lockedTasks } = await dataOf(api.GET('/api/v2/users/queries/tasks/locked/'));
  const [taskId] = lockedTasks;
  return projectId === null || taskId === undefined ? null : projectPath(projectId, taskId);
}

/** A link to the task that the viewer has locked. It is shown if an action failed because of that lock. */
export function OwnLockLink({ store, failure }: { store: ProjectStore; failure: unknown }) {
  const [path, setPath] = useState<string | null>(null);
  const isWanted = failure instanceof ApiError && failure.code === 'UserAlreadyHasTaskLocked';
  useEffect(() => {
    setPath(null);
    if (isWanted) readPath(store).then(setPath, () => undefined);
  }, [failure]);
  if (path === null) return null;
  return (
    <p>
      <a data-link href={href(path)}>
        {t('lock.own')}
      </a>
    </p>
  );
}
