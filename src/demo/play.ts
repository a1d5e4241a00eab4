import { setTimeout } from 'node:timers/promises';
import { PlayError, send, type Answer, type Player } from './play-client.js';

/**
 * Simulated people at work on a project, over HTTP as any client: mappers take the next task and hand it in, validators
 * take what is mapped and accept it or send it back, until all of it is validated. For newcomers to look at, and for tests.
 */

export interface PlaySettings {
  /** Where the server listens. */
  url: string;
  projectId: number;
  mappers: Player[];
  validators: Player[];
  /** Makes bad imagery ready again once nothing else is left to map. */
  manager: Player;
  /** Actions a second, of all together. */
  speed: number;
  /** Called with a line for each action, and with a line on the progress now and then. */
  say: (line: string) => void;
  /** Chance, from 0 up to 1: by default the system's. */
  random?: () => number;
  /** Ends the play: everybody hands in what they hold, and takes nothing more. */
  signal?: AbortSignal;
  /** How long nobody may find anything to do before what is left is left, in milliseconds. */
  patience?: number;
}

export interface PlayResult {
  actions: number;
  total: number;
  validated: number;
  /** Tasks that others hold, with who does. */
  heldByOthers: { taskId: number; username: string }[];
}

interface TaskState {
  taskId: number;
  taskStatus: string;
}

/** Surprises in the play: each comes to a task once, so that the play ends. */
const SURPRISES = {
  badImagery: { chance: 0.06, comment: 'Clouds over half of it' },
  givenUp: { chance: 0.06, comment: 'No time left, sorry' },
  sentBack: { chance: 0.12, comment: 'Some buildings are missing' },
} as const;

/** A line on the progress after so many actions. */
const ACTIONS_A_REPORT = 20;
/** Without anything to do for so long (ms), what is left cannot be done by these people. */
const PATIENCE = 8000;
const taskIdsIn = (body: unknown): number[] =>
  ((body as { tasks?: TaskState[] } | null)?.tasks ?? []).map(({ taskId }) => taskId);

const named = (taskIds: number[]): string => `${taskIds.length === 1 ? 'task' : 'tasks'} ${taskIds.join(', ')}`;

class Play {
  private actions = 0;
  private nextAt = Date.now();
  private lastWork = Date.now();
  private over = false;
  private readonly surprised = new Set<string>();
  /** Validators see no bad imagery in what they are offered: the manager has it mapped anew. */
  private managing = false;

  constructor(private readonly settings: PlaySettings) {
    settings.signal?.addEventListener('abort', () => (this.over = true));
  }

  async run(): Promise<PlayResult> {
    const { mappers, validators } = this.settings;
    const everybody = new Map([...mappers, ...validators].map((player) => [player.username, player]));
    this.settings.say(this.progressOf(await this.tasks()));
    for (const player of everybody.values()) await this.finishOwnLocks(player);
    await Promise.all([
      ...mappers.map((who) => this.work(who, 'map')),
      ...validators.map((who) => this.work(who, 'check')),
    ]);
    const tasks = await this.tasks();
    this.settings.say(this.progressOf(tasks));
    const held = tasks.filter(({ taskStatus }) => taskStatus.startsWith('LOCKED_'));
    const heldByOthers = await Promise.all(
      held.map(async ({ taskId }) => ({ taskId, username: await this.holderOf(taskId) })),
    );
    const validated = tasks.filter(({ taskStatus }) => taskStatus === 'VALIDATED').length;
    return { actions: this.actions, total: tasks.length, validated, heldByOthers };
  }

  /** One person's day. What goes wrong for one ends it for all. */
  private async work(who: Player, kind: 'map' | 'check'): Promise<void> {
    try {
      while (!this.over) {
        const busy = kind === 'map' ? await this.mapNext(who) : await this.checkNext(who);
        if (busy) this.lastWork = Date.now();
        else await this.lookAround();
      }
    } finally {
      this.over = true;
    }
  }

  /** Nothing to do at the moment: is all done, can the manager help, or is it only to be waited for? */
  private async lookAround(): Promise<void> {
    const tasks = await this.tasks();
    const inState = (...states: string[]): number =>
      tasks.filter(({ taskStatus }) => states.includes(taskStatus)).length;
    if (inState('VALIDATED') === tasks.length || Date.now() - this.lastWork > (this.settings.patience ?? PATIENCE)) {
      this.over = true;
      return;
    }
    if (inState('BADIMAGERY') > 0 && inState('READY', 'INVALIDATED', 'MAPPED') === 0 && !this.managing) {
      this.managing = true;
      const { manager } = this.settings;
      this.expectDone(await this.act(manager, 'reset-all-badimagery/'), manager);
      this.tell(`${manager.username} made ${inState('BADIMAGERY')} with bad imagery ready again`);
      this.managing = false;
    }
    await setTimeout(Math.min(1000, Math.max(20, 2000 / this.settings.speed)));
  }

  /** @returns whether there was a task */
  private async mapNext(who: Player): Promise<boolean> {
    const [taskId] = await this.lockNextFreeTask(who, { for: 'mapping' });
    if (taskId === undefined) return false;
    this.tell(`${who.username} locked task ${taskId} to map it`);
    await this.handInMapping(who, taskId);
    return true;
  }

  private async handInMapping(who: Player, taskId: number): Promise<void> {
    if (this.surprise('givenUp', taskId)) {
      await this.handIn(who, `stop-mapping/${taskId}/`, { comment: SURPRISES.givenUp.comment });
      this.tell(`${who.username} gave task ${taskId} back`);
      return;
    }
    const isBad = this.surprise('badImagery', taskId);
    const body = isBad
      ? { status: 'BADIMAGERY', comment: SURPRISES.badImagery.comment }
      : { status: 'MAPPED', comment: 'All buildings and roads traced' };
    await this.handIn(who, `unlock-after-mapping/${taskId}/`, body);
    this.tell(`${who.username} ${isBad ? `found bad imagery in task ${taskId}` : `mapped task ${taskId}`}`);
  }

