import type { Tx } from '../../../db/transaction.js';
import { checkProjects } from './project-watch.repository.js';
import type { UnrecordedChanges } from './row-events.js';

/** Duration of the pause after a check, as a multiple of the duration of the check. */
const PAUSE_FACTOR = 20;

/**
 * Finds changes without a history row in the projects with open streams of this process: edits of a project, and changes of task
 * rows by SQL. A check reads all task rows of the projects, so slow checks are less frequent.
 */
export class ProjectWatch {
  private since = new Map<number, number>();
  private nextCheckAt = 0;
  private snapshot = '';

  /** Whether a check is due: a transaction was committed since the last check, or a project was never checked. */
  isDue(projectIds: number[], snapshot: string): boolean {
    if (projectIds.some((id) => !this.since.has(id))) return true;
    return projectIds.length > 0 && snapshot !== this.snapshot && performance.now() >= this.nextCheckAt;
  }

  /**
   * Checks projects.
   * @returns the changes, and a function to call after the commit of their events
   */
  async check(
    tx: Tx,
    projectIds: number[],
    snapshot: string,
  ): Promise<{ found: UnrecordedChanges; committed: () => void }> {
    const begun = performance.now();
    const watched = projectIds.map((projectId) => ({ projectId, since: this.since.get(projectId) ?? null }));
    const { xmin, ...found } = await checkProjects(tx, watched);
    const now = performance.now();
    const committed = (): void => {
      this.since = new Map(projectIds.map((projectId) => [projectId, xmin]));
      this.nextCheckAt = now + PAUSE_FACTOR * (now - begun);
      this.snapshot = snapshot;
    };
    return { found, committed };
  }
}
