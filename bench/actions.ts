import { floorOf, type Bench } from './bench.js';
import { assertRows, assertSound, assertUsersSound } from './check-rows.js';
import { WrongAnswer, type Client } from './client.js';
import * as floor from './floor-changes.js';
import type { Plan } from './measure.js';
import { MAPPERS, PROJECT, resetCycle, resetSplit, TASKS, USERS, VALIDATORS } from './seed.js';

const PATH = `projects/${PROJECT.cycle}/tasks/actions`;

/** Requests before short actions are measured. */
const WARM_UP = 2000;

/** The task of a caller in a turn. No two callers use the same task. */
const taskOf = (caller: number, turn: number, turns: number): number => 1 + caller * turns + turn;

/** Users in turn, from the second on: each holds one lock at most. */
const userOf = (n: number): number => {
  if (n >= USERS - 1) throw new Error('more callers than users');
  return 2 + n;
};

/** The name of the four actions that take one task from READY to VALIDATED. */
export const FOUR_ACTIONS = 'lock for mapping, hand in, lock for validation, validate: 4 requests';

/** Lock, submit, lock for validation, validate. */
async function fourActions(client: Client, task: number, mapper: number, validator: number): Promise<void> {
  await client.post(`${PATH}/lock-for-mapping/${task}/`, mapper);
  await client.post(`${PATH}/unlock-after-mapping/${task}/`, mapper, { status: 'MAPPED' });
  await client.post(`${PATH}/lock-for-validation/`, validator, { taskIds: [task] });
  const validatedTasks = [{ taskId: task, status: 'VALIDATED' }];
  await client.post(`${PATH}/unlock-after-validation/`, validator, { validatedTasks });
}

/** Asserts that each of the tasks has this number of history rows, and no other task has any. */
async function assertDone({ db }: Bench, status: number, tasks: number, rowsEach: number): Promise<void> {
  const states = { 0: TASKS.cycle - tasks, [status]: tasks };
  await assertRows(db, PROJECT.cycle, { states, history: tasks * rowsEach });
  await assertSound(db, PROJECT.cycle);
  await assertUsersSound(db, PROJECT.cycle);
}

/** The four actions, by several callers at once. */
export function cycle(bench: Bench, callers: number): Plan {
  const turns = callers === 1 ? 40 : Math.ceil(200 / callers) + 4;
  const run = floorOf(bench, callers);
  return {
    name: FOUR_ACTIONS,
    callers,
    turns,
    warmUp: callers === 1 ? WARM_UP : 0,
    target: callers === 1 ? { time: 2 } : { rate: 0.7, ...(callers === 64 && { tail: 10 }) },
    reset: () => resetCycle(bench.db),
    server: (client, caller, turn) =>
      fourActions(client, taskOf(caller, turn, turns), MAPPERS + caller, VALIDATORS + caller),
    async floor(caller, turn) {
      const [project, task] = [PROJECT.cycle, taskOf(caller, turn, turns)];
      await run(floor.lockForMapping, [project, task, MAPPERS + caller]);
      await run(floor.submitMapped, [project, task, MAPPERS + caller]);
      await run(floor.lockForValidation, [project, task, VALIDATORS + caller]);
      await run(floor.submitValidated, [project, task, VALIDATORS + caller]);
    },
    check: () => assertDone(bench, 4, callers * turns, 4),
  };
}

function oneLock(bench: Bench): Plan {
  const turns = 100;
  const run = floorOf(bench, 1);
  return {
    name: 'lock one task for mapping',
    callers: 1,
    turns,
    warmUp: WARM_UP,
    target: { time: 2 },
    reset: () => resetCycle(bench.db),
    server: (client, _, turn) => client.post(`${PATH}/lock-for-mapping/${1 + turn}/`, userOf(turn)),
    floor: (_, turn) => run(floor.lockForMapping, [PROJECT.cycle, 1 + turn, userOf(turn)]),
    check: () => assertDone(bench, 1, turns, 1),
  };
}

