import type { User } from '../../support/factory.js';

/**
 * What the contract says of the life of tasks, once more and as simply as can be: a model in memory that a random walk
 * compares the server with. It shares no code with the server.
 */

export interface Person extends User {
  role: 'BLOCKED' | 'MAPPER' | 'ADMIN';
  /** 1 beginner, 2 intermediate, 3 advanced. */
  level: number;
  manages: boolean;
  mapped: number;
  validated: number;
  invalidated: number;
}

/** A state that a task came to, by whom, and whose counter that raised. */
interface Step {
  status: string;
  mapper: Person | null;
  validator: Person | null;
  credit: Person | null;
}

interface Row {
  who: Person;
  kind: 'lock' | 'auto' | 'comment' | 'change';
}

export interface Task {
  id: number;
  zoom: number;
  status: string;
  holder: Person | null;
  mapper: Person | null;
  validator: Person | null;
  /** Whether its lock ran out; nobody wrote it down yet. */
  expired: boolean;
  /** What it was when it was locked. */
  before: string;
  steps: Step[];
  /** Oldest first; the row of a lock that runs is `open`. */
  rows: Row[];
  open: Row | null;
  /** The kind of the last lock that was recorded as expired. */
  lateKind?: string;
}

/** `ok`, or the code of a refusal. */
export type Answer = string;

const LOCKS = ['LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION'];
const COUNTER = { MAPPED: 'mapped', VALIDATED: 'validated', INVALIDATED: 'invalidated' } as const;

export const isLocked = (task: Task): boolean => LOCKS.includes(task.status);

/** The state as everybody sees it. */
export const seen = (task: Task): string => (isLocked(task) && task.expired ? task.before : task.status);

export const newTask = (id: number, zoom: number): Task => ({
  id,
  zoom,
  status: 'READY',
  holder: null,
  mapper: null,
  validator: null,
  expired: false,
  before: 'READY',
  steps: [],
  rows: [],
  open: null,
});

export class Model {
  tasks: Task[];

  /** @param validationLevel the level that validating asks for */
  constructor(
    count: number,
    zoom: number,
    private readonly validationLevel: number,
  ) {
    this.tasks = Array.from({ length: count }, (_, index) => newTask(index + 1, zoom));
  }

  find(id: number): Task | undefined {
    return this.tasks.find((task) => task.id === id);
  }

  /** What is held by somebody and did not run out. */
  held(who: Person): Task[] {
    return this.tasks.filter((task) => isLocked(task) && task.holder === who && !task.expired);
  }

  /** Whether somebody could validate, whatever they hold. */
  mayValidate(who: Person): Answer {
    if (who.role === 'BLOCKED') return 'UserNotAllowed';
    if (!who.manages && who.level < this.validationLevel) return 'ValidtionNotAllowed';
    return 'ok';
  }

  private mayMap(who: Person): Answer {
    if (who.role === 'BLOCKED') return 'UserNotAllowed';
    return this.held(who).length > 0 ? 'UserAlreadyHasTaskLocked' : 'ok';
  }

  /** The lock that a task is under ends: its row becomes an auto-unlock of now, or only gets its duration. */
  private close(task: Task, as: 'auto' | 'duration'): void {
    if (!isLocked(task)) return;
    if (as === 'auto' && task.open) {
      task.rows = [...task.rows.filter((row) => row !== task.open), { who: task.open.who, kind: 'auto' }];
    }
    Object.assign(task, { status: task.before, holder: null, expired: false, open: null });
  }

  private take(task: Task, who: Person, status: string): void {
    this.close(task, 'auto');
    const row: Row = { who, kind: 'lock' };
    Object.assign(task, { before: task.status, status, holder: who, open: row });
    task.rows.push(row);
  }

  /** The task comes to a state. @param counts whether the counter of who acts goes up with a real change */
  private arrive(task: Task, who: Person, status: string, owners: Partial<Task>, counts: boolean): void {
    const changed = task.status !== status;
    const counter = COUNTER[status as keyof typeof COUNTER];
    const credit = counts && changed && counter ? who : null;
    if (credit && counter) credit[counter]++;
    Object.assign(task, { status, ...owners });
    task.steps.push({ status, mapper: task.mapper, validator: task.validator, credit });
    task.rows.push({ who, kind: 'change' });
  }

