import { area } from '@turf/area';
import type { MultiPolygon } from 'geojson';
import { useEffect, useState } from 'preact/hooks';
import { api, dataOf, type Task } from '../../api/client.js';
import type { MessageKey } from '../../app/i18n.js';
import { person } from '../../app/viewer.js';
import type { ProjectStore } from '../store/project-store.js';

/** Tiles of this zoom, and smaller areas than this in square metres, are not split. */
const SMALLEST_ZOOM = 18;
const SMALLEST_AREA = 25_000;

const TO_MAP: readonly string[] = ['READY', 'INVALIDATED'];
const TO_VALIDATE: readonly string[] = ['MAPPED', 'INVALIDATED', 'BADIMAGERY'];
const TO_UNDO: readonly string[] = ['VALIDATED', 'MAPPED', 'BADIMAGERY', 'INVALIDATED'];

/** Whether the server would refuse to split the task. */
export function isTooSmallToSplit({ features }: ProjectStore, { taskId, geometry }: Task): boolean {
  const zoom = features.features.find(({ properties }) => properties.taskId === taskId)?.properties.taskZoom ?? 0;
  return zoom >= SMALLEST_ZOOM || (geometry !== null && area(geometry as MultiPolygon) < SMALLEST_AREA);
}

async function readMapper({ projectId }: ProjectStore, taskId: number): Promise<number | null> {
  const params = { path: { projectId }, query: { tasks: String(taskId) } };
  const { features } = await dataOf(api.GET('/api/v2/projects/{projectId}/tasks/', { params }));
  return features[0]?.properties.mappedBy ?? null;
}

/** Whether the user has mapped the task that waits for validation; null until it is known. */
function useIsOwnWork(store: ProjectStore, { taskId, taskStatus, taskHistory }: Task): boolean | null {
  const who = person.value;
  const isAsked = who !== null && who.role !== 'ADMIN' && TO_VALIDATE.includes(taskStatus);
  const state = `${taskId} ${taskStatus} ${taskHistory[0]?.historyId}`;
  const [known, setKnown] = useState({ state: '', mapper: null as number | null });
  useEffect(() => {
    let isCurrent = true;
    const keep = (mapper: number | null): void => void (isCurrent && setKnown({ state, mapper }));
    // Where it cannot be read, the server decides.
    if (isAsked)
      readMapper(store, taskId).then(keep, () => {
        keep(null);
      });
    return () => {
      isCurrent = false;
    };
  }, [state, isAsked]);
  if (!isAsked) return false;
  return known.state === state ? known.mapper === who.id : null;
}

/** The actions on a task without a lock that the server would allow, and the reasons against others. */
export interface Offers {
  map: boolean;
  validate: boolean;
  split: boolean;
  undo: boolean;
  reasons: (MessageKey | null)[];
}

/** What the user may do with a task that nobody has locked. */
export function useOffers(store: ProjectStore, task: Task): Offers {
  const { mapping, validation } = store.rights.value;
  const isOwnWork = useIsOwnWork(store, task);
  const { taskStatus: status, taskHistory } = task;
  const [toMap, toValidate] = [TO_MAP.includes(status), TO_VALIDATE.includes(status)];
  const isLastUser = taskHistory[0]?.actionBy === person.value?.username;
  return {
    map: toMap && !mapping,
    validate: toValidate && !validation && isOwnWork === false,
    split: status === 'READY' && !mapping && !isTooSmallToSplit(store, task),
    undo: TO_UNDO.includes(status) && (isLastUser || !validation),
    reasons: [
      toMap ? mapping : null,
      toValidate ? (validation ?? (isOwnWork ? 'error.CannotValidateMappedTask' : null)) : null,
    ],
  };
}
