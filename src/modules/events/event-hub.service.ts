import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { streamsToEnd } from './streams/stream-access.service.js';
import { advanceLog } from './change-log/change-log.service.js';
import { readEvents, readSnapshot, type LogState } from './change-log/change-log.repository.js';
import {
  heartbeatText,
  eventsText,
  isReached,
  parseEventId,
  readyText,
  resetText,
  type Position,
} from './streams/event-text.js';
import type { EventStream } from './streams/event-stream.js';
import { groupBy } from './group-by.js';
import { ProjectWatch } from './change-log/project-watch.service.js';
import { Poller } from './poller.js';
import { StreamRegistry } from './streams/stream-registry.js';

/** Pause between two reads of the database, in milliseconds. */
const POLL_MS = 300;
/** Time after which the log is read even without a commit, in milliseconds. Without a reader the log would restart. */
const FULL_READ_MS = 60_000;
/** Time between two heartbeats of a stream, in seconds. */
export const HEARTBEAT_SECONDS = 15;
/** Time between two checks of the access of all streams, in seconds. */
const ACCESS_CHECK_SECONDS = 5;
/** Number of streams that get their texts before the event loop can serve other requests. */
const STREAMS_PER_PORTION = 50;

/**
 * The streams of events of this process, and the one poller that reads the database for all of them. The poller runs only while
 * a stream is open.
 */
export class EventHub {
  readonly registry: StreamRegistry;
  private readonly poller = new Poller(POLL_MS, () => this.poll());
  private readonly watch = new ProjectWatch();
  private position: Position | null = null;
  /** Number of the newest event that was deleted from the log. */
  private prunedTo = 0;
  /** See `readSnapshot`. */
  private snapshot = '';
  /** Time of the last read of the log, in milliseconds. */
  private lastFullRead = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Seconds since the timer was started first. */
  private seconds = 0;
  private isCheckingAccess = false;
  private isStopped = false;
  private isFailing = false;

  constructor(private readonly context: Pick<Context, 'database' | 'config' | 'log'>) {
    this.registry = new StreamRegistry(context.config.events);
    this.poller.onFailure = (error) => {
      if (!this.isFailing) context.log.warn({ err: error }, 'events are delayed: the database cannot be reached');
      this.isFailing = true;
    };
  }

  /** Number of open streams. */
  get openStreams(): number {
    return this.registry.size;
  }

  /**
   * Registers a stream and waits until every row that is committed now is in the log.
   * @throws DomainError TooManyStreams, Busy if the process has too many streams or stops
   */
  async admit(stream: EventStream): Promise<void> {
    if (this.isStopped) throw new DomainError('Busy');
    this.registry.add(stream);
    try {
      this.poller.start();
      this.timer ??= setInterval(() => this.onSecond(), 1000).unref();
      await this.poller.runNow();
      if (this.isStopped) throw new DomainError('Busy');
    } catch (error) {
      this.remove(stream);
      throw error;
    }
  }

  /**
   * Begins an admitted stream: `ready`, the events after `lastEventId`, and then new events.
   * @param lastEventId the id of the last event that the client received
   */
  async begin(stream: EventStream, lastEventId: string | undefined): Promise<void> {
    const now = this.position;
    if (!now) throw new Error('the log of events was not read');
    stream.reached = now;
    this.registry.addReceiver(stream);
    const { projectId } = stream;
    if (lastEventId === undefined) return stream.begin(readyText(now, { projectId, resumed: false }));
    const from = parseEventId(lastEventId);
    if (!from || from.generation !== now.generation || from.seq < this.prunedTo || from.seq > now.seq)
      return stream.begin(readyText(now, { projectId, resumed: false }) + resetText(now, { projectId }));
    const missed = await readEvents(this.context.database.db, [projectId], { after: from.seq, upTo: now.seq });
    stream.begin(readyText(from, { projectId, resumed: true }) + eventsText(missed, now.generation));
  }

