import { useEffect, useState } from 'preact/hooks';
import { api, ApiError, dataOf } from '../../api/client.js';
import { t } from '../../app/i18n.js';
import { href, projectPath } from '../../app/router.js';
import { session } from '../../app/session.js';
import type { ProjectStore } from '../store/project-store.js';

/** The task of the project that the user has locked; undefined where there is none. */
const ownLockIn = (store: ProjectStore): number | undefined =>
  store.locks.value.find(({ actor }) => actor === session.value?.username)?.taskId;

/** Where the own lock is, in this project or in another: a path below the page; null where there is none. */
async function readPath(store: ProjectStore): Promise<string | null> {
  const here = ownLockIn(store);
  if (here !== undefined) return projectPath(store.projectId, here);
  const { projectId, lockedTasks } = await dataOf(api.GET('/api/v2/users/queries/tasks/locked/'));
  const [taskId] = lockedTasks;
  return projectId === null || taskId === undefined ? null : projectPath(projectId, taskId);
}

/** A link to the task that the user has locked, where an action failed because of that lock. */
export function OwnLock({ store, failure }: { store: ProjectStore; failure: unknown }) {
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
