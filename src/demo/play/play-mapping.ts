import type { Player } from './play-client.js';
import type { PlayedProject } from './played-project.js';

/** The chances that a mapper does something unusual. */
const SURPRISES = {
  badImagery: 0.06,
  givenUp: 0.06,
  split: 0.05,
  comment: 0.08,
  undo: 0.05,
} as const;

/** The largest number of splits in a play. Each split makes up to four tasks. */
const MOST_SPLITS = 3;

/** The work of mappers: they lock the next task and map it, split it or stop mapping it. */
export class Mapping {
  private splits = 0;

  constructor(private readonly project: PlayedProject) {}

  /** Locks and maps the next task. @returns whether there was a task for the player */
  async mapNext(who: Player): Promise<boolean> {
    const [taskId] = await this.project.lockNext(who, { for: 'mapping' });
    if (taskId === undefined) return false;
    this.project.tell(`${who.username} locked task ${taskId} to map it`);
    await this.finish(who, taskId);
    return true;
  }

  /** Ends the work on a task that the player has locked. Afterwards the task is not locked by the player. */
  finish(who: Player, taskId: number): Promise<void> {
    return this.project.working(() => this.handIn(who, taskId));
  }

  private async handIn(who: Player, taskId: number): Promise<void> {
    if (this.happens('givenUp', taskId)) return this.giveBack(who, taskId);
    if (this.splits < MOST_SPLITS && this.happens('split', taskId) && (await this.split(who, taskId))) return;
    const isBad = this.happens('badImagery', taskId);
    const body = isBad
      ? { status: 'BADIMAGERY', comment: 'Clouds over half of it' }
      : { status: 'MAPPED', comment: 'All buildings and roads traced' };
    await this.project.act(who, `unlock-after-mapping/${taskId}/`, body);
    this.project.tell(`${who.username} ${isBad ? `found bad imagery in task ${taskId}` : `mapped task ${taskId}`}`);
    if (!isBad) await this.afterwards(who, taskId);
  }

  private happens(kind: keyof typeof SURPRISES, taskId: number): boolean {
    return this.project.surprise(kind, SURPRISES[kind], taskId);
  }

  private async giveBack(who: Player, taskId: number): Promise<void> {
    await this.project.act(who, `stop-mapping/${taskId}/`, { comment: 'No time left, sorry' });
    this.project.tell(`${who.username} gave task ${taskId} back`);
  }

  /** @returns whether the task was split. The server refuses to split a small task, which then stays locked */
  private async split(who: Player, taskId: number): Promise<boolean> {
    this.splits++;
    const { status } = await this.project.attempt(who, `split/${taskId}/`);
    if (status !== 200) return false;
    this.project.tell(`${who.username} split task ${taskId}: it is too big for one`);
    return true;
  }

  /** Sometimes asks a question about the task, or undoes the hand-in. */
  private async afterwards(who: Player, taskId: number): Promise<void> {
    if (this.happens('comment', taskId)) {
      await this.project.comment(who, taskId, 'Is the building in the north a school?');
      this.project.tell(`${who.username} asked something about task ${taskId}`);
    }
    if (this.happens('undo', taskId)) {
      const { status } = await this.project.attempt(who, `undo-last-action/${taskId}/`);
      // If a validator has locked the task meanwhile, the server refuses the undo.
      if (status === 200) this.project.tell(`${who.username} took the hand-in of task ${taskId} back`);
    }
  }
}
