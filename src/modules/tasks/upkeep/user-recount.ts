import { countedRows, type CountedRow } from '../state-machine/task-undo.js';
import type { DatedAct, StoredCounters, UserDrift } from './recount.repository.js';

/** The work of a user according to the history. */
interface Counted {
  mapped: number;
  validated: number;
  invalidated: number;
  projects: Set<number>;
  /** Whether a part of the user's work cannot be counted from the history. */
  incomplete: boolean;
}

/** The tasks of a history that is ordered by project and task. */
function* byTask(rows: DatedAct[]): Generator<DatedAct[]> {
  let start = 0;
  for (let at = 1; at <= rows.length; at++) {
    const [first, row] = [rows[start], rows[at]];
    if (row && row.taskId === first?.taskId && row.projectId === first.projectId) continue;
    if (first) yield rows.slice(start, at);
    start = at;
  }
}

/** Counts the work of users from the history of tasks. Work that the children of a split task inherited counts once. */
export class UserRecount {
  private readonly users = new Map<number, Counted>();

  /** Adds whole projects: their rows by project and task, oldest first. */
  add(rows: DatedAct[]): void {
    const seen = new Set<string>();
    for (const history of byTask(rows))
      for (const counted of countedRows(history)) {
        const row = history[counted.index] as DatedAct;
        const key = `${row.projectId} ${counted.userId} ${row.text} ${row.at}`;
        if (!seen.has(key)) this.count(row.projectId, counted);
        seen.add(key);
      }
  }

  /** The differences to add to the counters of a user; null if there are none. `sure` is false if the history is incomplete. */
  driftOf(stored: StoredCounters, existingProjects: Set<number>): { drift: UserDrift; sure: boolean } | null {
    const counted = this.countedOf(stored.userId);
    const drift: UserDrift = {
      userId: stored.userId,
      mapped: counted.mapped - stored.mapped,
      validated: counted.validated - stored.validated,
      invalidated: counted.invalidated - stored.invalidated,
      projects: [...counted.projects].filter((id) => !stored.projects.includes(id)),
    };
    const differs = drift.mapped !== 0 || drift.validated !== 0 || drift.invalidated !== 0;
    if (!differs && drift.projects.length === 0) return null;
    const isComplete = !counted.incomplete && stored.projects.every((id) => existingProjects.has(id));
    return { drift, sure: isComplete || !differs };
  }

  private countedOf(userId: number): Counted {
    return (
      this.users.get(userId) ?? {
        mapped: 0,
        validated: 0,
        invalidated: 0,
        projects: new Set<number>(),
        incomplete: false,
      }
    );
  }

  private count(projectId: number, row: CountedRow): void {
    const counted = this.countedOf(row.userId);
    counted.mapped += row.mapped ?? 0;
    counted.validated += row.validated ?? 0;
    counted.invalidated += row.invalidated ?? 0;
    if (row.worked) counted.projects.add(projectId);
    if (row.unexplained) counted.incomplete = true;
    this.users.set(row.userId, counted);
  }
}
