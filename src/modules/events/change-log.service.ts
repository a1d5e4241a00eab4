import { inTransaction, type Tx } from '../../db/transaction.js';
import type { Context } from '../../context.js';
import {
  appendEvents,
  lockLog,
  readLog,
  readSplits,
  settle,
  startLog,
  takeChat,
  takeHistory,
  takeVanishedLocks,
  touchLog,
  type LogState,
} from './change-log.repository.js';
import { containsSplit, historyEvents, type HistoryRow, type NewEvent } from './history-events.js';

/** A log that nobody wrote to for so many seconds is marked as read, so that it is not taken for forgotten. */
const TOUCH_SECONDS = 60;

/** Who split a task into which others: written down by this server, or the one task that the user held until then. */
async function historyToEvents(tx: Tx, rows: HistoryRow[]): Promise<NewEvent[]> {
  if (!containsSplit(rows)) return historyEvents(rows);
  const splits = await readSplits(tx, [...new Set(rows.map(({ projectId }) => projectId))]);
  const vanished = await takeVanishedLocks(tx);
  return historyEvents(rows, ({ projectId, children, userId }) => {
    const known = splits.find((split) => split.projectId === projectId && split.children.includes(children[0] ?? 0));
    if (known) return known.parent;
    const held = vanished.filter((lock) => lock.projectId === projectId && lock.userId === userId);
    return held.length === 1 ? (held[0]?.taskId ?? null) : null;
  });
}

const byTime = (a: NewEvent, b: NewEvent): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

/**
 * Reads what was committed since the log was last read, and appends it as events. One process at a time does so.
 * @returns how far the log is now
 */
export const advanceLog = ({ database }: Pick<Context, 'database'>): Promise<LogState> =>
  inTransaction(database, async (tx) => {
    await lockLog(tx);
    const log = await readLog(tx);
    if (!log) return startLog(tx);
    const { settled, quiet, ...state } = log;
    const rows = await takeHistory(tx, state.historyLow);
    const events = [...(await historyToEvents(tx, rows)), ...(await takeChat(tx, state.chatLow))].sort(byTime);
    if (events.length > 0) state.lastSeq = await appendEvents(tx, events);
    if (settled) await settle(tx);
    else if (events.length === 0 && quiet > TOUCH_SECONDS) await touchLog(tx);
    return state;
  });
