import { Prisma } from '../../../generated/prisma/client.js';
import type { Db, Tx } from '../../../db/transaction.js';
import { table } from '../../../db/sql.js';
import { IS_OPEN_LOCK } from '../../tasks/tasks.sql.js';
import type { NewEvent } from './history-events.js';

/** The key of the advisory lock of the log. It has one writer at a time, so an event of a later commit never has a lower number. */
const LOG_LOCK = 7_331_042_001;

/** How long events are kept, in seconds. A client that reconnects within this time misses nothing. */
export const KEPT_SECONDS = 900;

/** After this number of seconds without a reader the log restarts. */
const STALE_SECONDS = 1800;

/** After this number of seconds without a reader the log catches up with at most `CATCH_UP_ROWS`. */
const IDLE_SECONDS = 180;

/** How many new rows of history a first stream waits for. With more rows (a large import) the log restarts instead. */
const CATCH_UP_ROWS = 20_000;

/**
 * A transaction takes the id of a row shortly before it gets its own transaction id. A snapshot does not show it in between. The
 * low marks wait this number of seconds for such transactions. They wait without a limit for transactions with an id.
 */
const GRACE_SECONDS = 10;

/**
 * The number of newest rows that are read when the log starts: open transactions can commit rows with ids in this range
 * later.
 */
const BASELINE_ROWS = 20_000;

const HIGHEST_HISTORY = Prisma.sql`(SELECT coalesce(max(id), 0) FROM task_history)`;

/** The position of the log. */
export interface LogState {
  /** The identity of the log. It changes when the log restarts. */
  generation: string;
  /** Number of the newest event. */
  lastSeq: number;
  /** Number of the newest deleted event. */
  prunedTo: number;
  /** All rows of `task_history` up to this id are in the log. */
  historyLow: number;
  /** The same for `project_chat`. */
  chatLow: number;
}

/** An event of the log. */
export interface StoredEvent {
  seq: number;
  projectId: number;
  name: string;
  /** JSON text. */
  data: string;
}

/** Reads the set of committed transactions, as text. Nothing was committed between two equal texts. */
export async function readSnapshot(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ snapshot: string }[]>`/* readSnapshot */
    SELECT pg_current_snapshot()::text AS snapshot`;
  return row?.snapshot ?? '';
}

/** Takes the lock of the log until the end of the transaction. Waits while another process has it. */
export async function lockLog(tx: Tx): Promise<void> {
  await tx.$queryRaw`/* lockLog */ SELECT pg_advisory_xact_lock(${LOG_LOCK}::bigint)::text AS taken`;
}

/**
 * Reads the log's state.
 * @returns null if there is no log, or it must restart because it had no reader for too long. `settled`: every transaction that
 * could commit rows below the mark has ended. `quiet`: seconds since the log was last written.
 */
export async function readLog(tx: Db): Promise<(LogState & { settled: boolean; quiet: number }) | null> {
  const [row] = await tx.$queryRaw<{ log: string }[]>`/* readLog */
    SELECT json_build_object('generation', l.generation, 'lastSeq', l.last_seq, 'prunedTo', l.pruned_to,
      'historyLow', l.history_low, 'chatLow', l.chat_low,
      'settled', pg_snapshot_xmin(pg_current_snapshot()) >= l.mark_xmax
        AND clock_timestamp() > l.marked_at + ${GRACE_SECONDS}::int * interval '1 second',
      'quiet', extract(epoch FROM clock_timestamp() - l.read_at))::text AS log
    FROM tessera_events.log l
    WHERE l.read_at > clock_timestamp() - ${STALE_SECONDS}::int * interval '1 second'
      AND (l.read_at > clock_timestamp() - ${IDLE_SECONDS}::int * interval '1 second'
        OR ${HIGHEST_HISTORY} - l.mark_history <= ${CATCH_UP_ROWS}::int)
      AND l.mark_xmax <= pg_snapshot_xmax(pg_current_snapshot())`;
  return row ? (JSON.parse(row.log) as LogState & { settled: boolean; quiet: number }) : null;
}

const HIGHEST_CHAT = Prisma.sql`(SELECT coalesce(max(id), 0) FROM project_chat)`;

