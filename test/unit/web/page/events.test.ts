import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EventHandlers } from '../../../../src/web/api/events.js';
import { useBrowserGlobals } from './browser.js';

useBrowserGlobals();

const load = () => import('../../../../src/web/api/events.js');

describe('parseMessage', () => {
  test.each([
    ['id: 4\nevent: task\ndata: {"a":1}', { id: '4', event: 'task', data: '{"a":1}' }],
    ['data: one\ndata:two', { id: '', event: 'message', data: 'one\ntwo' }],
    [': a comment', null],
    ['', null],
    ['retry: 5', null],
  ])('parses %j', async (text, message) => {
    expect((await load()).parseMessage(text)).toEqual(message);
  });
});

/** A response whose body has these parts and ends. */
const answer = (...pieces: string[]): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    }),
  );

const READY = 'event: ready\ndata: {}\n\n';
const TASK =
  'id: 8\nevent: task\ndata: {"taskIds":[1],"action":"lock","from":"READY","to":"LOCKED_FOR_MAPPING","actor":null,"at":"x"}\n\n';

/** A response whose body has the event `ready` and then no more data. It fails when the request is aborted. */
const silent = (signal: AbortSignal): Response =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(READY));
        signal.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    }),
  );

describe('EventStream', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** Opens a stream with these answers, one for each connection. Later connections get no answer. */
  async function open(...answers: (Response | Error | ((signal: AbortSignal) => Response))[]) {
    vi.useFakeTimers();
    const said: string[] = [];
    const lastIds: (string | undefined)[] = [];
    vi.stubGlobal(
      'fetch',
      (_url: string, { headers, signal }: { headers: Record<string, string>; signal: AbortSignal }) => {
        lastIds.push(headers['Last-Event-ID']);
        const next = answers.shift();
        if (typeof next === 'function') return Promise.resolve(next(signal));
        if (next instanceof Response) return Promise.resolve(next);
        if (next) return Promise.reject(next);
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
      },
    );
    const handlers: EventHandlers = {
      onTask: ({ id }) => said.push(`task ${id}`),
      onProject: () => said.push('project'),
      onReset: () => said.push('reset'),
      onConnection: (isLive) => said.push(isLive ? 'live' : 'lost'),
    };
    const { EventStream } = await load();
    const stream = new EventStream(1, handlers);
    return { stream, said, lastIds };
  }

  test('calls onReset when it is connected first, and resumes after the last event', async () => {
    const cut = [READY.slice(0, 9), READY.slice(9) + TASK.slice(0, 20), TASK.slice(20).replaceAll('\n', '\r\n')];
    const { stream, said, lastIds } = await open(answer(...cut), answer(READY));
    await vi.advanceTimersByTimeAsync(2500);
    stream.close();
    expect(said).toEqual(['live', 'reset', 'task 8', 'lost', 'live', 'lost']);
    expect(lastIds.slice(0, 2)).toEqual([undefined, '8']);
  });

  test('calls onReset and onProject for their events', async () => {
    const { stream, said } = await open(answer(READY, 'event: reset\ndata: {}\n\n', 'event: project\ndata: {}\n\n'));
    await vi.advanceTimersByTimeAsync(10);
    stream.close();
    expect(said).toEqual(['live', 'reset', 'reset', 'project', 'lost']);
  });

  test('waits longer after each failure, and connects at once when the browser is online again', async () => {
    // The pause is a random part of a time that doubles, at least one half of it. With this value it is three quarters.
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const offline = new TypeError('Failed to fetch');
    const { stream, lastIds } = await open(offline, offline, offline, offline, offline);
    await vi.advanceTimersByTimeAsync(20_000);
    const before = lastIds.length;
    expect(before).toBe(5);
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(1);
    expect(lastIds.length).toBe(before + 1);
    stream.close();
  });

  test('waits for the longest pause after a refusal', async () => {
    const { stream, lastIds } = await open(new Response(null, { status: 403 }));
    await vi.advanceTimersByTimeAsync(14_000);
    expect(lastIds).toHaveLength(1);
    stream.close();
  });

  test('ends a connection without data for 40 seconds, and connects again', async () => {
    const { stream, said, lastIds } = await open(silent, answer(READY));
    await vi.advanceTimersByTimeAsync(39_000);
    expect(said).toEqual(['live', 'reset']);
    await vi.advanceTimersByTimeAsync(3000);
    expect(said.slice(2, 4)).toEqual(['lost', 'live']);
    expect(lastIds.length).toBeGreaterThan(1);
    stream.close();
  });
});
