import { expect, it } from 'vitest';
import { recordExpiredLocks } from '../../../src/modules/tasks/expired-locks/expired-locks.service.js';
import { statusOf } from '../../../src/modules/tasks/state-machine/task-states.js';
import { SECRET, testConfig, useApp } from '../../support/app.js';
import { onServer } from '../../support/database.js';
import { LEVELS, type Project, type UserSpec } from '../../support/factory.js';
import { checkInvariants } from '../../support/invariants.js';
import { chanceOf, seedOf, type Chance } from '../../support/random.js';
import { codeOf } from '../../support/response-check.js';
import { isLocked, Model, seen, type Person } from './walk-model.js';
import { createContext } from '../../../src/context.js';

const STEPS = Number(process.env.TEST_WALK_STEPS ?? (onServer ? 1500 : 400));
const TASKS = 14;
const ZOOM = 16;
/** Splitting stops there: a walk over hundreds of tasks is slow and meets none twice. */
const MOST_TASKS = 40;

const world = useApp();

async function thirtyPeople(): Promise<{ people: Person[]; author: Person; managers: Person[] }> {
  type Kind = Required<Pick<UserSpec, 'role' | 'level'>>;
  const several = (count: number, kind: Kind): Kind[] => Array.from({ length: count }, () => kind);
  const kinds: Kind[] = [
    { role: 'ADMIN', level: 'ADVANCED' },
    { role: 'BLOCKED', level: 'ADVANCED' },
    ...several(4, { role: 'MAPPER', level: 'ADVANCED' }),
    ...several(8, { role: 'MAPPER', level: 'INTERMEDIATE' }),
    ...several(16, { role: 'MAPPER', level: 'BEGINNER' }),
  ];
  const people: Person[] = [];
  for (const { role, level } of kinds) {
    const user = await world.make.user({ role, level });
    const rank = LEVELS[level];
    people.push({ ...user, role, level: rank, manages: role === 'ADMIN', mapped: 0, validated: 0, invalidated: 0 });
  }
  const [author, manager] = people.slice(-2) as [Person, Person];
  author.manages = true;
  manager.manages = true;
  return { people, author, managers: people.filter(({ manages }) => manages) };
}

/** What the database holds, in the model's words. */
async function readWorld(project: Project, people: Person[]) {
  const { prisma } = world.database;
  const name = (id: number | null): string => (id === null ? '-' : String(people.findIndex((who) => who.id === id)));
  const tasks = await prisma.$queryRaw<
    { id: number; status: number; held: number | null; mapped: number | null; validated: number | null }[]
  >`SELECT id, task_status AS status, locked_by::float8 AS held, mapped_by::float8 AS mapped,
      validated_by::float8 AS validated FROM tasks WHERE project_id = ${project.id}::int ORDER BY id`;
  const [counters] = await prisma.$queryRaw<Record<string, number>[]>`
    SELECT total_tasks AS total, tasks_mapped AS mapped, tasks_validated AS validated, tasks_bad_imagery AS "badImagery"
    FROM projects WHERE id = ${project.id}::int`;
  const users = await prisma.$queryRaw<{ id: number; mapped: number; validated: number; invalidated: number }[]>`
    SELECT id::float8, tasks_mapped AS mapped, tasks_validated AS validated, tasks_invalidated AS invalidated
    FROM users WHERE id = ANY(${people.map(({ id }) => id)}::bigint[])`;
  return {
    tasks: tasks.map((t) => `${t.id} ${statusOf(t.status)} ${name(t.held)} ${name(t.mapped)} ${name(t.validated)}`),
    counters,
    users: Object.fromEntries(users.map((u) => [name(u.id), `${u.mapped} ${u.validated} ${u.invalidated}`])),
  };
}

function modelWorld(model: Model, people: Person[]) {
  const name = (who: Person | null): string => (who === null ? '-' : String(people.indexOf(who)));
  return {
    tasks: model.tasks.map((t) => `${t.id} ${t.status} ${name(t.holder)} ${name(t.mapper)} ${name(t.validator)}`),
    counters: model.counters(),
    users: Object.fromEntries(people.map((who) => [name(who), `${who.mapped} ${who.validated} ${who.invalidated}`])),
  };
}

interface Step {
  say: string;
  expected: string;
  /** Null where the step is none of HTTP. */
  send: { path: string; body?: unknown } | null;
  run?: () => Promise<unknown>;
}

class Walk {
  constructor(
    private readonly chance: Chance,
    private readonly model: Model,
    private readonly people: Person[],
    private readonly managers: Person[],
    private readonly project: Project,
  ) {}

  /** Somebody; often one who holds something, so that locks do not stay for ever. */
  private somebody(): Person {
    const holders = this.model.tasks.flatMap(({ holder }) => (holder ? [holder] : []));
    return holders.length > 0 && this.chance.next() < 0.5 ? this.chance.pick(holders) : this.chance.pick(this.people);
  }

