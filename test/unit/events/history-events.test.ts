import { describe, expect, it } from 'vitest';
import { historyEvents, type HistoryRow } from '../../../src/modules/events/change-log/history-events.js';

let ids = 0;

const row = (parts: Partial<HistoryRow>): HistoryRow => {
  const id = ++ids;
  const moment = `2026-11-27T07:00:00.${String(id).padStart(6, '0')}Z`;
  return {
    id,
    known: false,
    projectId: 1,
    taskId: 1,
    action: 'STATE_CHANGE',
    text: null,
    writer: '100',
    beganAt: moment,
    endedAt: moment,
    userId: 5,
    username: 'aminata',
    before: null,
    ...parts,
  };
};

const lock = (parts: Partial<HistoryRow> = {}): HistoryRow => row({ action: 'LOCKED_FOR_MAPPING', ...parts });
const state = (text: string, parts: Partial<HistoryRow> = {}): HistoryRow => row({ text, ...parts });

const brief = (rows: HistoryRow[]) =>
  historyEvents(rows).map(({ name, data: { taskIds, action, from, to } }) => [name, taskIds, action, from, to]);

describe('events of history rows', () => {
  it('reports an open lock', () => {
    expect(historyEvents([lock()])).toMatchObject([
      {
        projectId: 1,
        name: 'task',
        data: { taskIds: [1], action: 'lock', from: 'READY', to: 'LOCKED_FOR_MAPPING', actor: { id: 5 } },
      },
    ]);
  });

  it('reports a hand-in as one event', () => {
    const rows = [
      lock({ known: true, text: '00:10:00.000000' }),
      row({ action: 'COMMENT' }),
      state('MAPPED', { before: 'INVALIDATED' }),
    ];
    expect(brief(rows)).toEqual([['task', [1], 'state', 'LOCKED_FOR_MAPPING', 'MAPPED']]);
  });

  it('reports a lock that ended before it was read as two events', () => {
    expect(brief([lock({ text: '00:00:00.120000', before: 'INVALIDATED' })])).toEqual([
      ['task', [1], 'lock', 'INVALIDATED', 'LOCKED_FOR_MAPPING'],
      ['task', [1], 'unlock', 'LOCKED_FOR_MAPPING', 'INVALIDATED'],
    ]);
  });

  it('reports an expired lock', () => {
    const ended = row({
      known: true,
      action: 'AUTO_UNLOCKED_FOR_VALIDATION',
      text: '02:00:00.000000',
      before: 'MAPPED',
    });
    expect(brief([ended])).toEqual([['task', [1], 'auto-unlock', 'LOCKED_FOR_VALIDATION', 'MAPPED']]);
  });

  it('reports an extended lock as one event', () => {
    const rows = [lock({ known: true, text: '01:00:00.000000' }), row({ action: 'EXTENDED_FOR_MAPPING' })];
    expect(brief(rows)).toEqual([['task', [1], 'extend', 'LOCKED_FOR_MAPPING', 'LOCKED_FOR_MAPPING']]);
  });

  it('skips the lock rows without duration that a bulk action writes', () => {
    const rows = [3, 1, 2].flatMap((taskId) => [
      lock({ taskId, text: '00:00:00.000000' }),
      state('MAPPED', { taskId, before: 'READY' }),
    ]);
    expect(brief(rows)).toEqual([['task', [1, 2, 3], 'state', 'READY', 'MAPPED']]);
  });

  it('lists the tasks of a bulk action when their states differ', () => {
    const rows = [state('READY', { taskId: 1, before: 'MAPPED' }), state('READY', { taskId: 2, before: 'BADIMAGERY' })];
    const [event, ...more] = historyEvents(rows);
    expect(more).toEqual([]);
    expect(event?.data).toMatchObject({
      from: null,
      to: 'READY',
      tasks: [
        { taskId: 1, from: 'MAPPED', to: 'READY' },
        { taskId: 2, from: 'BADIMAGERY', to: 'READY' },
      ],
    });
  });

  it('keeps transactions, projects and users apart', () => {
    const rows = [lock(), lock({ taskId: 2, writer: '101' }), lock({ projectId: 2 }), lock({ taskId: 3, userId: 6 })];
    expect(historyEvents(rows)).toHaveLength(4);
  });

  it('reports a comment alone as a comment', () => {
    expect(historyEvents([row({ action: 'COMMENT' })])).toMatchObject([
      { name: 'comment', data: { taskIds: [1], action: 'comment' } },
    ]);
  });

  it('reports a split once, without the history copies of the children', () => {
    const rows = [7, 8].flatMap((taskId) => [
      lock({ taskId, text: '00:10:00.000000' }),
      state('SPLIT', { taskId }),
      state('READY', { taskId }),
    ]);
    const parentOf = ({ children }: { children: number[] }): number | null => (children.includes(8) ? 2 : null);
    expect(historyEvents(rows, parentOf).map(({ data }) => data)).toMatchObject([
      { taskIds: [2, 7, 8], action: 'split', parent: 2, children: [7, 8], to: 'READY' },
    ]);
    expect(historyEvents(rows)[0]?.data).toMatchObject({ taskIds: [7, 8], parent: null });
  });

  it('returns events in the order of their rows', () => {
    const first = lock({ text: '00:00:00.100000', writer: '102', beganAt: '2026-11-27T06:59:00.000000Z' });
    expect(historyEvents([lock({ taskId: 9, writer: '103' }), first])[0]?.data).toMatchObject({
      action: 'lock',
      taskIds: [1],
    });
  });
});
