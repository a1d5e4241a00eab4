import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overHttp, tokenOf, useApp, type Answer, type Call } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { fingerprint } from '../../support/state.js';

const world = useApp();

let ann: User;
let project: Project;
let before: string;

beforeAll(async () => {
  ann = await world.make.user();
  project = await world.make.project({ tasks: ['READY', { state: 'LOCKED_FOR_MAPPING', holder: ann }] });
});

beforeEach(async () => {
  before = await fingerprint(world.database);
});

afterEach(async () => {
  expect(await fingerprint(world.database), 'something was written').toBe(before);
});

/** Expects a 4xx in one of the two envelopes. */
function expectEnvelope(answer: Pick<Answer, 'status' | 'body'>): void {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  const rule = {
    Error: expect.stringMatching(/\S/) as unknown,
    SubCode: expect.stringMatching(/^\w+(\.\w+)?$/) as unknown,
  };
  const notFound = {
    error: {
      code: answer.status,
      sub_code: expect.stringMatching(/^[A-Z_]+$/) as unknown,
      message: expect.stringMatching(/\S/) as unknown,
      details: expect.any(Object) as unknown,
    },
  };
  expect(answer.body).toEqual(typeof (answer.body as { error?: unknown }).error === 'object' ? notFound : rule);
}

/** What is no id, as it stands in a path. */
const NO_ID = [
  '0',
  '-1',
  '+1',
  '01',
  '1.0',
  '1e3',
  'abc',
  'null',
  'NaN',
  '0x10',
  '2147483648',
  '99999999999999999999',
  '1%20OR%201=1',
  "1';DROP%20TABLE%20tasks;--",
  '%00',
  '%0A',
  '%2F',
  '%E0%A4%A8',
  '1,2',
  '*',
  '{id}',
  '%25',
  '9'.repeat(400),
];

const READS = ['', '/1', '/queries/mapped', '/queries/xml', '/queries/gpx'];
const ACTIONS = ['lock-for-mapping', 'unlock-after-mapping', 'stop-mapping'];

describe('invalid project id', () => {
  it.each(NO_ID)('returns 404 in every operation: %s', async (id) => {
    for (const read of READS) {
      const answer = await world.get(`projects/${id}/tasks${read}/`, { as: ann });
      expect(answer.status, read).toBe(404);
      expectEnvelope(answer);
    }
    for (const action of ACTIONS) {
      const answer = await world.post(`projects/${id}/tasks/actions/${action}/1/`, {
        as: ann,
        body: { status: 'MAPPED' },
      });
      expect(answer.status, action).toBe(404);
      expectEnvelope(answer);
    }
  });
});

describe('invalid task id', () => {
  it.each(NO_ID)('returns 404 in every operation: %s', async (id) => {
    const paths: [string, string][] = [
      ['GET', `${id}/`],
      ...ACTIONS.map((action): [string, string] => ['POST', `actions/${action}/${id}/`]),
    ];
    for (const [method, path] of paths) {
      const call = { as: ann, ...(method === 'POST' && { body: { status: 'MAPPED' } }) };
      const answer = await world.send(method, `projects/${project.id}/tasks/${path}`, call);
      expect(answer.status, path).toBe(404);
      expectEnvelope(answer);
    }
  });
});

describe('malformed path', () => {
  it.each(['%zz', '%4', '%', '%ff%fe'])('returns 400 for the malformed escape %s', async (part) => {
    for (const path of [`projects/${part}/tasks/`, `projects/${project.id}/tasks/${part}/`]) {
      const answer = await world.get(path);
      expect(answer.status, path).toBe(400);
      expect(answer.body).toEqual({ Error: expect.stringContaining('%') as unknown, SubCode: 'InvalidData' });
    }
  });

  it.each([
    ['600 digits', '9'.repeat(600)],
    ['20,000 letters', 'a'.repeat(20_000)],
  ])('returns the error envelope: %s', async (_what, part) => {
    for (const path of [`projects/${part}/tasks/`, `projects/${project.id}/tasks/${part}/`])
      expectEnvelope(await world.get(path));
    expectEnvelope(await world.post(`projects/${project.id}/tasks/actions/lock-for-mapping/${part}/`, { as: ann }));
  });
});

describe('query', () => {
  it.each([
    'tasks=a',
    'tasks=1,',
    'tasks=,1',
    'tasks=1,,2',
    'tasks=1;2',
    'tasks=1.5',
    'tasks=1%202',
    'tasks=99999999999',
    'tasks=-2147483648',
    'tasks=1&tasks=2',
    'tasks=%00',
    'tasks=%ff',
    'tasks=%zz',
    'tasks=1%27--',
    `tasks=${'1,'.repeat(5000)}x`,
    'as_file=maybe',
    'as_file=',
    'as_file=2',
    'as_file=1&as_file=0',
    'as_file=%ff',
  ])('returns 400 when it is malformed: %s', async (query) => {
    for (const path of ['', 'queries/xml/', 'queries/gpx/']) {
      const answer = await world.get(`projects/${project.id}/tasks/${path}?${query}`);
      expect(answer.status, path).toBe(400);
      expect(answer.body).toEqual({
        Error: expect.stringMatching(/^(tasks|as_file): \S/) as unknown,
        SubCode: 'InvalidData',
      });
    }
  });

  it.each(['foo=bar', 'foo=%ff', '__proto__=1', 'constructor[prototype]=x', 'tasks[]=1', '&&&', '=', '%00=1'])(
    'is ignored when it is unknown: %s',
    async (query) => {
      expect((await world.get(`projects/${project.id}/tasks/?${query}`)).status).toBe(200);
    },
  );
});

