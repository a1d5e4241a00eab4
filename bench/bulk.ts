import { floorOf, type Bench } from './bench.js';
import { assertRows, assertSound } from './check-rows.js';
import * as floor from './floor-changes.js';
import type { Plan } from './measure.js';
import { emptySquares, MANAGER, MAPPERS, PROJECT, TASKS, VALIDATORS } from './seed.js';

const project = PROJECT.squares;

const ALL_MAPPED = `
  UPDATE tasks SET task_status = 2, mapped_by = ${MAPPERS} WHERE project_id = ${project}`;
const ALL_VALIDATED = `
  UPDATE tasks SET task_status = 4, mapped_by = ${MAPPERS}, validated_by = ${VALIDATORS} WHERE project_id = ${project};
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT project_id, id, 'STATE_CHANGE', 'MAPPED', now() AT TIME ZONE 'UTC', ${MAPPERS} FROM tasks WHERE project_id = ${project}`;

interface Bulk {
  name: string;
  statement: floor.Statement;
  /** The preparation of the tasks. */
  before?: string;
  /** Rows of history that each task has then. */
  rowsBefore?: number;
  /** The state in which all tasks are afterwards; each has two rows of history more. */
  state: number;
}

const BULK: Bulk[] = [
  { name: 'map-all', statement: floor.mapAll, state: 2 },
  { name: 'validate-all', statement: floor.validateAll, before: ALL_MAPPED, state: 4 },
  { name: 'invalidate-all', statement: floor.invalidateAll, before: ALL_VALIDATED, rowsBefore: 1, state: 5 },
  { name: 'reset-all', statement: floor.resetAll, before: ALL_MAPPED, state: 0 },
];

/** Bulk actions of managers on ten thousand tasks. */
export const bulk = (bench: Bench): Plan[] => {
  const run = floorOf(bench, 1);
  return BULK.map(({ name, statement, before, rowsBefore = 0, state }) => ({
    name: `${name} of 10,000 tasks`,
    callers: 1,
    turns: 1,
    target: { time: 1.3 },
    reset: () => emptySquares(bench.db, before),
    server: (client) => client.post(`projects/${project}/tasks/actions/${name}/`, MANAGER),
    floor: () => run(statement, [project, MANAGER]),
    async check() {
      const history = TASKS.squares * (rowsBefore + 2);
      await assertRows(bench.db, project, { states: { [state]: TASKS.squares }, history });
      await assertSound(bench.db, project);
    },
  }));
};