  private anyTask(): number {
    if (this.chance.next() < 0.02) return 900_000;
    return this.chance.pick(this.model.tasks).id;
  }

  /** A task that fits, if there is one: refusals are tried too, but not most of the time. */
  private taskLike(fits: (id: number) => boolean): number {
    const fitting = this.model.tasks.filter(({ id }) => fits(id));
    return fitting.length > 0 && this.chance.next() < 0.75 ? this.chance.pick(fitting).id : this.anyTask();
  }

  private tasksOf(fits: (id: number) => boolean): number[] {
    const fitting = this.model.tasks.filter(({ id }) => fits(id)).map(({ id }) => id);
    const some = this.chance.shuffled(fitting).slice(0, 1 + this.chance.below(4));
    return some.length > 0 && this.chance.next() < 0.85 ? some : [this.anyTask(), this.anyTask()];
  }

  private isHeldBy(who: Person, status: string): (id: number) => boolean {
    return (id) => {
      const task = this.model.find(id);
      return task?.holder === who && task.status === status;
    };
  }

  private isSeen(...states: string[]): (id: number) => boolean {
    return (id) => {
      const task = this.model.find(id);
      return task !== undefined && states.includes(seen(task));
    };
  }

  private text(): string | null {
    return this.chance.next() < 0.3
      ? this.chance.pick(['well', 'a <b>bold</b> word', 'Undo state from MAPPED to READY'])
      : null;
  }

  next(): Step {
    const { chance, model } = this;
    const who = this.somebody();
    const as = (path: string, expected: string, body?: unknown): Step => ({
      say: `${this.people.indexOf(who)} ${path} ${JSON.stringify(body ?? '')}`,
      expected,
      send: { path, body },
      run: () => this.send(who, path, body),
    });
    const roll = chance.below(100);
    if (roll < 16) {
      const id = this.taskLike(this.isSeen('READY', 'INVALIDATED'));
      return as(`lock-for-mapping/${id}`, model.lockForMapping(who, id));
    }
    if (roll < 32) {
      const id = this.taskLike(this.isHeldBy(who, 'LOCKED_FOR_MAPPING'));
      const status = chance.pick(['MAPPED', 'MAPPED', 'MAPPED', 'BADIMAGERY', 'READY', 'VALIDATED']);
      const comment = this.text();
      return as(`unlock-after-mapping/${id}`, model.unlockAfterMapping(who, id, status, comment), { status, comment });
    }
    if (roll < 36) {
      const id = this.taskLike(this.isHeldBy(who, 'LOCKED_FOR_MAPPING'));
      const comment = this.text();
      return as(`stop-mapping/${id}`, model.stopMapping(who, id, comment), { comment });
    }
    if (roll < 50) {
      const taskIds = this.tasksOf(this.isSeen('MAPPED', 'MAPPED', 'BADIMAGERY', 'INVALIDATED'));
      return as('lock-for-validation', model.lockForValidation(who, taskIds), { taskIds });
    }
    if (roll < 64) {
      const validatedTasks = this.tasksOf(this.isHeldBy(who, 'LOCKED_FOR_VALIDATION')).map((taskId) => ({
        taskId,
        status: chance.pick(['VALIDATED', 'VALIDATED', 'INVALIDATED', 'MAPPED']),
        comment: this.text(),
        validationIssues: [{ mappingIssueCategoryId: 1, issue: 'Missed Feature(s)', count: chance.below(3) }],
      }));
      return as('unlock-after-validation', model.unlockAfterValidation(who, validatedTasks), { validatedTasks });
    }
    if (roll < 67) {
      const taskIds = this.tasksOf(this.isHeldBy(who, 'LOCKED_FOR_VALIDATION'));
      const resetTasks = taskIds.map((taskId) => ({ taskId }));
      return as('stop-validation', model.stopValidation(who, taskIds), { resetTasks });
    }
    if (roll < 71) {
      const taskIds = this.tasksOf((id) => this.model.find(id)?.holder === who);
      return as('extend', model.extend(who, taskIds), { taskIds });
    }
    if (roll < 82) {
      const id = this.taskLike(this.isSeen('VALIDATED', 'MAPPED', 'BADIMAGERY', 'INVALIDATED'));
      return as(`undo-last-action/${id}`, model.undo(who, id), 'anything');
    }
    if (roll < 86) {
      const purpose = chance.pick(['mapping', 'validation']);
      const count = purpose === 'validation' ? 1 + chance.below(3) : 1;
      return as('lock-next', model.lockNext(who, purpose, count), { for: purpose, count });
    }
    if (roll < 92) return this.timePasses();
    if (roll < 94 && model.tasks.length < MOST_TASKS) return this.split(as, who);
    if (roll < 96) return this.comments(who);
    return this.manage();
  }

