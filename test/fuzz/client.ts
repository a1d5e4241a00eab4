import { Agent, request as httpRequest } from 'node:http';
import type { FuzzRequest } from './requests.js';

/** What came back. */
export interface FuzzAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

const TIMEOUT_MS = 20_000;

/** Sends requests over one kept connection, as they are: nothing is put right on the way. */
export class FuzzClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly port: number) {}

  send({ method, target, headers, body }: FuzzRequest): Promise<FuzzAnswer> {
    return new Promise((resolve, reject) => {
      let answered = false;
      const outgoing = httpRequest(
        {
          host: '127.0.0.1',
          port: this.port,
          method,
          path: target,
          // With GET and DELETE, Node would send a body without saying so.
          headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
          agent: this.agent,
          timeout: TIMEOUT_MS,
        },
        (incoming) => {
          answered = true;
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          const finish = (): void =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              text: Buffer.concat(chunks).toString('utf8'),
            });
          incoming.on('end', finish).on('error', finish);
          // A stream of events does not end by itself.
          if (incoming.headers['content-type'] === 'text/event-stream') {
            incoming.once('data', () => {
              finish();
              incoming.destroy();
            });
          }
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
      // A refusal may come while the body is still being sent, and the connection be closed after it.
      outgoing.on('error', (error) => {
        if (!answered) reject(error);
      });
      if (body === undefined) outgoing.end();
      else outgoing.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