  /** Removes a stream that has ended. Without streams the poller stops. */
  remove(stream: EventStream): void {
    this.registry.remove(stream);
    if (this.registry.size > 0) return;
    this.poller.stop();
    clearInterval(this.timer);
    this.timer = undefined;
    this.position = null;
  }

  /** Ends all streams at once, and admits no new streams. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const stream of this.registry.all()) {
      stream.end();
      this.remove(stream);
    }
    await this.poller.idle();
  }

  private async poll(): Promise<void> {
    const { database } = this.context;
    const snapshot = await readSnapshot(database.db);
    const projectIds = this.registry.projectsOfStreams();
    const isQuiet = snapshot === this.snapshot && Date.now() - this.lastFullRead < FULL_READ_MS;
    if (!isQuiet || !this.position || this.watch.isDue(projectIds, snapshot)) {
      const log = await advanceLog(this.context, { watch: this.watch, projectIds, snapshot });
      await this.distribute(log);
      this.snapshot = snapshot;
      this.lastFullRead = Date.now();
    }
    if (this.isFailing) this.context.log.info('events are sent again');
    this.isFailing = false;
  }

  /** Sends the events of the log that this process has not sent yet. */
  private async distribute({ generation, lastSeq, prunedTo }: LogState): Promise<void> {
    const before = this.position;
    const now = { generation, seq: lastSeq };
    this.prunedTo = prunedTo;
    // A stream that begins after this line reads the events up to this position itself.
    this.position = now;
    if (!before || (before.generation === generation && before.seq === lastSeq)) return;
    try {
      if (before.generation === generation) await this.sendEvents(before.seq, now);
      else await this.sendTo(this.registry.all(), ({ projectId }) => resetText(now, { projectId }), now);
    } catch (error) {
      this.position = before;
      throw error;
    }
  }

  private async sendEvents(after: number, now: Position): Promise<void> {
    const events = await readEvents(this.context.database.db, this.registry.projectsOfReceivers(), {
      after,
      upTo: now.seq,
    });
    for (const [projectId, ofProject] of groupBy(events, (event) => event.projectId)) {
      // A stream that began after the last read has got some of the events already. All other streams share one text.
      const texts = new Map<number, string>();
      const textAfter = (seq: number): string =>
        eventsText(
          ofProject.filter((event) => event.seq > seq),
          now.generation,
        );
      const textFor = ({ reached }: EventStream): string => {
        const seq = reached?.seq ?? now.seq;
        const text = texts.get(seq) ?? textAfter(seq);
        texts.set(seq, text);
        return text;
      };
      await this.sendTo(this.registry.receiversOf(projectId), textFor, now);
    }
    // Heartbeats have the position too, also in projects without new events.
    for (const stream of this.registry.all())
      if (stream.reached && !isReached(stream.reached, now)) stream.reached = now;
  }

  /** Sends texts to the streams that have begun. After each portion the event loop can serve other requests. */
  private async sendTo(streams: EventStream[], textFor: (stream: EventStream) => string, now: Position): Promise<void> {
    let sent = 0;
    for (const stream of streams) {
      if (!stream.reached || isReached(stream.reached, now)) continue;
      const text = textFor(stream);
      stream.reached = now;
      if (text === '') continue;
      stream.send(text);
      if (++sent % STREAMS_PER_PORTION === 0) await setImmediate();
    }
  }

  private onSecond(): void {
    this.seconds++;
    for (const stream of this.registry.inSlot(this.seconds % HEARTBEAT_SECONDS, HEARTBEAT_SECONDS))
      if (stream.reached) stream.send(heartbeatText(stream.reached));
    if (this.seconds % ACCESS_CHECK_SECONDS === 0) void this.checkAccess();
  }

  private async checkAccess(): Promise<void> {
    if (this.isCheckingAccess) return;
    this.isCheckingAccess = true;
    try {
      for (const stream of await streamsToEnd(this.context.database, this.registry.all())) stream.end();
    } catch (error) {
      this.context.log.warn({ err: error }, 'the access of streams was not checked');
    } finally {
      this.isCheckingAccess = false;
    }
  }
}