  /** @returns whether there were tasks */
  private async checkNext(who: Player): Promise<boolean> {
    const taskIds = await this.lockNextFreeTask(who, { for: 'validation', count: 1 + Math.floor(this.random() * 3) });
    if (taskIds.length === 0) return false;
    this.tell(`${who.username} locked ${named(taskIds)} to check`);
    await this.handInChecks(who, taskIds);
    return true;
  }

  private async handInChecks(who: Player, taskIds: number[]): Promise<void> {
    const back = taskIds.filter((taskId) => this.surprise('sentBack', taskId));
    const good = taskIds.filter((taskId) => !back.includes(taskId));
    // Category 1 is "Missed Feature(s)" in every installation.
    const issues = [{ mappingIssueCategoryId: 1, issue: 'Missed Feature(s)', count: 2 }];
    const validatedTasks = [
      ...good.map((taskId) => ({ taskId, status: 'VALIDATED' })),
      ...back.map((taskId) => ({
        taskId,
        status: 'INVALIDATED',
        comment: SURPRISES.sentBack.comment,
        validationIssues: issues,
      })),
    ];
    await this.handIn(who, 'unlock-after-validation/', { validatedTasks });
    if (good.length > 0) this.tell(`${who.username} validated ${named(good)}`);
    if (back.length > 0) this.tell(`${who.username} sent ${named(back)} back`);
  }

  /** Locks the next tasks. @returns their ids; none where there is nothing to do for this person */
  private async lockNextFreeTask(who: Player, wish: object): Promise<number[]> {
    const answer = await this.act(who, 'lock-next/', wish);
    if (answer.code === 'NoTaskAvailable') return [];
    this.expectDone(answer, who);
    return taskIdsIn(answer.body);
  }

  private async handIn(who: Player, action: string, body: object): Promise<void> {
    this.expectDone(await this.act(who, action, body), who);
  }

  /** Whoever holds something from before hands it in first: a second lock would be refused. */
  private async finishOwnLocks(who: Player): Promise<void> {
    const locked = (await this.tasks()).filter(({ taskStatus }) => taskStatus.startsWith('LOCKED_'));
    const own: TaskState[] = [];
    for (const task of locked) if ((await this.holderOf(task.taskId)) === who.username) own.push(task);
    for (const { taskId } of own.filter(({ taskStatus }) => taskStatus === 'LOCKED_FOR_MAPPING'))
      await this.handInMapping(who, taskId);
    const toCheck = own.filter(({ taskStatus }) => taskStatus === 'LOCKED_FOR_VALIDATION');
    if (toCheck.length > 0)
      await this.handInChecks(
        who,
        toCheck.map(({ taskId }) => taskId),
      );
  }

  private async holderOf(taskId: number): Promise<string> {
    const { body } = await this.ask('GET', `${taskId}/`, this.settings.manager);
    return (body as { lockHolder?: string | null } | null)?.lockHolder ?? 'nobody';
  }

  private async tasks(): Promise<TaskState[]> {
    const answer = await this.ask('GET', '', this.settings.manager);
    this.expectDone(answer, this.settings.manager);
    return (answer.body as { features: { properties: TaskState }[] }).features.map(({ properties }) => properties);
  }

  private progressOf(tasks: TaskState[]): string {
    const count = (...states: string[]): number => tasks.filter(({ taskStatus }) => states.includes(taskStatus)).length;
    return (
      `  ${count('VALIDATED')} of ${tasks.length} tasks validated; ${count('READY', 'INVALIDATED')} to map, ` +
      `${count('MAPPED')} to check, ${count('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION')} being worked on, ` +
      `${count('BADIMAGERY')} with bad imagery`
    );
  }

  private tell(line: string): void {
    this.settings.say(line);
  }

  private random(): number {
    return (this.settings.random ?? Math.random)();
  }

  private surprise(kind: keyof typeof SURPRISES, taskId: number): boolean {
    const key = `${kind} ${taskId}`;
    if (this.surprised.has(key) || this.random() >= SURPRISES[kind].chance) return false;
    this.surprised.add(key);
    return true;
  }

  /** An action of somebody on tasks, in its turn: so many a second. */
  private async act(who: Player, action: string, body?: object): Promise<Answer> {
    const now = Date.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + 1000 / this.settings.speed;
    if (at > now) await setTimeout(at - now);
    const answer = await this.ask('POST', `actions/${action}`, who, body);
    if (answer.status === 200 && ++this.actions % ACTIONS_A_REPORT === 0)
      this.tell(this.progressOf(await this.tasks()));
    return answer;
  }

  private ask(method: string, path: string, who: Player, body?: object): Promise<Answer> {
    const { url, projectId } = this.settings;
    return send(new URL(`/api/v2/projects/${projectId}/tasks/${path}`, url), method, who, body);
  }

  private expectDone({ status, sentence }: Answer, who: Player): void {
    if (status !== 200)
      throw new PlayError(`The server refused ${who.username} in project ${this.settings.projectId}: ${sentence}.`);
  }
}

/**
 * Lets people work on a project until all its tasks are validated, or nothing is left that these people can do.
 * @throws PlayError where the server does not answer, or refuses somebody
 */
export const playProject = (settings: PlaySettings): Promise<PlayResult> => new Play(settings).run();
