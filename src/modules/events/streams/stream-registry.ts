import type { EventsConfig } from '../../../config/events.js';
import { DomainError } from '../../../errors/errors.js';
import type { EventStream } from './event-stream.js';

/** The open streams of this process. They are counted by project, user and address. */
export class StreamRegistry {
  private readonly streams = new Set<EventStream>();
  /** By project: the streams that get its events. */
  private readonly receivers = new Map<number, Set<EventStream>>();
  private readonly countByProject = new Map<number, number>();
  private readonly countByUser = new Map<number, number>();
  private readonly countByAddress = new Map<string, number>();

  constructor(private readonly limits: EventsConfig) {}

  /** The number of streams, including streams that have not begun. */
  get size(): number {
    return this.streams.size;
  }

  /** @throws DomainError TooManyStreams for the user or the address, Busy if the process has the largest number of streams */
  add(stream: EventStream): void {
    const { userId, address } = stream;
    const { streams, streamsPerUser, streamsPerAddress } = this.limits;
    if (this.streams.size >= streams) throw new DomainError('Busy');
    if (
      (userId !== null && (this.countByUser.get(userId) ?? 0) >= streamsPerUser) ||
      (address !== null && (this.countByAddress.get(address) ?? 0) >= streamsPerAddress)
    )
      throw new DomainError('TooManyStreams');
    this.streams.add(stream);
    this.count(stream, 1);
  }

  /** Adds the stream to the receivers of the events of its project. */
  addReceiver(stream: EventStream): void {
    if (!this.streams.has(stream)) return;
    const ofProject = this.receivers.get(stream.projectId) ?? new Set();
    this.receivers.set(stream.projectId, ofProject.add(stream));
  }

  remove(stream: EventStream): void {
    if (!this.streams.delete(stream)) return;
    this.count(stream, -1);
    const ofProject = this.receivers.get(stream.projectId);
    ofProject?.delete(stream);
    if (ofProject?.size === 0) this.receivers.delete(stream.projectId);
  }

  all(): EventStream[] {
    return [...this.streams];
  }

  /** The projects of the streams that have begun. */
  projectsOfReceivers(): number[] {
    return [...this.receivers.keys()];
  }

  /** The projects of all streams. */
  projectsOfStreams(): number[] {
    return [...this.countByProject.keys()];
  }

  /** The streams that have begun and get the events of a project. */
  receiversOf(projectId: number): EventStream[] {
    return [...(this.receivers.get(projectId) ?? [])];
  }

  /** The streams of one of `slots` equal parts. Heartbeats are sent to one part at a time. */
  inSlot(slot: number, slots: number): EventStream[] {
    return this.all().filter((stream) => stream.number % slots === slot);
  }

  private count({ projectId, userId, address }: EventStream, by: 1 | -1): void {
    changeCount(this.countByProject, projectId, by);
    if (userId !== null) changeCount(this.countByUser, userId, by);
    if (address !== null) changeCount(this.countByAddress, address, by);
  }
}

function changeCount<K>(counts: Map<K, number>, key: K, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
