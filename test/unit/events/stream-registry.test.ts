import { describe, expect, it } from 'vitest';
import { EventStream } from '../../../src/modules/events/streams/event-stream.js';
import { StreamRegistry } from '../../../src/modules/events/streams/stream-registry.js';

const LIMITS = { streams: 3, streamsPerUser: 2, streamsPerAddress: 2, countsLoopback: true };

const streamOf = (userId: number | null, address: string | null = null): EventStream =>
  new EventStream({ projectId: 1, userId, address });

describe('the streams of a process', () => {
  it('are refused with Busy above EVENT_STREAMS until one ends', () => {
    const registry = new StreamRegistry(LIMITS);
    const streams = [1, 2, 3].map((userId) => streamOf(userId));
    for (const stream of streams) registry.add(stream);
    const another = streamOf(4);
    expect(() => registry.add(another)).toThrow(expect.objectContaining({ code: 'Busy' }));
    expect(registry.size).toBe(3);
    registry.remove(streams[0]!);
    registry.add(another);
    expect(registry.size).toBe(3);
  });

  it('are refused with TooManyStreams above the limit of a user or an address, and counted again after one ends', () => {
    const registry = new StreamRegistry({ ...LIMITS, streams: 100 });
    const first = streamOf(1, '192.0.2.1');
    registry.add(first);
    registry.add(streamOf(1, '192.0.2.2'));
    expect(() => registry.add(streamOf(1, '192.0.2.3'))).toThrow(expect.objectContaining({ code: 'TooManyStreams' }));
    registry.add(streamOf(2, '192.0.2.1'));
    expect(() => registry.add(streamOf(3, '192.0.2.1'))).toThrow(expect.objectContaining({ code: 'TooManyStreams' }));
    registry.remove(first);
    registry.remove(first);
    registry.add(streamOf(1, '192.0.2.1'));
    expect(registry.size).toBe(3);
  });

  it('receive the events of their project from attach to remove', () => {
    const registry = new StreamRegistry(LIMITS);
    const stream = streamOf(1);
    registry.addReceiver(stream);
    expect(registry.receiversOf(1)).toEqual([]);
    registry.add(stream);
    expect([registry.projectsOfStreams(), registry.projectsOfReceivers()]).toEqual([[1], []]);
    registry.addReceiver(stream);
    expect([registry.receiversOf(1), registry.receiversOf(2)]).toEqual([[stream], []]);
    registry.remove(stream);
    expect([registry.projectsOfStreams(), registry.projectsOfReceivers()]).toEqual([[], []]);
  });
});
