import { expect, it } from 'vitest';
import { readActionContext } from '../../../src/modules/tasks/engine/action-context.repository.js';
import { readManySnapshots } from '../../../src/modules/tasks/bulk/bulk.repository.js';
import { effectiveStatus } from '../../../src/modules/tasks/state-machine/task-snapshot.js';
import { TASK_STATUSES, type HistoryAction } from '../../../src/modules/tasks/state-machine/task-states.js';
import { testConfig, useApp } from '../../support/app.js';
import type { HistorySpec, TaskSpec } from '../../support/factory-tasks.js';
import { chanceOf, seedOf } from '../../support/random.js';

const world = useApp();

const ACTIONS: HistoryAction[] = [
  'LOCKED_FOR_MAPPING',
  'LOCKED_FOR_VALIDATION',
  'EXTENDED_FOR_MAPPING',
  'AUTO_UNLOCKED_FOR_VALIDATION',
  'COMMENT',
  'STATE_CHANGE',
  'STATE_CHANGE',
];

it('SQL that reads many tasks gives the same snapshots as the history that single actions read', async () => {
  const chance = chanceOf(seedOf());
  const { ann, ben } = await world.make.users('ann', 'ben');
  const row = (): HistorySpec => {
    const action = chance.pick(ACTIONS);
    const text = action === 'STATE_CHANGE' ? chance.pick(TASK_STATUSES) : chance.pick([null, 'a word']);
    return { action, text, by: chance.pick([ann, ben]), ago: chance.pick([60, 3600, 7000, 7300, 9000]) };
  };
  const task = (): TaskSpec => ({
    state: chance.pick(TASK_STATUSES),
    history: Array.from({ length: chance.below(6) }, row),
    holder: ann,
    mapper: ben,
  });
  const project = await world.make.project({ tasks: Array.from({ length: 200 }, task) });
  const taskIds = Array.from({ length: 200 }, (_, index) => index + 1);
  const { db } = world.database;
  const request = { projectId: project.id, userId: ann.id, tasks: taskIds, locales: [] };
  const { tasks: single } = await readActionContext(db, testConfig(), request, 1);
  const many = await readManySnapshots(db, testConfig(), project.id, { taskIds, review: true });
  const told = (tasks: typeof many) =>
    tasks.map(({ taskId, version, status, lockedBy, mappedBy, validatedBy, lockExpired, lastMapped, ...facts }) => ({
      ...{ taskId, version, status, lockedBy, mappedBy, validatedBy, lockExpired, lastMapped },
      effective: effectiveStatus({
        ...facts,
        taskId,
        version,
        status,
        lockedBy,
        mappedBy,
        validatedBy,
        lockExpired,
        lastMapped,
      }),
      lastChangedAt: facts.lastChangedAt,
    }));
  expect(told(single)).toEqual(told(many));
});
