import { inTransaction, type Tx } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { appendEvents, lockLog, readLog, settle, startLog, touchLog, type LogState } from './change-log.repository.js';
import { readSplits, takeNewChat, takeNewHistory, takeVanishedLocks } from './new-rows.repository.js';
import { forgetOldRows } from './project-watch.repository.js';
import type { ProjectWatch } from './project-watch.service.js';
import { containsSplit, historyEvents, type HistoryRow, type NewEvent } from './history-events.js';
import { unrecordedEvents, withoutSplitTasks } from './row-events.js';

/** If there are no new events for this number of seconds, the log is marked as read. Without the mark it would restart. */
const TOUCH_SECONDS = 60;

/**
 * Converts history rows to events. The history does not contain the parent of a split. Tessera records it in a table of its own. For
 * a split by version 5 it is the task whose lock by the same user was deleted, if there is exactly one.
 */
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

/** The projects to check, and the committed transactions. */
interface ReadRequest {
  watch: ProjectWatch;
  projectIds: number[];
  /** See `readSnapshot`. */
  snapshot: string;
}

/**
 * Reads the rows that were committed since the log was last read, and appends events for them. Only one process at a time does this.
 * @returns the new position of the log
 */
export async function advanceLog(
  { database }: Pick<Context, 'database'>,
  { watch, projectIds, snapshot }: ReadRequest,
): Promise<LogState> {
  const { state, committed } = await inTransaction(database, async (tx) => {
    await lockLog(tx);
    const log = await readLog(tx);
    const { settled, quiet, ...state } = log ?? { ...(await startLog(tx)), settled: false, quiet: 0 };
    // The check comes before the read of the history. Each statement sees what was committed before it. So if the check finds a task
    // that a split has deleted, the history that is read after it contains the split.
    const checked = watch.isDue(projectIds, snapshot) ? await watch.check(tx, projectIds, snapshot) : null;
    const rows = log ? await takeNewHistory(tx, state.historyLow) : [];
    const events = await historyToEvents(tx, rows);
    if (log) events.push(...(await takeNewChat(tx, state.chatLow)));
    if (checked) events.push(...unrecordedEvents(withoutSplitTasks(checked.found, events)));
    if (events.length > 0) state.lastSeq = await appendEvents(tx, events.sort(byTime));
    if (settled) await tidy(tx);
    else if (quiet > TOUCH_SECONDS) await touchLog(tx);
    return { state, committed: checked?.committed };
  });
  committed?.();
  return state;
}

async function tidy(tx: Tx): Promise<void> {
  await settle(tx);
  await forgetOldRows(tx);
}
