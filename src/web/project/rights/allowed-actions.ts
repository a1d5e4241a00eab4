import type { TaskStatus } from '../../api/client.js';
import type { MessageKey } from '../../app/i18n.js';
import type { Rights } from './project-rights.js';

/** The states from which the server allows an action. A test compares all rules of this file with the rules of the server. */
const MAPPABLE: readonly TaskStatus[] = ['READY', 'INVALIDATED'];
const VALIDATABLE: readonly TaskStatus[] = ['MAPPED', 'INVALIDATED', 'BADIMAGERY'];
const UNDOABLE: readonly TaskStatus[] = ['VALIDATED', 'MAPPED', 'BADIMAGERY', 'INVALIDATED'];

/** Whether a task in this state can be locked for validation. */
export const isValidatable = (status: TaskStatus): boolean => VALIDATABLE.includes(status);

/** Tasks with tiles of this zoom or a higher one, or with a smaller area, are not split. */
const MIN_UNSPLIT_ZOOM = 18;
const MIN_SPLIT_AREA_SQUARE_METRES = 25_000;

/** Whether the server refuses to split a task because of its size. @param zoom null: the task is not a tile */
export const isTooSmallToSplit = (zoom: number | null, squareMetres: number): boolean =>
  (zoom !== null && zoom >= MIN_UNSPLIT_ZOOM) || squareMetres < MIN_SPLIT_AREA_SQUARE_METRES;

/** A task without a lock, as the viewer sees it. */
interface UnlockedTask {
  status: TaskStatus;
  /** Whether the viewer did the last action on the task. */
  isLastUser: boolean;
  /** Whether the viewer is the mapper and so may not validate the task; null until it is known. */
  isOwnWork: boolean | null;
  isTooSmallToSplit: boolean;
}

/** The actions on a task without a lock that the server allows the viewer. */
export interface AllowedActions {
  map: boolean;
  validate: boolean;
  split: boolean;
  undo: boolean;
  /** Why mapping and validation are not allowed. */
  reasons: (MessageKey | null)[];
}

/** Decides which actions on a task without a lock are allowed. */
export function allowedActions({ mapping, validation }: Rights, task: UnlockedTask): AllowedActions {
  const { status, isLastUser, isOwnWork } = task;
  const canBeMapped = MAPPABLE.includes(status);
  const canBeValidated = isValidatable(status);
  return {
    map: canBeMapped && !mapping,
    validate: canBeValidated && !validation && isOwnWork === false,
    split: status === 'READY' && !mapping && !task.isTooSmallToSplit,
    undo: UNDOABLE.includes(status) && (isLastUser || !validation),
    reasons: [
      canBeMapped ? mapping : null,
      canBeValidated ? (validation ?? (isOwnWork ? 'error.CannotValidateMappedTask' : null)) : null,
    ],
  };
}
