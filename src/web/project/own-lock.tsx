import { useEffect, useState } from 'preact/hooks';
import { api, ApiError, dataOf } from '../api/client.js';
import { t } from '../app/i18n.js';
import { href, projectPath } from '../app/router.js';

/** Where the own lock is: a path below the page; null where there is none. */
async function readPath(): Promise<string | null> {
  const { projectId, lockedTasks } = await dataOf(api.GET('/api/v2/users/queries/tasks/locked/'));
  const [taskId] = lockedTasks;
  return projectId === null || taskId === undefined ? null : projectPath(projectId, taskId);
}

/** A link to the task that the user has locked, where an action failed because of that lock. */
export function OwnLock({ failure }: { failure: unknown }) {
  const [path, setPath] = useState<string | null>(null);
  const isWanted = failure instanceof ApiError && failure.code === 'UserAlreadyHasTaskLocked';
  useEffect(() => {
    setPath(null);
    if (isWanted) readPath().then(setPath, () => undefined);
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