  private split(as: (path: string, expected: string) => Step, who: Person): Step {
    const id = this.taskLike((candidate) => {
      const task = this.model.find(candidate);
      return task !== undefined && task.zoom < 18 && (seen(task) === 'READY' || task.holder === who);
    });
    const expected = this.model.split(who, id);
    if (expected === 'ok') this.model.splitInto(who, id);
    return as(`split/${id}`, expected);
  }

  private comments(who: Person): Step {
    const id = this.anyTask();
    const path = `projects/${this.project.id}/comments/tasks/${id}/`;
    return {
      say: `${this.people.indexOf(who)} comments on ${id}`,
      expected: this.model.comments(who, id),
      send: null,
      run: () => world.post(path, { as: who, body: { comment: 'look' } }),
    };
  }

  private timePasses(): Step {
    if (this.chance.next() < 0.4) {
      this.model.recordExpiredLocks();
      const context = createContext({ database: world.database, config: testConfig(), secret: SECRET });
      return {
        say: 'the job that records expired locks',
        expected: 'ok',
        send: null,
        run: () => recordExpiredLocks(context),
      };
    }
    const id = this.taskLike((candidate) => {
      const task = this.model.find(candidate);
      return task !== undefined && isLocked(task);
    });
    this.model.age(id);
    return {
      say: `time passes for ${id}`,
      expected: 'ok',
      send: null,
      run: () => world.make.age(this.project, id, 121),
    };
  }

  private manage(): Step {
    const { chance, model, people } = this;
    // Of a manager who maps all while holding a lock the history says the same as of one who hands it in: what undoing
    // that does to their counter is not to be told. Such a manager is not asked.
    const idle = this.managers.filter((who) => model.tasks.every(({ holder }) => holder !== who));
    const who =
      chance.next() < 0.85 && idle.length > 0 ? chance.pick(idle) : chance.pick(people.filter((p) => !p.manages));
    if (chance.next() < 0.4) {
      const whose = chance.pick(people);
      const status = chance.pick(['VALIDATED', 'BADIMAGERY']);
      const path = `reset-by-user?username=${whose.username}&action=${status}`;
      return {
        say: `${people.indexOf(who)} ${path} (${people.indexOf(whose)})`,
        expected: model.resetByUser(who, whose, status),
        send: { path },
        run: () => this.send(who, path),
      };
    }
    const action = chance.pick(['map-all', 'validate-all', 'invalidate-all', 'reset-all-badimagery', 'reset-all']);
    return {
      say: `${people.indexOf(who)} ${action}`,
      expected: model.bulk(who, action),
      send: { path: action },
      run: () => this.send(who, action),
    };
  }

  private send(who: Person, path: string, body?: unknown) {
    const [action, query] = path.split('?');
    const url = `projects/${this.project.id}/tasks/actions/${action}/${query ? `?${query}` : ''}`;
    return world.post(url, { as: who, ...(body !== undefined && { body }) });
  }
}

it(
  `${STEPS} actions of 30 users, allowed or not, leave what the contract says`,
  async () => {
    const chance = chanceOf(seedOf());
    const { people, author, managers } = await thirtyPeople();
    const [, manager] = people.slice(-2);
    const organisation = await world.make.organisation({ managers: manager ? [manager] : [] });
    const tasks = Array.from({ length: TASKS }, () => 'READY' as const);
    const project = await world.make.project({ author, organisation, validationLevel: 'INTERMEDIATE', tasks });
    const model = new Model(TASKS, ZOOM, 2);
    const walk = new Walk(chance, model, people, managers, project);
    const trail: string[] = [];
    const where = (): string =>
      `TEST_SEED=${chance.seed} TEST_WALK_STEPS=${STEPS}, step ${trail.length}; the last ones:\n${trail.slice(-25).join('\n')}`;
    const answers: Record<string, number> = {};
    for (let step = 1; step <= STEPS; step++) {
      const { say, expected, run } = walk.next();
      trail.push(`${say} → ${expected}`);
      const answer = (await run?.()) as { status: number; text: string } | undefined;
      const got =
        typeof answer === 'object' ? (codeOf(answer.text) ?? (answer.status === 200 ? 'ok' : answer.status)) : 'ok';
      answers[got] = (answers[got] ?? 0) + 1;
      expect(got, where()).toBe(expected);
      expect(await readWorld(project, people), where()).toEqual(modelWorld(model, people));
      if (step % 100 === 0 || step === STEPS)
        await checkInvariants(world.database, project).catch((error: unknown) => {
          throw new Error(where(), { cause: error });
        });
    }
    console.info(`walk of ${STEPS}, TEST_SEED=${chance.seed}: ${JSON.stringify(answers)}`);
    expect(answers.ok ?? 0).toBeGreaterThan(STEPS / 4);
  },
  60_000 + STEPS * 200,
);