  private comment(task: Task, who: Person, text: string | null): void {
    if (text) task.rows.push({ who, kind: 'comment' });
  }

  lockForMapping(who: Person, id: number): Answer {
    const task = this.find(id);
    if (!task) return 'TASK_NOT_FOUND';
    if (task.status === 'LOCKED_FOR_MAPPING' && task.holder === who && !task.expired) return 'ok';
    if (!['READY', 'INVALIDATED'].includes(seen(task))) return 'InvalidTaskState';
    const may = this.mayMap(who);
    if (may === 'ok') this.take(task, who, 'LOCKED_FOR_MAPPING');
    return may;
  }

  /** Whether the last holder may still hand in after the expired lock was recorded. */
  private mayBeLate(task: Task, who: Person): boolean {
    const last = task.rows.filter(({ kind }) => kind !== 'comment').at(-1);
    return !isLocked(task) && last?.kind === 'auto' && last.who === who;
  }

  unlockAfterMapping(who: Person, id: number, status: string, comment: string | null): Answer {
    const task = this.find(id);
    if (!task) return 'TASK_NOT_FOUND';
    const holds = task.status === 'LOCKED_FOR_MAPPING' && task.holder === who;
    if (!holds && !(this.mayBeLate(task, who) && task.lateKind === 'LOCKED_FOR_MAPPING'))
      return seen(task) === 'LOCKED_FOR_MAPPING' ? 'TaskNotOwned' : 'LockBeforeUnlocking';
    if (!['MAPPED', 'BADIMAGERY', 'READY'].includes(status)) return 'InvalidUnlockState';
    this.close(task, 'duration');
    this.comment(task, who, comment);
    this.arrive(task, who, status, status === 'READY' ? {} : { mapper: who }, true);
    return 'ok';
  }

  stopMapping(who: Person, id: number, comment: string | null): Answer {
    const task = this.find(id);
    if (!task) return 'TASK_NOT_FOUND';
    if (task.status !== 'LOCKED_FOR_MAPPING' || task.holder !== who)
      return seen(task) === 'LOCKED_FOR_MAPPING' ? 'TaskNotOwned' : 'LockBeforeUnlocking';
    this.close(task, 'duration');
    this.comment(task, who, comment);
    return 'ok';
  }

  private set(ids: number[]): Task[] | null {
    const tasks = [...new Set(ids)].map((id) => this.find(id));
    return tasks.every((task) => task !== undefined) ? tasks : null;
  }

  lockForValidation(who: Person, ids: number[]): Answer {
    const tasks = this.set(ids);
    if (!tasks) return 'TASK_NOT_FOUND';
    const mine = (task: Task): boolean =>
      task.status === 'LOCKED_FOR_VALIDATION' && task.holder === who && !task.expired;
    for (const task of tasks) {
      if (!['MAPPED', 'INVALIDATED', 'BADIMAGERY'].includes(seen(task)) && !mine(task)) return 'NotReadyForValidation';
      if (task.mapper === who && who.role !== 'ADMIN') return 'CannotValidateMappedTask';
    }
    const held = this.held(who);
    const same = held.length === tasks.length && tasks.every(mine);
    const may = this.mayValidate(who);
    if (may !== 'ok') return may;
    if (held.length > 0 && !same) return 'UserAlreadyHasTaskLocked';
    if (!same) for (const task of tasks) this.take(task, who, 'LOCKED_FOR_VALIDATION');
    return 'ok';
  }

