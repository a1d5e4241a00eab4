import type { TaskStatus } from '../../api/client.js';

/** What the page knows of each task of the project. */
export interface TaskRow {
  taskId: number;
  status: TaskStatus;
  /** The user of the last action: of a locked task, the holder of the lock. */
  actor: string | null;
  /** When the last action was. */
  at: string | null;
}

/** What the map must draw anew. */
export type MapChange = { kind: 'all' } | { kind: 'states'; taskIds: readonly number[] };
