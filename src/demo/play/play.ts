import { setTimeout } from 'node:timers/promises';
import type { Player } from './play-client.js';
import { Mapping } from './play-mapping.js';
import { Validation } from './play-validation.js';
import { isLocked, PlayedProject, progressOf, type ProjectSettings, type TaskState } from './played-project.js';

/**
 * Simulated users work on a project over HTTP, as any client does. Mappers take the next task and hand it in, split it or give it
 * back. Validators accept what is mapped or send it back. It goes on until every task is validated.
 */

export interface PlaySettings extends ProjectSettings {
  mappers: Player[];
  validators: Player[];
  /** Ends the play: all players hand in what they hold, and take nothing more. */
  signal?: AbortSignal;
  /** After so many milliseconds in which nobody found anything to do, the play ends. */
  patience?: number;
}

export interface PlayResult {
  actions: number;
  total: number;
  validated: number;
  /** Tasks that others hold, with who does. */
  heldByOthers: { taskId: number; username: string }[];
}

const PATIENCE = 8000;

class Play {
  private readonly project: PlayedProject;
  private readonly mapping: Mapping;
  private readonly validation: Validation;
  private lastWork = Date.now();
  private over = false;
  /** Whether the manager makes bad imagery ready again at the moment. */
  private managing = false;

  constructor(private readonly settings: PlaySettings) {
    this.project = new PlayedProject(settings);
    this.mapping = new Mapping(this.project);
    this.validation = new Validation(this.project);
    settings.signal?.addEventListener('abort', () => (this.over = true));
  }

  async run(): Promise<PlayResult> {
    const { mappers, validators } = this.settings;
    const players = new Map([...mappers, ...validators].map((player) => [player.username, player]));
    this.project.tell(progressOf(await this.project.tasks()));
    for (const player of players.values()) await this.finishOwnLocks(player);
    await Promise.all([
      ...mappers.map((who) => this.work(() => this.mapping.mapNext(who))),
      ...validators.map((who) => this.work(() => this.validation.checkNext(who))),
    ]);
    return this.result();
  }

  private async result(): Promise<PlayResult> {
    const tasks = await this.project.tasks();
    this.project.tell(progressOf(tasks));
    const heldByOthers = await Promise.all(
      tasks.filter(isLocked).map(async ({ taskId }) => ({ taskId, username: await this.project.holderOf(taskId) })),
    );
    const validated = tasks.filter(({ taskStatus }) => taskStatus === 'VALIDATED').length;
    return { actions: this.project.actions, total: tasks.length, validated, heldByOthers };
  }

  /** Repeats the work of one player until the play is over. An error ends the play for all. */
  private async work(next: () => Promise<boolean>): Promise<void> {
    try {
      while (!this.over) {
        if (await next()) this.lastWork = Date.now();
        else await this.lookAround();
      }
    } finally {
      this.over = true;
    }
  }

  /** Where there is nothing to do: ends the play, has bad imagery mapped anew, or waits a moment. */
  private async lookAround(): Promise<void> {
    const isQuiet = this.project.atWork === 0;
    const tasks = await this.project.tasks();
    const isDone = isQuiet && tasks.every(({ taskStatus }) => taskStatus === 'VALIDATED');
    if (isDone || Date.now() - this.lastWork > (this.settings.patience ?? PATIENCE)) {
      this.over = true;
      return;
    }
    await this.resetBadImagery(tasks);
    await setTimeout(Math.min(1000, Math.max(20, 2000 / this.settings.speed)));
  }

  /** Makes bad imagery ready again where nothing else is left: `lock-next` offers it to no validator. */
  private async resetBadImagery(tasks: TaskState[]): Promise<void> {
    const count = (...states: string[]): number => tasks.filter(({ taskStatus }) => states.includes(taskStatus)).length;
    const bad = count('BADIMAGERY');
    if (this.managing || bad === 0 || count('READY', 'INVALIDATED', 'MAPPED') > 0) return;
    this.managing = true;
    const { manager } = this.settings;
    await this.project.act(manager, 'reset-all-badimagery/');
    this.project.tell(`${manager.username} made ${bad} with bad imagery ready again`);
    this.managing = false;
  }

  /** Hands in what a player holds from before: a second lock would be refused. */
  private async finishOwnLocks(who: Player): Promise<void> {
    const held = await this.project.heldBy(who);
    const idsIn = (status: string): number[] =>
      held.filter(({ taskStatus }) => taskStatus === status).map(({ taskId }) => taskId);
    for (const taskId of idsIn('LOCKED_FOR_MAPPING')) await this.mapping.finish(who, taskId);
    const toCheck = idsIn('LOCKED_FOR_VALIDATION');
    if (toCheck.length > 0) await this.validation.finish(who, toCheck);
  }
}

/**
 * Lets simulated users work on a project until all its tasks are validated, or nothing is left that they can do.
 * @throws PlayError where the server does not answer, or refuses a player
 */
export const playProject = (settings: PlaySettings): Promise<PlayResult> => new Play(settings).run();
