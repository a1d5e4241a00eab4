import type { Viewer } from '../../../access/viewer.js';
import type { ProjectForViewer } from '../../../access/project-policy.js';
import type { NextTaskRequest } from '../next-task/next-task.sql.js';
import type { ChangeRequest, TaskChange } from '../state-machine/plan-change.js';
import type { HistoryEntry, TaskSnapshot } from '../state-machine/task-snapshot.js';

/** A request of a user to act on tasks of a project. */
export interface ActionRequest {
  projectId: number;
  userId: number;
  /** Locales of the instructions in the answer, best first. */
  locales: string[];
  /** Ids of the tasks, or how to choose them. */
  tasks: number[] | NextTaskRequest;
}

/** A task that a user acts on, with its whole history (newest first) and the remaining parts of the answer. */
export interface ActionTask extends TaskSnapshot {
  history: HistoryEntry[];
  shown: ShownTask;
}

/** The parts of a TaskDTO that no action changes. */
export interface ShownTask {
  /** JSON text */
  annotations: string;
  /** GeoJSON as text, EPSG:4326, 9 decimals */
  geometry: string;
  /** The instructions of the project for each task, in the best locale that has some; null if there are none. */
  instructions: string | null;
  x: number | null;
  y: number | null;
  zoom: number | null;
  extraProperties: string | null;
  holderName: string | null;
  /** A lock that began before this time (UTC) has expired. */
  lockedBefore: string;
}

/** The facts that a rule decides on. All are read in one statement, and so in one snapshot of the database. */
export interface ActionContext {
  actor: Viewer;
  project: ProjectForViewer;
  /** Locks of the actor that have not expired, in the scope of `LOCK_SCOPE`. */
  heldLocks: { projectId: number; taskId: number }[];
  /** Each task once, in the order of the request. Tasks chosen by the server are ordered by id. */
  tasks: ActionTask[];
}

/** The decision on one task. `rawComment` is the comment as the user wrote it; it has the mentions of users. */
export type Decision = Omit<ChangeRequest, 'actorId'> & { rawComment?: string | null | undefined };

/**
 * The rule of an action: decides on the tasks of a context.
 * @returns one decision for each task, in their order; an empty list if nothing changes
 * @throws DomainError if the action is refused
 */
export type Rule = (context: ActionContext) => Decision[];

/** A decision and the change that follows from it by the transition table. */
export interface PlannedTask {
  task: ActionTask;
  decision: Decision;
  change: TaskChange;
}
