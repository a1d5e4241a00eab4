import { signal } from '@preact/signals';
import { NO_VERDICT, type Verdict } from './verdicts.js';

/** The verdicts on tasks that are not submitted yet. A view that reads a verdict is rendered again after each change. */
export class VerdictDrafts {
  private readonly byTask = signal<ReadonlyMap<number, Verdict>>(new Map());

  of(taskId: number): Verdict {
    return this.byTask.value.get(taskId) ?? NO_VERDICT;
  }

  set(taskId: number, verdict: Verdict): void {
    this.byTask.value = new Map(this.byTask.value).set(taskId, verdict);
  }

  /** Removes the verdicts on tasks after they were submitted or the tasks were unlocked. */
  drop(taskIds: readonly number[]): void {
    this.byTask.value = new Map([...this.byTask.value].filter(([taskId]) => !taskIds.includes(taskId)));
  }
}
