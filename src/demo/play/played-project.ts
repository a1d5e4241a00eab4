import { setTimeout } from 'node:timers/promises';
import { PlayError, send, type Answer, type Player } from './play-client.js';

/** The project of a play: its state on the server, and the requests of the players about it. */

/** Settings that the requests of a play need. */
export interface ProjectSettings {
  /** The base URL of the server. */
  url: string;
  projectId: number;
  /** The player who reads the tasks, and resets tasks with bad imagery if no other task is left to map. */
  manager: Player;
  /** Actions a second, of all players together. */
  speed: number;
  /** Called with a line for each action, and with a line about the progress after every 20 actions. */
  print: (line: string) => void;
  /** Random numbers from 0 (included) to 1 (excluded). By default `Math.random`. */
  random?: () => number;
}

/** A task and its state. */
export interface TaskState {
  taskId: number;
  taskStatus: string;
}

/** The number of actions between two lines on the progress. */
const ACTIONS_PER_REPORT = 20;

/** Whether a task is locked for mapping or for validation. */
export const isLocked = ({ taskStatus }: TaskState): boolean => taskStatus.startsWith('LOCKED_');

/** Ids of the tasks of an answer. */
const taskIdsIn = (body: unknown): number[] =>
  ((body as { tasks?: TaskState[] } | null)?.tasks ?? []).map(({ taskId }) => taskId);

/** The progress of a project as a line of text. */
export function progressOf(tasks: TaskState[]): string {
  const count = (...states: string[]): number => tasks.filter(({ taskStatus }) => states.includes(taskStatus)).length;
  return (
    `  ${count('VALIDATED')} of ${tasks.length} tasks validated; ${count('READY', 'INVALIDATED')} to map, ` +
    `${count('MAPPED')} to check, ${count('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION')} being worked on, ` +
    `${count('BADIMAGERY')} with bad imagery`
  );
}

/** The project of a play. */
export class PlayedProject {
  /** Number of actions that the server has accepted. */
  actions = 0;
  /** Number of players who have not finished the work on their tasks. They may still undo their last action. */
  atWork = 0;
  private nextAt = Date.now();
  private readonly surprised = new Set<string>();

  constructor(private readonly settings: ProjectSettings) {}

  tell(line: string): void {
    this.settings.print(line);
  }

  random(): number {
    return (this.settings.random ?? Math.random)();
  }

  /**
   * Decides at random whether something unusual happens to a task. Each kind happens to a task at most once, so that the play ends.
   *
   * @param chance - probability from 0 to 1
   */
  surprise(kind: string, chance: number, taskId: number): boolean {
    const key = `${kind} ${taskId}`;
    if (this.surprised.has(key) || this.random() >= chance) return false;
    this.surprised.add(key);
    return true;
  }

  /** Counts a player as at work while `work` lasts. */
  async working(work: () => Promise<void>): Promise<void> {
    this.atWork++;
    try {
      await work();
    } finally {
      this.atWork--;
    }
  }

  /** All tasks with their states. */
  async tasks(): Promise<TaskState[]> {
    const { manager } = this.settings;
    const answer = this.expectDone(await this.ask('GET', 'tasks/', manager), manager);
    return (answer.body as { features: { properties: TaskState }[] }).features.map(({ properties }) => properties);
  }

  /** The username of the user who holds the lock of a task. */
  async holderOf(taskId: number): Promise<string> {
    const { body } = await this.ask('GET', `tasks/${taskId}/`, this.settings.manager);
    return (body as { lockHolder?: string | null } | null)?.lockHolder ?? 'nobody';
  }

  /** The tasks that a player has locked. */
  async heldBy(who: Player): Promise<TaskState[]> {
    const own: TaskState[] = [];
    for (const task of (await this.tasks()).filter(isLocked))
      if ((await this.holderOf(task.taskId)) === who.username) own.push(task);
    return own;
  }

  /** Locks the next tasks. @returns their ids; none if there is no task for this player */
  async lockNext(who: Player, request: { for: 'mapping' } | { for: 'validation'; count: number }): Promise<number[]> {
    const answer = await this.attempt(who, 'lock-next/', request);
    return answer.code === 'NoTaskAvailable' ? [] : taskIdsIn(this.expectDone(answer, who).body);
  }

  /** Sends an action on tasks in its turn. @throws PlayError if it is refused */
  async act(who: Player, action: string, body?: object): Promise<void> {
    this.expectDone(await this.attempt(who, action, body), who);
  }

  /** Sends an action on tasks in its turn. The answer may be a refusal. */
  attempt(who: Player, action: string, body?: object): Promise<Answer> {
    return this.inTurn(who, `tasks/actions/${action}`, body);
  }

  /** Comments on a task in its turn. @throws PlayError if it is refused */
  async comment(who: Player, taskId: number, comment: string): Promise<void> {
    this.expectDone(await this.inTurn(who, `comments/tasks/${taskId}/`, { comment }), who);
  }

  /** Sends a request when the speed of the play allows it. */
  private async inTurn(who: Player, path: string, body?: object): Promise<Answer> {
    const now = Date.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + 1000 / this.settings.speed;
    if (at > now) await setTimeout(at - now);
    const answer = await this.ask('POST', path, who, body);
    if (answer.status === 200 && ++this.actions % ACTIONS_PER_REPORT === 0) this.tell(progressOf(await this.tasks()));
    return answer;
  }

  private ask(method: string, path: string, who: Player, body?: object): Promise<Answer> {
    const { url, projectId } = this.settings;
    return send(new URL(`/api/v2/projects/${projectId}/${path}`, url), method, who, body);
  }

  private expectDone(answer: Answer, who: Player): Answer {
    if (answer.status === 200) return answer;
    throw new PlayError(
      `The server refused ${who.username} in project ${this.settings.projectId}: ${answer.sentence}.`,
    );
  }
}
