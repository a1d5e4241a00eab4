import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { EventStream } from '../../../src/modules/events/streams/event-stream.js';
import { heartbeatText, parseEventId, eventId } from '../../../src/modules/events/streams/event-text.js';

class FakeResponse {
  written: string[] = [];
  destroyed = false;
  writableEnded = false;
  writableLength = 0;
  isSlow = false;

  write(text: string): boolean {
    this.written.push(text);
    if (this.isSlow) this.writableLength += text.length;
    return !this.isSlow;
  }

  destroy(): void {
    this.destroyed = true;
  }
}

function begun() {
  const stream = new EventStream({ projectId: 1, userId: null, address: null });
  const response = new FakeResponse();
  stream.connect(response as unknown as ServerResponse);
  return { stream, response };
}

describe('event stream', () => {
  it('sends missed events before new events', () => {
    const { stream, response } = begun();
    stream.send('later');
    expect(response.written).toEqual([]);
    stream.begin('first,');
    stream.send('last');
    expect(response.written).toEqual(['first,later', 'last']);
  });

  it('disconnects a client that leaves a megabyte unread', () => {
    const { stream, response } = begun();
    stream.begin('ready');
    response.isSlow = true;
    stream.send('x'.repeat(1024 * 1024));
    expect(response.destroyed).toBe(false);
    stream.send('x');
    expect(response.destroyed).toBe(true);
    stream.send('more');
    expect(response.written).not.toContain('more');
  });
});

describe('event id', () => {
  it('is read as it was written', () => {
    const position = { generation: '0a1b2c3d', seq: 42 };
    expect(parseEventId(eventId(position))).toEqual(position);
  });

  it.each(['', '42', 'x-1', '0a1b2c3d-', '0a1b2c3d--1', '0a1b2c3d-1e3', '0a1b2c3d-1234567890123456'])(
    'refuses %j',
    (text) => {
      expect(parseEventId(text)).toBeNull();
    },
  );

  it('is in heartbeats', () => {
    expect(heartbeatText({ generation: '0a1b2c3d', seq: 42 })).toBe(': alive\nid: 0a1b2c3d-42\n\n');
  });
});
