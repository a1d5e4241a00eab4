import { describe, expect, test } from 'vitest';
import { maySeeProject } from '../../../../src/access/project-policy.js';
import type { ActionContext, ActionTask, Rule } from '../../../../src/modules/tasks/engine/action-context.js';
import { lockForMapping } from '../../../../src/modules/tasks/mapping/mapping.rules.js';
import { undoLastAction } from '../../../../src/modules/tasks/mapping/undo.rules.js';
import { splitRule } from '../../../../src/modules/tasks/split/split.rules.js';
import { isTooSmall } from '../../../../src/modules/tasks/split/split.service.js';
import { isLocked, TASK_STATUSES, type TaskStatus } from '../../../../src/modules/tasks/state-machine/task-states.js';
import { lockForValidation } from '../../../../src/modules/tasks/validation/validation.rules.js';
import { allowedActions, isTooSmallToSplit } from '../../../../src/web/project/rights/allowed-actions.js';
import { squareAt } from '../../../support/areas.js';
import { CASES, codeOf, forServer, pageRights, type Case } from './rights-cases.js';

const ME = 5;
const SOMEBODY = 6;

interface TaskCase {
  status: TaskStatus;
  mappedBy: number;
  lastUser: number;
  isTooSmall: boolean;
}

const STATUSES = TASK_STATUSES.filter((status) => !isLocked(status));

const TASKS = STATUSES.flatMap((status) =>
  [ME, SOMEBODY].flatMap((mappedBy) =>
    [ME, SOMEBODY].flatMap((lastUser) =>
      [false, true].map((tooSmall): TaskCase => ({ status, mappedBy, lastUser, isTooSmall: tooSmall })),
    ),
  ),
);

/** Whether a rule of the server allows its action on a task without a lock. */
function allows(rule: Rule, of: Case, { status, mappedBy, lastUser }: TaskCase): boolean {
  const [actor, project] = forServer(of);
  const task = { taskId: 1, status, mappedBy, lastUser, lockedBy: null, lockExpired: false, lastState: status };
  const tasks = [{ ...task, validatedBy: null, history: [] } as unknown as ActionTask];
  const context: ActionContext = { actor, project, heldLocks: [], tasks };
  return codeOf(() => rule(context)) === null;
}

const byServer = (of: Case, task: TaskCase) => ({
  map: allows(lockForMapping, of, task),
  validate: allows(lockForValidation, of, task),
  split: allows(splitRule(task.isTooSmall), of, task),
  undo: allows(undoLastAction, of, task),
});

function byPage(of: Case, { status, mappedBy, lastUser, isTooSmall: tooSmall }: TaskCase) {
  const { reasons: _, ...actions } = allowedActions(pageRights(of), {
    status,
    isLastUser: lastUser === ME,
    isOwnWork: mappedBy === ME && of.role !== 'ADMIN',
    isTooSmallToSplit: tooSmall,
  });
  return actions;
}

describe('allowedActions', () => {
  test('allows what the rules of the server allow, for every right and every unlocked task', () => {
    const visible = CASES.filter((of) => maySeeProject(...forServer(of)));
    // One case for each pair of rights and role: the actions depend on nothing else.
    const cases = new Map(visible.map((of) => [JSON.stringify([pageRights(of), of.role]), of]));
    expect(cases.size).toBeGreaterThan(10);
    const seen = new Set<string>();
    for (const of of cases.values())
      for (const task of TASKS) {
        const actions = byPage(of, task);
        seen.add(JSON.stringify(actions));
        expect(actions, JSON.stringify({ of, task })).toEqual(byServer(of, task));
      }
    expect(seen.size).toBeGreaterThanOrEqual(7);
  });

  test('does not allow validation before the mapper is known', () => {
    const rights = { mapping: null, validation: null };
    const task = { status: 'MAPPED', isLastUser: false, isOwnWork: null, isTooSmallToSplit: false } as const;
    expect(allowedActions(rights, task)).toMatchObject({ validate: false, reasons: [null, null] });
  });
});

describe('isTooSmallToSplit', () => {
  /** A square at the equator with this length of its sides in degrees. */
  const square = (side: number) => ({
    type: 'MultiPolygon' as const,
    coordinates: [squareAt(0, 0, side).coordinates],
  });

  test.each([
    [null, 24_900],
    [null, 25_100],
    [17, 24_900],
    [17, 25_100],
    [18, 25_100],
    [19, 24_900],
  ])('decides as the server, for zoom %s and %i square metres', async (zoom, squareMetres) => {
    const side = Math.sqrt(squareMetres) / 111_195;
    const boundary = { zoom, geometry: square(side) } as unknown as Parameters<typeof isTooSmall>[0];
    expect(isTooSmallToSplit(zoom, squareMetres)).toBe(await isTooSmall(boundary));
  });
});