/** Restarts the log without events. The existing rows of the database count as read. */
export async function startLog(tx: Tx): Promise<LogState> {
  await tx.$executeRaw`/* startLog */
    WITH e AS (DELETE FROM tessera_events.event), s AS (DELETE FROM tessera_events.seen) DELETE FROM tessera_events.log`;
  const [row] = await tx.$queryRaw<{ log: string }[]>`/* startLog */
    INSERT INTO tessera_events.log (generation, history_low, chat_low, mark_history, mark_chat, mark_xmax)
    SELECT substr(md5(random()::text || clock_timestamp()::text), 1, 8), ${HIGHEST_HISTORY} - ${BASELINE_ROWS}::int,
      ${HIGHEST_CHAT} - ${BASELINE_ROWS}::int, ${HIGHEST_HISTORY}, ${HIGHEST_CHAT}, pg_snapshot_xmax(pg_current_snapshot())
    RETURNING json_build_object('generation', generation, 'lastSeq', 0, 'prunedTo', 0, 'historyLow', history_low,
      'chatLow', chat_low)::text AS log`;
  if (!row) throw new Error('the log of events did not start');
  await tx.$executeRaw`/* startLog */
    INSERT INTO tessera_events.seen (kind, id, project_id, task_id, user_id, open)
    SELECT 'h', h.id, h.project_id, h.task_id, h.user_id, ${IS_OPEN_LOCK} FROM task_history h, tessera_events.log l
    WHERE h.id > l.history_low
    UNION
    SELECT 'h', h.id, h.project_id, h.task_id, h.user_id, true
    FROM tasks t JOIN task_history h ON h.task_id = t.id AND h.project_id = t.project_id
    WHERE t.locked_by IS NOT NULL AND ${IS_OPEN_LOCK}
    UNION ALL SELECT 'c', c.id, c.project_id, NULL, c.user_id, false FROM project_chat c, tessera_events.log l
    WHERE c.id > l.chat_low`;
  return JSON.parse(row.log) as LogState;
}

const EVENT = { place: 'int', projectId: 'int', name: 'text', data: 'text' };

/** Appends events to the log in the given order. @returns the number of the newest event */
export async function appendEvents(tx: Tx, events: NewEvent[]): Promise<number> {
  const rows = events.map(({ projectId, name, data }, index) => ({
    place: index + 1,
    projectId,
    name,
    data: JSON.stringify(data),
  }));
  const [row] = await tx.$queryRaw<{ last: number }[]>`/* appendEvents */
    WITH added AS (
      INSERT INTO tessera_events.event (seq, project_id, name, data)
      SELECT l.last_seq + s.place, s."projectId", s.name, s.data
      FROM tessera_events.log l, (SELECT * FROM ${table(EVENT, rows)}) s
    )
    UPDATE tessera_events.log SET last_seq = last_seq + ${rows.length}::int, read_at = clock_timestamp()
    RETURNING last_seq::float8 AS last`;
  if (!row) throw new Error('the log of events has no row');
  return row.last;
}

/** Records that the log was read now. */
export async function touchLog(tx: Tx): Promise<void> {
  await tx.$executeRaw`/* touchLog */ UPDATE tessera_events.log SET read_at = clock_timestamp()`;
}

/**
 * Raises the low marks to the ids below which every transaction has ended, and deletes rows that are not needed any more. An open
 * lock whose history row was deleted is kept until the next call: the split that deleted it may not be read yet.
 */
export async function settle(tx: Tx): Promise<void> {
  await tx.$executeRaw`/* settle */
    UPDATE tessera_events.log SET history_low = mark_history, chat_low = mark_chat, mark_history = ${HIGHEST_HISTORY},
      mark_chat = ${HIGHEST_CHAT}, mark_xmax = pg_snapshot_xmax(pg_current_snapshot()), marked_at = clock_timestamp(),
      read_at = clock_timestamp()`;
  await tx.$executeRaw`/* settle */
    WITH old AS (DELETE FROM tessera_events.event
      WHERE logged_at < clock_timestamp() - ${KEPT_SECONDS}::int * interval '1 second' RETURNING seq),
    known AS (DELETE FROM tessera_events.seen s USING tessera_events.log l WHERE NOT s.open
      AND s.id <= CASE s.kind WHEN 'h' THEN l.history_low ELSE l.chat_low END),
    vanished AS (DELETE FROM tessera_events.seen s WHERE s.vanished),
    vanishing AS (UPDATE tessera_events.seen s SET vanished = true WHERE s.kind = 'h' AND s.open AND NOT s.vanished
      AND NOT EXISTS (SELECT FROM task_history h WHERE h.id = s.id)),
    splits AS (DELETE FROM tessera_events.split WHERE split_at < clock_timestamp() - interval '1 day')
    UPDATE tessera_events.log SET pruned_to = greatest(pruned_to, (SELECT coalesce(max(seq), 0) FROM old))`;
}

/** Reads the events of projects with numbers above `after` up to `upTo`, in ascending order. */
export const readEvents = (
  db: Db,
  projectIds: number[],
  { after, upTo }: { after: number; upTo: number },
): Promise<StoredEvent[]> =>
  db.$queryRaw<StoredEvent[]>`/* readEvents */
    SELECT seq::float8 AS seq, project_id AS "projectId", name, data FROM tessera_events.event
    WHERE seq > ${after}::bigint AND seq <= ${upTo}::bigint AND project_id = ANY(${projectIds}::int[]) ORDER BY seq`;