/** Twenty tasks locked for validation and validated at once. */
function validation(bench: Bench): Plan {
  const [turns, size] = [20, 20];
  const run = floorOf(bench, 1);
  const tasksOf = (turn: number): number[] => Array.from({ length: size }, (_, i) => 1 + turn * size + i);
  return {
    name: 'lock 20 tasks for validation, validate them: 2 requests',
    callers: 1,
    turns,
    reset: () =>
      resetCycle(
        bench.db,
        `UPDATE tasks SET task_status = 2, mapped_by = ${MAPPERS} WHERE project_id = ${PROJECT.cycle};
        INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
        SELECT project_id, id, 'STATE_CHANGE', 'MAPPED', now() AT TIME ZONE 'UTC', ${MAPPERS} FROM tasks
        WHERE project_id = ${PROJECT.cycle};
        UPDATE users SET tasks_mapped = ${TASKS.cycle} WHERE id = ${MAPPERS}`,
      ),
    async server(client, _, turn) {
      const taskIds = tasksOf(turn);
      const validatedTasks = taskIds.map((taskId) => ({ taskId, status: 'VALIDATED' }));
      await client.post(`${PATH}/lock-for-validation/`, VALIDATORS, { taskIds });
      await client.post(`${PATH}/unlock-after-validation/`, VALIDATORS, { validatedTasks });
    },
    async floor(_, turn) {
      await run(floor.lockSeveral, [PROJECT.cycle, tasksOf(turn), VALIDATORS]);
      await run(floor.validateSeveral, [PROJECT.cycle, tasksOf(turn), VALIDATORS]);
    },
    async check() {
      const done = turns * size;
      const states = { 2: TASKS.cycle - done, 4: done };
      await assertRows(bench.db, PROJECT.cycle, { states, history: TASKS.cycle + 2 * done });
      await assertSound(bench.db, PROJECT.cycle);
      await assertUsersSound(bench.db, PROJECT.cycle);
    },
  };
}

function nextTask(bench: Bench, callers: number): Plan {
  const turns = callers === 1 ? 100 : 12;
  const run = floorOf(bench, callers);
  const user = (caller: number, turn: number): number => userOf(caller * turns + turn);
  return {
    name: 'choose the next task and lock it',
    callers,
    turns,
    warmUp: callers === 1 ? WARM_UP : 0,
    ...(callers === 1 && { target: { time: 4 } }),
    reset: () => resetCycle(bench.db),
    server: (client, caller, turn) => client.post(`${PATH}/lock-next/`, user(caller, turn), { for: 'mapping' }),
    floor: (caller, turn) => run(floor.lockNext, [PROJECT.cycle, user(caller, turn)]),
    check: () => assertDone(bench, 1, callers * turns, 1),
  };
}

function split(bench: Bench): Plan {
  const turns = 30;
  const run = floorOf(bench, 1);
  return {
    name: 'split one task',
    callers: 1,
    turns,
    target: { median: 10 },
    reset: () => resetSplit(bench.db),
    server: (client, _, turn) =>
      client.post(`projects/${PROJECT.split}/tasks/actions/split/${1 + turn}/`, userOf(turn)),
    floor: (_, turn) => run(floor.split, [PROJECT.split, 1 + turn, userOf(turn)]),
    check: () => assertSplit(bench, turns),
  };
}

/** Each split task has four children with its history and two more rows. Together they cover its area. */
async function assertSplit({ db }: Bench, parents: number): Promise<void> {
  // Each fifth task was mapped only, and has two rows of history; the others have four.
  const history = TASKS.split * 4 - Math.floor(TASKS.split / 5) * 2;
  const ofParents = parents * 4 - Math.floor(parents / 5) * 2;
  await assertRows(db, PROJECT.split, {
    states: { 0: TASKS.split + 3 * parents },
    history: history + 3 * ofParents + 4 * 2 * parents,
  });
  await assertSound(db, PROJECT.split);
  const { rows } = await db.query<{ gap: number }>(
    `SELECT abs(sum(ST_Area(geometry)) FILTER (WHERE zoom = 16) / sum(ST_Area(geometry)) - $2::float8) AS gap
      FROM tasks WHERE project_id = $1`,
    [PROJECT.split, parents / TASKS.split],
  );
  if (!((rows[0]?.gap ?? 1) < 0.01)) throw new WrongAnswer('the pieces of split tasks do not cover them');
}

/** Actions on single tasks. */
export const actions = (bench: Bench): Plan[] => [
  oneLock(bench),
  ...[1, 4, 16, 64].map((callers) => cycle(bench, callers)),
  validation(bench),
  ...[1, 16].map((callers) => nextTask(bench, callers)),
  split(bench),
];
