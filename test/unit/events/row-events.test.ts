import { describe, expect, it } from 'vitest';
import {
  unrecordedEvents,
  withoutSplitTasks,
  type UnrecordedChanges,
} from '../../../src/modules/events/change-log/row-events.js';

const at = '2026-11-27T12:00:00.000000Z';

const changes = (more: Partial<UnrecordedChanges>): UnrecordedChanges => ({
  at,
  changedRows: [],
  deletedTasks: [],
  changedProjects: [],
  ...more,
});

describe('changes without a history row', () => {
  it('become one event for the rows of each transaction', () => {
    const row = { projectId: 1, writer: '7', status: 'MAPPED' };
    const events = unrecordedEvents(
      changes({
        changedRows: [
          { ...row, taskId: 3 },
          { ...row, taskId: 2 },
          { ...row, taskId: 2, projectId: 5 },
        ],
      }),
    );
    expect(events.map(({ projectId, data }) => [projectId, data['taskIds']])).toEqual([
      [1, [2, 3]],
      [5, [2]],
    ]);
  });

  it('become one event for the deleted tasks of each project, with their ids in order', () => {
    const deletedTasks = [9, 4, 10].map((taskId) => ({ projectId: 1, taskId }));
    expect(unrecordedEvents(changes({ deletedTasks }))).toEqual([
      {
        projectId: 1,
        name: 'task',
        at,
        data: { taskIds: [4, 9, 10], action: 'delete', from: null, to: null, actor: null, at },
      },
    ]);
  });

  it('do not include the parent of a split in the same project', () => {
    const deletedTasks = [2, 3].flatMap((taskId) => [1, 5].map((projectId) => ({ projectId, taskId })));
    const split = { projectId: 1, name: 'task' as const, at, data: { taskIds: [2, 11], action: 'split', parent: 2 } };
    expect(withoutSplitTasks(changes({ deletedTasks }), [split]).deletedTasks).toEqual([
      { projectId: 5, taskId: 2 },
      { projectId: 1, taskId: 3 },
      { projectId: 5, taskId: 3 },
    ]);
  });
});
