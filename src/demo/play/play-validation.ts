import type { Player } from './play-client.js';
import type { PlayedProject } from './played-project.js';

/** The chances that a validator does something unusual. */
const SURPRISES = { sentBack: 0.12, comment: 0.08, undo: 0.04 } as const;

/** The largest number of tasks that a validator takes at once. */
const MOST_AT_ONCE = 3;

// Category 1 is "Missed Feature(s)" in every installation.
const ISSUES = [{ mappingIssueCategoryId: 1, issue: 'Missed Feature(s)', count: 2 }];

const named = (taskIds: number[]): string => `${taskIds.length === 1 ? 'task' : 'tasks'} ${taskIds.join(', ')}`;

/** The work of validators: they lock mapped tasks, and accept or invalidate them. */
export class Validation {
  constructor(private readonly project: PlayedProject) {}

  /** Locks and validates the next tasks. @returns whether there were tasks for the player */
  async checkNext(who: Player): Promise<boolean> {
    const count = 1 + Math.floor(this.project.random() * MOST_AT_ONCE);
    const taskIds = await this.project.lockNext(who, { for: 'validation', count });
    if (taskIds.length === 0) return false;
    this.project.tell(`${who.username} locked ${named(taskIds)} to check`);
    await this.finish(who, taskIds);
    return true;
  }

  /** Ends the validation of tasks that the player has locked. Afterwards the tasks are not locked by the player. */
  finish(who: Player, taskIds: number[]): Promise<void> {
    return this.project.working(() => this.handIn(who, taskIds));
  }

  private async handIn(who: Player, taskIds: number[]): Promise<void> {
    const back = taskIds.filter((taskId) => this.happens('sentBack', taskId));
    const good = taskIds.filter((taskId) => !back.includes(taskId));
    const comment = 'Some buildings are missing';
    const validatedTasks = [
      ...good.map((taskId) => ({ taskId, status: 'VALIDATED' })),
      ...back.map((taskId) => ({ taskId, status: 'INVALIDATED', comment, validationIssues: ISSUES })),
    ];
    await this.project.act(who, 'unlock-after-validation/', { validatedTasks });
    if (good.length > 0) this.project.tell(`${who.username} validated ${named(good)}`);
    if (back.length > 0) this.project.tell(`${who.username} sent ${named(back)} back`);
    for (const taskId of good) await this.afterwards(who, taskId);
  }

  private happens(kind: keyof typeof SURPRISES, taskId: number): boolean {
    return this.project.surprise(`validator's ${kind}`, SURPRISES[kind], taskId);
  }

  /** Sometimes praises the task, or undoes the validation. */
  private async afterwards(who: Player, taskId: number): Promise<void> {
    if (this.happens('comment', taskId)) {
      await this.project.comment(who, taskId, 'Very precise, thank you!');
      this.project.tell(`${who.username} praised task ${taskId}`);
    }
    if (this.happens('undo', taskId)) {
      await this.project.act(who, `undo-last-action/${taskId}/`);
      this.project.tell(`${who.username} took the validation of task ${taskId} back`);
    }
  }
}
