import type { Viewer } from '../../../access/viewer.js';
import type { ProjectForViewer } from '../../../access/project-policy.js';
import type { ChangeRequest } from '../state-machine/plan-change.js';
import type { HistoryEntry, TaskSnapshot } from '../state-machine/task-snapshot.js';

/** A task that somebody acts on: what it is, all that happened to it (newest first), and what else is shown of it. */
export interface ActionTask extends TaskSnapshot {
  history: HistoryEntry[];
  shown: ShownTask;
}

/** What clients are shown of a task besides what actions change. */
export interface ShownTask {
  /** JSON text */
  annotations: string;
  geometry: string;
  /** What the project tells mappers of each task, in the best locale there is; null where it tells nothing. */
  instructions: string | null;
  x: number | null;
  y: number | null;
  zoom: number | null;
  extraProperties: string | null;
  holderName: string | null;
  /** A lock that began before has run out (UTC). */
  lockedBefore: string;
}

/** What a decision is made on: one snapshot. */
export interface ActionContext {
  actor: Viewer;
  project: ProjectForViewer;
  /** Locks of the actor that count. */
  heldLocks: { projectId: number; taskId: number }[];
  /** In the order in which the action names them, each once. */
  tasks: ActionTask[];
}

/** What is to be done to a task; `rawComment` is the comment as the user rawComment it, for the messages it sends. */
export type Decision = Omit<ChangeRequest, 'actorId'> & { rawComment?: string | null | undefined };

/** Decides on tasks: one decision a task, in the same order; null where nothing is to be done. Throws where it is refused. */
export type Decide = (situation: ActionContext) => Decision[] | null;

/** The same on one task. */
export type DecideOnOne = (situation: ActionContext & { task: ActionTask }) => Decision | null;