  unlockAfterValidation(who: Person, results: { taskId: number; status: string; comment: string | null }[]): Answer {
    const tasks = this.set(results.map(({ taskId }) => taskId));
    if (!tasks) return 'TASK_NOT_FOUND';
    for (const task of tasks) {
      const holds = task.status === 'LOCKED_FOR_VALIDATION' && task.holder === who;
      if (!holds && !(this.mayBeLate(task, who) && task.lateKind === 'LOCKED_FOR_VALIDATION'))
        return seen(task) === 'LOCKED_FOR_VALIDATION' ? 'TaskNotOwned' : 'NotLockedForValidation';
    }
    for (const task of tasks) {
      const result = results.findLast(({ taskId }) => taskId === task.id);
      if (!result) continue;
      this.close(task, 'duration');
      this.comment(task, who, result.comment);
      const owners =
        result.status === 'VALIDATED'
          ? { validator: who }
          : result.status === 'INVALIDATED'
            ? { mapper: null, validator: null }
            : {};
      this.arrive(task, who, result.status, owners, true);
    }
    return 'ok';
  }

  stopValidation(who: Person, ids: number[]): Answer {
    const tasks = this.set(ids);
    if (!tasks) return 'TASK_NOT_FOUND';
    for (const task of tasks)
      if (task.status !== 'LOCKED_FOR_VALIDATION' || task.holder !== who)
        return seen(task) === 'LOCKED_FOR_VALIDATION' ? 'TaskNotOwned' : 'NotLockedForValidation';
    for (const task of tasks) this.close(task, 'duration');
    return 'ok';
  }

  extend(who: Person, ids: number[]): Answer {
    const tasks = this.set(ids);
    if (!tasks) return 'TASK_NOT_FOUND';
    for (const task of tasks) {
      if (!LOCKS.includes(seen(task))) return 'TaskStatusNotLocked';
      if (task.holder !== who) return 'LockedByAnotherUser';
    }
    for (const task of tasks) {
      task.open = { who, kind: 'lock' };
      task.rows.push(task.open);
    }
    return 'ok';
  }

  undo(who: Person, id: number): Answer {
    const task = this.find(id);
    if (!task) return 'TASK_NOT_FOUND';
    const status = seen(task);
    if (!['VALIDATED', 'MAPPED', 'BADIMAGERY', 'INVALIDATED'].includes(status)) return 'UndoPermissionError';
    if (task.rows.at(-1)?.who !== who && this.mayValidate(who) !== 'ok') return 'UndoPermissionError';
    this.close(task, 'auto');
    this.takeBack(task, status);
    task.rows.push({ who, kind: 'comment' }, { who, kind: 'change' });
    return 'ok';
  }

  /** Back to what was before the last change, with the counter of who made it. */
  private takeBack(task: Task, status: string): void {
    const undone = task.steps.pop();
    const below = task.steps.at(-1) ?? { status: 'READY', mapper: null, validator: null, credit: null };
    const back =
      status === 'VALIDATED'
        ? { status: 'MAPPED', mapper: task.mapper, validator: null }
        : status === 'INVALIDATED'
          ? { status: below.status, mapper: below.mapper, validator: below.validator }
          : { status: 'READY', mapper: null, validator: null };
    if (back.status !== status) {
      // Handing in the same state again counted for nobody: who brought the task there is whose counter goes back.
      const standing = [...task.steps];
      let credit = undone?.credit ?? null;
      while (!credit && standing.at(-1)?.status === status) credit = standing.pop()?.credit ?? null;
      const counter = COUNTER[status as keyof typeof COUNTER];
      if (credit && counter) credit[counter]--;
    }
    Object.assign(task, back);
    if (below.status !== back.status) task.steps.push({ ...back, credit: null });
  }

  comments(who: Person, id: number): Answer {
    const task = this.find(id);
    if (!task) return 'TASK_NOT_FOUND';
    if (who.role === 'BLOCKED') return 'ReadOnly';
    task.rows.push({ who, kind: 'comment' });
    return 'ok';
  }

