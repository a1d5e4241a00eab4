import { setTimeout } from 'node:timers/promises';
import type { Player } from './play-client.js';
import { Mapping } from './play-mapping.js';
import { Validation } from './play-validation.js';
import { isLocked, PlayedProject, progressOf, type ProjectSettings, type TaskState } from './played-project.js';

/** Settings of a play. */
export interface PlaySettings extends ProjectSettings {
  mappers: Player[];
  validators: Player[];
  /** Ends the play: the players finish the work on their tasks and lock no other ones. */
  signal?: AbortSignal;
  /** The play ends after this time in which no player found a task, in milliseconds. The default is 8,000. */
  idleLimitMs?: number;
}

/** The state of the project at the end of a play. */
export interface PlayResult {
  /** Number of actions that the server has accepted. */
  actions: number;
  total: number;
  validated: number;
  /** Locked tasks, with the usernames of the users who hold the locks. */
  heldByOthers: { taskId: number; username: string }[];
}

const DEFAULT_IDLE_LIMIT_MS = 8000;

class Play {
  private readonly project: PlayedProject;
  private readonly mapping: Mapping;
  private readonly validation: Validation;
  private lastWork = Date.now();
  private over = false;
  /** Whether a reset of bad imagery is being sent. */
  private isResetting = false;

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
        else await this.handleIdlePlayer();
      }
    } finally {
      this.over = true;
    }
  }

  /** Called when a player has found no task. Ends the play, resets bad imagery, or waits before the next try. */
  private async handleIdlePlayer(): Promise<void> {
    const isQuiet = this.project.atWork === 0;
    const tasks = await this.project.tasks();
    const isDone = isQuiet && tasks.every(({ taskStatus }) => taskStatus === 'VALIDATED');
    if (isDone || Date.now() - this.lastWork > (this.settings.idleLimitMs ?? DEFAULT_IDLE_LIMIT_MS)) {
      this.over = true;
      return;
    }
    await this.resetBadImagery(tasks);
    await setTimeout(Math.min(1000, Math.max(20, 2000 / this.settings.speed)));
  }

  /** Makes tasks with bad imagery ready if no other tasks are left. `lock-next` returns such tasks to no player. */
  private async resetBadImagery(tasks: TaskState[]): Promise<void> {
    const count = (...states: string[]): number => tasks.filter(({ taskStatus }) => states.includes(taskStatus)).length;
    const bad = count('BADIMAGERY');
    if (this.isResetting || bad === 0 || count('READY', 'INVALIDATED', 'MAPPED') > 0) return;
    this.isResetting = true;
    const { manager } = this.settings;
    await this.project.act(manager, 'reset-all-badimagery/');
    this.project.tell(`${manager.username} made ${bad} with bad imagery ready again`);
    this.isResetting = false;
  }

  /** Finishes the work on tasks that a player has locked before the play. Otherwise the server would refuse another lock. */
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
 * Makes simulated users work on a project over HTTP, until all its tasks are validated or no task is left for them. Mappers map the next
 * task, split it or stop mapping it. Validators accept or invalidate mapped tasks.
 *
 * @throws PlayError if the server does not answer or refuses a player
 */
export const playProject = (settings: PlaySettings): Promise<PlayResult> => new Play(settings).run();
