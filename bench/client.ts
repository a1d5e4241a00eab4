import { performance } from 'node:perf_hooks';
import { Pool, type Dispatcher } from 'undici';
import { authorizationFor } from '../src/access/tokens/session-token.js';

/** Connections to one server: the largest number of callers. */
const CONNECTIONS = 64;

export interface Call {
  method?: 'GET' | 'POST' | 'PATCH';
  /** Below `/api/v2/`. */
  path: string;
  /** The user of the session. Absent: no session. */
  userId?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** The expected status, by default 200. */
  expected?: number;
  /** Whether the body is kept. By default only its bytes are counted, which costs less. */
  keep?: boolean;
}

export interface Answer {
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  bytes: number;
  /** Milliseconds from the request to the head of the answer, and to its last byte. */
  firstByte: number;
  lastByte: number;
  /** Time and length of each piece of the body, if the body is kept. */
  pieces: { at: number; bytes: number }[];
}

/**
 * Callers of one server, or of several processes of it in turn. undici's `dispatch` costs about half of `node:http`
 * per request, and less for a long answer. Server and bench share the CPU, so the client must be cheap.
 */
export class Client {
  /** Duration of each request since the list was emptied, in milliseconds. */
  latencies: number[] = [];
  private readonly pools: Pool[];
  private readonly tokens = new Map<number, string>();
  private turn = 0;

  constructor(
    urls: string[],
    private readonly secret: string,
  ) {
    const options = { connections: CONNECTIONS, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 };
    this.pools = urls.map((url) => new Pool(url, options));
  }

  private token(userId: number): string {
    const known = this.tokens.get(userId) ?? authorizationFor(userId, this.secret);
    this.tokens.set(userId, known);
    return known;
  }

  /** @throws Error on any status but the one expected: wrong answers are not measured */
  send(call: Call): Promise<Answer> {
    const { method = 'GET', path, userId, body, expected = 200, keep = false } = call;
    const headers: Record<string, string> = { ...call.headers };
    if (userId !== undefined) headers.authorization = this.token(userId);
    if (body !== undefined) headers['content-type'] = 'application/json';
    const pool = this.pools[this.turn++ % this.pools.length];
    if (!pool) throw new Error('no server to ask');
    return new Promise((resolve, reject) => {
      const receiver = new Receiver(keep, (answer, status) => {
        this.latencies.push(answer.lastByte);
        if (status === expected) resolve(answer);
        else reject(new WrongAnswer(`${method} ${path}: ${status} ${answer.body.toString().slice(0, 300)}`));
      });
      receiver.fail = reject;
      const text = body === undefined ? undefined : JSON.stringify(body);
      pool.dispatch({ method, path: `/api/v2/${path}`, headers, body: text }, receiver);
    });
  }

  get(path: string, userId?: number): Promise<Answer> {
    return this.send({ path, userId });
  }

  post(path: string, userId: number, body?: unknown): Promise<Answer> {
    return this.send({ method: 'POST', path, userId, body });
  }

  /** The body as JSON. */
  async json<T>(path: string, userId?: number): Promise<T> {
    return JSON.parse((await this.send({ path, userId, keep: true })).body.toString()) as T;
  }

  async close(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.destroy()));
  }
}

/** A wrong answer of a server. */
export class WrongAnswer extends Error {}

class Receiver implements Dispatcher.DispatchHandler {
  fail: (error: Error) => void = () => undefined;
  private readonly start = performance.now();
  private status = 0;
  private firstByte = 0;
  private bytes = 0;
  private headers: Answer['headers'] = {};
  private readonly chunks: Buffer[] = [];
  private readonly pieces: Answer['pieces'] = [];

  constructor(
    private keep: boolean,
    private readonly done: (answer: Answer, status: number) => void,
  ) {}

  onRequestStart(): void {}

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Answer['headers']): void {
    this.status = status;
    this.headers = headers;
    this.firstByte = performance.now() - this.start;
    // The error message needs the body.
    if (status >= 400) this.keep = true;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (!this.keep) return;
    this.chunks.push(chunk);
    this.pieces.push({ at: performance.now() - this.start, bytes: chunk.length });
  }

  onResponseEnd(): void {
    const { headers, bytes, firstByte, pieces } = this;
    const lastByte = performance.now() - this.start;
    this.done({ headers, body: Buffer.concat(this.chunks), bytes, firstByte, lastByte, pieces }, this.status);
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.fail(error);
  }
}
