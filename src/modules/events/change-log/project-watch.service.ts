import type { Tx } from '../../../db/transaction.js';
import { takeWatched } from './project-watch.repository.js';
import type { Changes } from './row-events.js';

/** The pause after a check, as a multiple of its duration. */
const REST = 20;

/**
 * Watches the projects with open streams of this process for changes without a history row: edits of a project, and SQL that
 * changes rows of tasks. A check reads all task rows of the projects. Slow checks are less frequent.
 */
export class ProjectWatch {
  private since = new Map<number, number>();
  private nextLook = 0;
  private snapshot = '';

  /** Whether a check is due: something was committed since the last check, or a project is new. */
  isDue(projectIds: number[], snapshot: string): boolean {
    if (projectIds.some((id) => !this.since.has(id))) return true;
    return projectIds.length > 0 && snapshot !== this.snapshot && performance.now() >= this.nextLook;
  }

  /**
   * Checks projects.
   * @returns the changes, and a function to call after the commit of their events
   */
  async look(tx: Tx, projectIds: number[], snapshot: string): Promise<{ found: Changes; committed: () => void }> {
    const begun = performance.now();
    const watched = projectIds.map((projectId) => ({ projectId, since: this.since.get(projectId) ?? null }));
    const { xmin, ...found } = await takeWatched(tx, watched);
    const now = performance.now();
    const committed = (): void => {
      this.since = new Map(projectIds.map((projectId) => [projectId, xmin]));
      this.nextLook = now + REST * (now - begun);
      this.snapshot = snapshot;
    };
    return { found, committed };
  }
}
