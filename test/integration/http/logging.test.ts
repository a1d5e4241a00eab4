import { Writable } from 'node:stream';
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loggerOptions } from '../../../src/http/logging.js';
import { tokenOf } from '../../support/app.js';

/** The lines that a server with our log settings writes for one request. */
async function linesOf(url: string, headers: Record<string, string>): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().trim().split('\n'));
      done();
    },
  });
  const app = Fastify({ logger: { ...loggerOptions('info'), stream } });
  onTestFinished(() => app.close());
  app.get('/*', async (request) => {
    request.log.info({ headers: request.headers, token: 'abc' }, 'a careless line');
    return {};
  });
  await app.inject({ url, headers });
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('log', () => {
  it('contains one JSON object per line, with method, path and status of each request', async () => {
    const lines = await linesOf('/api/v2/projects/1/tasks/?tasks=1', {});
    expect(lines[0]).toMatchObject({ level: 30, req: { method: 'GET', url: '/api/v2/projects/1/tasks/?tasks=1' } });
    expect(lines.at(-1)).toMatchObject({ res: { statusCode: 200 }, responseTime: expect.any(Number) as unknown });
  });

  it('never contains a token', async () => {
    const authorization = tokenOf(42);
    const url = '/x?token=SECRET1&sig=SECRET2&a=1&session_token=SECRET3&code=SECRET4&ticket=SECRET5';
    const text = JSON.stringify(await linesOf(url, { authorization }));
    expect(text).not.toContain(authorization.replace('Token ', ''));
    expect(text).not.toMatch(/SECRET\d/);
    expect(text).toContain('a=1');
  });
});
