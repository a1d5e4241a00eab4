import type { Tx } from '../../db/transaction.js';
import type { NewEvent } from './history-events.js';
import { takeWatched } from './project-watch.repository.js';
import { watchEvents } from './row-events.js';

/** Looks at rows of tasks and projects take at most about one part in so many of the time. */
const REST = 20;

/**
 * Watches the projects with open streams of this process for changes that history does not tell: edits of a project, and SQL that
 * changes rows of tasks. A look reads all rows of tasks of the projects, so that it is made less often where it takes long.
 */
export class ProjectWatch {
  private since = new Map<number, number>();
  private nextLook = 0;
  private snapshot = '';

  /** Whether it is time for a look: something was committed since the last one, or a project is new. */
  isDue(projectIds: number[], snapshot: string): boolean {
    if (projectIds.some((id) => !this.since.has(id))) return true;
    return projectIds.length > 0 && snapshot !== this.snapshot && performance.now() >= this.nextLook;
  }

  /**
   * Looks at projects.
   * @returns the events, and what to call when they are committed
   */
  async look(tx: Tx, projectIds: number[], snapshot: string): Promise<{ events: NewEvent[]; committed: () => void }> {
    const begun = performance.now();
    const watched = projectIds.map((projectId) => ({ projectId, since: this.since.get(projectId) ?? null }));
    const { xmin, ...found } = await takeWatched(tx, watched);
    const now = performance.now();
    const committed = (): void => {
      this.since = new Map(projectIds.map((projectId) => [projectId, xmin]));
      this.nextLook = now + REST * (now - begun);
      this.snapshot = snapshot;
    };
    return { events: watchEvents(found), committed };
  }
}
