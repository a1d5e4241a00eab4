import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Project, TaskFeatures, TaskStatus } from '../../../../src/web/api/client.js';
import type { TaskEvent } from '../../../../src/web/api/events.js';
import { useBrowserGlobals } from './browser.js';

useBrowserGlobals();

const load = () => import('../../../../src/web/project/store/states-before-lock.js');

const lock = (taskId: number, from: string): TaskEvent => ({
  id: '1',
  taskIds: [taskId],
  action: 'lock',
  from,
  to: 'LOCKED_FOR_VALIDATION',
  actor: null,
  at: '2026-01-01T00:00:00Z',
});

const locked = (taskId: number) => ({ taskId, status: 'LOCKED_FOR_VALIDATION' as const });
const listOf = (taskId: number, mappedBy: number | null): TaskFeatures =>
  ({ features: [{ properties: { taskId, taskStatus: 'LOCKED_FOR_VALIDATION', mappedBy } }] }) as TaskFeatures;

describe('StatesBeforeLock', () => {
  test('takes the state from an event', async () => {
    const before = new (await load()).StatesBeforeLock();
    before.addEvent(lock(1, 'BADIMAGERY'));
    before.addEvent({ ...lock(2, 'MAPPED'), taskIds: [2, 3], tasks: [{ taskId: 3, from: 'INVALIDATED', to: null }] });
    expect([1, 2, 3].map((taskId) => before.of(locked(taskId)))).toEqual(['BADIMAGERY', 'MAPPED', 'INVALIDATED']);
    before.forget(1);
    expect(before.of(locked(1))).toBe('MAPPED');
    expect(before.of({ taskId: 3, status: 'VALIDATED' })).toBe('VALIDATED');
    expect(before.of({ taskId: 9, status: 'LOCKED_FOR_MAPPING' })).toBe('READY');
  });

  test('takes INVALIDATED for a task without a mapper', async () => {
    const before = new (await load()).StatesBeforeLock();
    before.addList(listOf(1, null));
    before.addList(listOf(2, 5));
    expect([before.of(locked(1)), before.of(locked(2))]).toEqual(['INVALIDATED', 'MAPPED']);
  });

  test.each([
    ['reads the history if the progress of the server differs', 50, 0, 'BADIMAGERY', 1],
    ['reads no history if the progress of the server is the same', 0, 50, 'MAPPED', 0],
  ])('%s', async (_title, percentBadImagery, percentMapped, expected, requests) => {
    const history = [
      { action: 'LOCKED_FOR_VALIDATION', actionText: null },
      { action: 'STATE_CHANGE', actionText: 'BADIMAGERY' },
    ];
    const { api } = await import('../../../../src/web/api/client.js');
    const data = { taskId: 1, taskHistory: history };
    const read = vi.spyOn(api, 'GET').mockResolvedValue({ data, response: Response.json(data) } as never);
    onTestFinished(() => read.mockRestore());
    const before = new (await load()).StatesBeforeLock();
    const rows = [locked(1), { taskId: 2, status: 'READY' as TaskStatus }];
    await before.readMissing({ projectId: 7, percentMapped, percentBadImagery } as Project, rows);
    expect(before.of(locked(1))).toBe(expected);
    expect(read).toHaveBeenCalledTimes(requests);
  });
});
