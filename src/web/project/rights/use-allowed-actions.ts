import { area } from '@turf/area';
import type { MultiPolygon } from 'geojson';
import { useEffect, useState } from 'preact/hooks';
import { api, dataOf, type Task } from '../../api/client.js';
import { viewer } from '../../app/viewer.js';
import type { ProjectStore } from '../store/project-store.js';
import { allowedActions, isTooSmallToSplit, isValidatable, type AllowedActions } from './allowed-actions.js';

/** Whether the server refuses to split the task because of its size. */
export function isTooSmall({ tasks }: ProjectStore, { taskId, geometry }: Task): boolean {
  const feature = tasks.features.features.find(({ properties }) => properties.taskId === taskId);
  const squareMetres = geometry === null ? Infinity : area(geometry as MultiPolygon);
  return isTooSmallToSplit(feature?.properties.taskZoom ?? null, squareMetres);
}

async function readMapperId({ projectId }: ProjectStore, taskId: number): Promise<number | null> {
  const params = { path: { projectId }, query: { tasks: String(taskId) } };
  const { features } = await dataOf(api.GET('/api/v2/projects/{projectId}/tasks/', { params }));
  return features[0]?.properties.mappedBy ?? null;
}

/** Whether the viewer is the mapper of a task and so may not validate it. @returns null until it is known */
function useIsOwnWork(store: ProjectStore, { taskId, taskStatus, taskHistory }: Task): boolean | null {
  const user = viewer.value;
  const isNeeded = user !== null && user.role !== 'ADMIN' && isValidatable(taskStatus);
  const version = `${taskId} ${taskStatus} ${taskHistory[0]?.historyId}`;
  const [loaded, setLoaded] = useState({ version: '', mapperId: null as number | null });
  useEffect(() => {
    let isCurrent = true;
    const keep = (mapperId: number | null): void => void (isCurrent && setLoaded({ version, mapperId }));
    // If the mapper cannot be read, validation is offered and the server decides.
    if (isNeeded) readMapperId(store, taskId).then(keep, () => keep(null));
    return () => {
      isCurrent = false;
    };
  }, [version, isNeeded]);
  if (!isNeeded) return false;
  return loaded.version === version ? loaded.mapperId === user.id : null;
}

/** The actions that the viewer may do on a task without a lock. */
export function useAllowedActions(store: ProjectStore, task: Task): AllowedActions {
  return allowedActions(store.rights.value, {
    status: task.taskStatus,
    isLastUser: task.taskHistory[0]?.actionBy === viewer.value?.username,
    isOwnWork: useIsOwnWork(store, task),
    isTooSmallToSplit: isTooSmall(store, task),
  });
}