describe('body', () => {
  const unlock = (call: Call) =>
    world.post(`projects/${project.id}/tasks/actions/unlock-after-mapping/2/`, { as: ann, ...call });

  it.each([
    ['cut off', '{"status":"MAP'],
    ['no JSON', 'status=MAPPED'],
    ['a stringified object', '[object Object]'],
    ['nested without end', '['.repeat(1_000_000)],
    ['a number', '7'],
    ['true', 'true'],
    ['a lone surrogate as a comment', '{"status":"MAPPED","comment":"\\ud800"}'],
    ['NUL as a comment', '{"status":"MAPPED","comment":"\\u0000"}'],
    ['an object as a state', '{"status":{"toUpperCase":1}}'],
    ['a key that is a prototype', '{"__proto__":{"status":"MAPPED"}}'],
  ])('returns 400 for %s', async (_what, raw) => {
    const answer = await unlock({ raw });
    expect(answer.status).toBe(400);
    expectEnvelope(answer);
  });

  it.each(['garbage', ';;', 'application', '/', 'application/json; charset=', 'multipart/form-data'])(
    'returns 400 when it is not JSON, whatever its content type: %s',
    async (type) => {
      const answer = await unlock({ raw: 'x', headers: { 'content-type': type } });
      expect(answer.status).toBe(400);
      expectEnvelope(answer);
    },
  );

  it('returns 413 when it exceeds the limit, before it is read', async () => {
    const answer = await unlock({ raw: '{}', headers: { 'content-length': String(2 ** 31) } });
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual({ Error: expect.any(String) as unknown, SubCode: 'RequestTooLarge' });
  });

  it('returns 413 when it exceeds the limit, also in operations without a body', async () => {
    const path = `projects/${project.id}/tasks/actions/lock-for-mapping/1/`;
    const answer = await world.post(path, { as: ann, raw: '{}', headers: { 'content-length': String(2 ** 31) } });
    expect(answer.status).toBe(413);
  });

  it('returns 400 when it is shorter than its declared length', async () => {
    const answer = await unlock({ raw: '{"status":"MAPPED"}', headers: { 'content-length': '500' } });
    expect(answer.status).toBe(400);
    expectEnvelope(answer);
  });
});

describe('header', () => {
  it.each([
    ['accept-language', '\u0001%%%,,;q=,*'],
    ['accept-language', 'x'.repeat(10_000)],
    ['accept', 'application/xml'],
    ['x-request-id', 'a b\tc'],
    ['origin', 'not an origin'],
    ['if-none-match', '***'],
    ['range', 'bytes=5-1'],
    ['accept-version', '9.9.9'],
    ['content-type', 'garbage'],
    ['cookie', ';;;='],
  ])('is ignored when its value is invalid: %s', async (name, value) => {
    expect((await world.get(`projects/${project.id}/tasks/1/`, { headers: { [name]: value } })).status).toBe(200);
  });
});

describe('invalid HTTP', () => {
  /** Sends bytes as they are. @returns status and body of what comes back */
  async function sendRaw(text: string): Promise<Pick<Answer, 'status' | 'body'>> {
    await overHttp(world.app);
    const { port } = world.app.server.address() as AddressInfo;
    const received = await new Promise<string>((resolve, reject) => {
      let all = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
      socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')));
      socket.on('data', (chunk) => (all += chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => resolve(all));
    });
    const [head = '', body = ''] = received.split('\r\n\r\n');
    return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), body: JSON.parse(body) as unknown };
  }

  it.each([
    ['a request line that is none', 'NONSENSE\r\n\r\n'],
    ['bytes beyond ASCII in a path', 'GET /api/v2/projects/\xff/tasks/ HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a length that is no number', 'POST /api/v2/system/heartbeat/ HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n'],
    ['headers without an end', `GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`],
  ])('returns the error envelope: %s', async (_what, text) => {
    expectEnvelope(await sendRaw(text));
  });
});

describe('action', () => {
  it('never returns 5xx for any body with a valid token', async () => {
    const bodies = [
      '',
      ' ',
      '\n',
      'null',
      '0',
      '""',
      '[]',
      '{}',
      '{"status":[]}',
      '{"comment":{}}',
      '\u0000',
      '\ufeff{}',
      '-',
      '1e999',
    ];
    for (const action of ACTIONS)
      for (const raw of bodies) {
        const path = `projects/${project.id}/tasks/actions/${action}/99/`;
        const answer = await world.post(path, { headers: { authorization: tokenOf(ann) }, raw });
        expectEnvelope(answer);
      }
  });
});
