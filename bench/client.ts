import http from 'node:http';
import { authorizationFor } from '../src/http/token.js';

/** A plain HTTP client with kept connections: what it costs itself is little beside what it measures. */
export class Client {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  private readonly tokens = new Map<number, string>();

  constructor(
    private readonly url: string,
    private readonly secret: string,
  ) {}

  private token(userId: number): string {
    const known = this.tokens.get(userId) ?? authorizationFor(userId, this.secret);
    this.tokens.set(userId, known);
    return known;
  }

  /** @throws Error on any status but the one expected: speed of wrong answers is not counted */
  send(method: string, path: string, userId: number | null, body?: unknown, expected = 200): Promise<Buffer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = http.request(
        `${this.url}/api/v2/${path}`,
        {
          method,
          agent: this.agent,
          headers: {
            ...(userId !== null && { Authorization: this.token(userId) }),
            ...(text !== undefined && {
              'Content-Type': 'application/json',
              'Content-Length': Buffer.byteLength(text),
            }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const answer = Buffer.concat(chunks);
            if (response.statusCode === expected) resolve(answer);
            else reject(new Error(`${method} ${path}: ${response.statusCode} ${answer.toString().slice(0, 300)}`));
          });
        },
      );
      request.on('error', reject);
      request.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