  bulk(who: Person, action: string): Answer {
    if (!who.manages) return 'UserPermissionError';
    for (const task of this.tasks) {
      const was = seen(task);
      const wasRunning = LOCKS.includes(was);
      switch (action) {
        case 'map-all': {
          if (['BADIMAGERY', 'MAPPED', 'VALIDATED'].includes(was)) break;
          const keeps = task.status === 'LOCKED_FOR_VALIDATION' && task.mapper;
          this.close(task, wasRunning ? 'duration' : 'auto');
          this.arrive(task, who, 'MAPPED', { mapper: keeps || who }, false);
          break;
        }
        case 'validate-all':
          if (was !== 'MAPPED') break;
          this.close(task, 'auto');
          this.arrive(task, who, 'VALIDATED', { mapper: task.mapper ?? who, validator: who }, false);
          break;
        case 'invalidate-all':
          if (was === 'VALIDATED') this.arrive(task, who, 'INVALIDATED', { mapper: null, validator: null }, false);
          break;
        case 'reset-all-badimagery':
          if (was !== 'BADIMAGERY') break;
          this.close(task, 'auto');
          this.arrive(task, who, 'READY', { mapper: null, validator: null }, false);
          break;
        case 'reset-all':
          if (task.status === 'READY') break;
          this.close(task, 'auto');
          this.arrive(task, who, 'READY', { mapper: null, validator: null }, false);
      }
    }
    return 'ok';
  }

  resetByUser(who: Person, whose: Person, status: string): Answer {
    if (!who.manages) return 'UserActionNotPermitted';
    for (const task of this.tasks) {
      if (seen(task) !== status || (status === 'VALIDATED' ? task.validator : task.mapper) !== whose) continue;
      this.close(task, 'auto');
      this.takeBack(task, status);
      task.rows.push({ who: whose, kind: 'comment' }, { who: whose, kind: 'change' });
    }
    return 'ok';
  }

  /** Whether a task could be split, and what the answer is; `splitInto` then says by what it was replaced. */
  split(who: Person, id: number): Answer {
    const task = this.find(id);
    if (!task) return 'TASK_NOT_FOUND';
    if (task.zoom >= 18) return 'SmallToSplit';
    const status = seen(task);
    if (status !== 'READY' && status !== 'LOCKED_FOR_MAPPING') return 'LockToSplit';
    if (status === 'READY') return this.mayMap(who);
    return task.holder === who ? 'ok' : 'SplitOtherUserTask';
  }

  splitInto(who: Person, id: number): void {
    const last = Math.max(...this.tasks.map((task) => task.id));
    const zoom = this.find(id)?.zoom ?? 0;
    this.tasks = this.tasks.filter((task) => task.id !== id);
    for (let n = 1; n <= 4; n++) {
      const child = newTask(last + n, zoom + 1);
      child.steps.push({ status: 'READY', mapper: null, validator: null, credit: null });
      child.rows.push({ who, kind: 'change' });
      this.tasks.push(child);
    }
  }

  lockNext(who: Person, purpose: string, count: number): Answer {
    const may = purpose === 'mapping' || who.role === 'BLOCKED' ? this.mayMap(who) : this.mayValidate(who);
    if (may !== 'ok') return may;
    if (this.held(who).length > 0) return 'UserAlreadyHasTaskLocked';
    const from = purpose === 'mapping' ? ['READY', 'INVALIDATED'] : ['MAPPED'];
    const free = this.tasks.filter(
      (task) => from.includes(seen(task)) && !(purpose === 'validation' && task.mapper === who && who.role !== 'ADMIN'),
    );
    if (free.length === 0) return 'NoTaskAvailable';
    const status = purpose === 'mapping' ? 'LOCKED_FOR_MAPPING' : 'LOCKED_FOR_VALIDATION';
    for (const task of free.slice(0, count)) this.take(task, who, status);
    return 'ok';
  }

  /** Two hours go by on one task. */
  age(id: number): void {
    const task = this.find(id);
    if (task && isLocked(task)) task.expired = true;
  }

  recordExpiredLocks(): void {
    for (const task of this.tasks)
      if (isLocked(task) && task.expired) {
        task.lateKind = task.status;
        this.close(task, 'auto');
      }
  }

  counters(): { total: number; mapped: number; validated: number; badImagery: number } {
    const count = (state: string): number =>
      this.tasks.filter((task) => (isLocked(task) ? task.before : task.status) === state).length;
    return {
      total: this.tasks.length,
      mapped: count('MAPPED'),
      validated: count('VALIDATED'),
      badImagery: count('BADIMAGERY'),
    };
  }
}
