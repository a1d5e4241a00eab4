import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { streamsToEnd } from './streams/stream-access.service.js';
import { advanceLog } from './change-log/change-log.service.js';
import { readEvents, readSnapshot, type LogState } from './change-log/change-log.repository.js';
import {
  aliveText,
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

/** Time between two reads of the database, in milliseconds. */
const POLL_MS = 300;
/** Time after which the log is read even without a commit, in milliseconds. Without a reader the log would restart. */
const FULL_READ_MS = 60_000;
/** Each stream gets a heartbeat every 15 ticks. A tick is a second. */
const ALIVE_TICKS = 15;
/** The access of all streams is checked every 5 ticks. */
const ACCESS_TICKS = 5;
/** After this number of streams the event loop can serve other requests. */
const STREAMS_AT_ONCE = 50;

/**
 * The streams of events of this process, and the one poller that reads the database for all of them. The poller runs only while
 * a stream is open.
 */
export class EventHub {
  readonly registry: StreamRegistry;
  private readonly poller = new Poller(POLL_MS, () => this.poll());
  private readonly watch = new ProjectWatch();
  private position: Position | null = null;
  private prunedTo = 0;
  private snapshot = '';
  private lastFullRead = 0;
  private ticker: NodeJS.Timeout | undefined;
  private tick = 0;
  private checking = false;
  private stopped = false;
  private failing = false;

  constructor(private readonly context: Pick<Context, 'database' | 'config' | 'log'>) {
    this.registry = new StreamRegistry(context.config.events);
    this.poller.onFailure = (error) => {
      if (!this.failing) context.log.warn({ err: error }, 'events are delayed: the database cannot be reached');
      this.failing = true;
    };
  }

  /** How many streams are open. */
  get open(): number {
    return this.registry.size;
  }

  /**
   * Registers a stream and waits until every row that is committed now is in the log.
   * @throws DomainError TooManyStreams, Busy if the process has too many streams or stops
   */
  async admit(stream: EventStream): Promise<void> {
    if (this.stopped) throw new DomainError('Busy');
    this.registry.add(stream);
    try {
      this.poller.start();
      this.ticker ??= setInterval(() => this.onTick(), 1000).unref();
      await this.poller.once();
      if (this.stopped) throw new DomainError('Busy');
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
    this.registry.attach(stream);
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
    clearInterval(this.ticker);
    this.ticker = undefined;
    this.position = null;
  }

  /** Ends all streams at once, and admits no new streams. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const stream of this.registry.all()) {
      stream.end();
      this.remove(stream);
    }
    await this.poller.idle();
  }

  private async poll(): Promise<void> {
    const { database } = this.context;
    const snapshot = await readSnapshot(database.db);
    const projectIds = this.registry.wanted();
    const isQuiet = snapshot === this.snapshot && Date.now() - this.lastFullRead < FULL_READ_MS;
    if (!isQuiet || !this.position || this.watch.isDue(projectIds, snapshot)) {
      const log = await advanceLog(this.context, { watch: this.watch, projectIds, snapshot });
      await this.distribute(log);
      this.snapshot = snapshot;
      this.lastFullRead = Date.now();
    }
    if (this.failing) this.context.log.info('events are sent again');
    this.failing = false;
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
      else await this.each(this.registry.all(), ({ projectId }) => resetText(now, { projectId }), now);
    } catch (error) {
      this.position = before;
      throw error;
    }
  }

  private async sendEvents(after: number, now: Position): Promise<void> {
    const events = await readEvents(this.context.database.db, this.registry.projects(), { after, upTo: now.seq });
    for (const [projectId, ofProject] of groupBy(events, (event) => event.projectId)) {
      // Streams that begin meanwhile have a part of the events already. The others share one text.
      const texts = new Map<number, string>();
      const textFrom = (place: number): string =>
        eventsText(
          ofProject.filter((event) => event.seq > place),
          now.generation,
        );
      const textFor = ({ reached }: EventStream): string => {
        const place = reached?.seq ?? now.seq;
        const text = texts.get(place) ?? textFrom(place);
        texts.set(place, text);
        return text;
      };
      await this.each(this.registry.ofProject(projectId), textFor, now);
    }
    // The heartbeats of projects without events have the position too.
    for (const stream of this.registry.all())
      if (stream.reached && !isReached(stream.reached, now)) stream.reached = now;
  }

  /** Sends to streams that have begun, in portions. Between portions the event loop can serve other requests. */
  private async each(streams: EventStream[], textFor: (stream: EventStream) => string, now: Position): Promise<void> {
    let sent = 0;
    for (const stream of streams) {
      if (!stream.reached || isReached(stream.reached, now)) continue;
      const text = textFor(stream);
      stream.reached = now;
      if (text === '') continue;
      stream.send(text);
      if (++sent % STREAMS_AT_ONCE === 0) await setImmediate();
    }
  }

  private onTick(): void {
    this.tick++;
    for (const stream of this.registry.inSlot(this.tick % ALIVE_TICKS, ALIVE_TICKS))
      if (stream.reached) stream.send(aliveText(stream.reached));
    if (this.tick % ACCESS_TICKS === 0) void this.checkAccess();
  }

  private async checkAccess(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    try {
      for (const stream of await streamsToEnd(this.context.database, this.registry.all())) stream.end();
    } catch (error) {
      this.context.log.warn({ err: error }, 'the access of streams was not checked');
    } finally {
      this.checking = false;
    }
  }
}
