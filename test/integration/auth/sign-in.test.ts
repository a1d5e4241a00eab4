import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, SECRET, testConfig, request, tokenOf, type Client } from '../../support/app.js';
import { buildApp } from '../../../src/app.js';
import { createContext } from '../../../src/context.js';
import { verifySession } from '../../../src/access/tokens/session-token.js';
import type { Database } from '../../../src/db/database.js';
import { testDatabase } from '../../support/database.js';
import { useOsm, type Behaviour, type SignIn } from '../../support/osm-server.js';
import { checkResponses } from '../../support/response-check.js';

const osm = useOsm();
let client: Client;
let database: Database;
let nextId = 710_000_000 + Math.floor(Math.random() * 1_000_000) * 100;

/** Requests of the sign-in itself: not those of the check of levels, which runs after the answer. */
const askedToSignIn = () => osm.asked.filter(({ path }) => /^\/(oauth2|api\/0\.6\/user\/details)/.test(path));
const newId = (): number => nextId++;

const REDIRECT = 'https://tasks.example.org/authorized';

beforeAll(async () => {
  ({ database } = await testDatabase());
  const config = testConfig({
    OSM_SERVER_URL: osm.url,
    TM_CLIENT_ID: 'client-id',
    TM_CLIENT_SECRET: 'client_secret-1',
    TM_REDIRECT_URI: REDIRECT,
    TM_ORG_CODE: 'R&D',
  });
  client = request(await buildApp(createContext({ database, config, secret: SECRET }), checkResponses));
});

beforeEach(() => void osm.asked.splice(0));

const signIn = (as: SignIn, query: Record<string, string> = {}) =>
  client.get(`system/authentication/callback/?${new URLSearchParams({ code: osm.code(as), ...query }).toString()}`);

const userOf = async (id: number): Promise<Record<string, unknown> | undefined> => {
  const [row] = await database.prisma.$queryRaw<Record<string, unknown>[]>`
    SELECT username, role, picture_url, email_address, is_email_verified FROM users WHERE id = ${id}::bigint`;
  return row;
};

const messagesOf = (id: number): Promise<{ subject: string; message: string }[]> =>
  database.prisma.$queryRaw`SELECT subject, message FROM messages WHERE to_user_id = ${id}::bigint`;

describe('address of the sign-in', () => {
  it('contains the client, the redirect page, the scope and the state of the answer', async () => {
    const answer = await client.get('system/authentication/login/?redirect_uri=https://a.example.org/b%3Fc=d');
    const { auth_url: address, state } = answer.body as { auth_url: string; state: string };
    expect(answer.status).toBe(200);
    expect(state).toMatch(/^[\w-]{48}$/);
    expect(address.startsWith(`${osm.url}/oauth2/authorize?`)).toBe(true);
    expect(Object.fromEntries(new URL(address).searchParams)).toEqual({
      response_type: 'code',
      client_id: 'client-id',
      redirect_uri: 'https://a.example.org/b?c=d',
      scope: 'read_prefs write_api',
      state,
    });
    expect(askedToSignIn()).toEqual([]);
  });

  it('uses the page of the settings by default, with a new state each time', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => client.get('system/authentication/login/')));
    const { auth_url: address, state } = one?.body as { auth_url: string; state: string };
    expect(new URL(address).searchParams.get('redirect_uri')).toBe(REDIRECT);
    expect((two?.body as { state: string }).state).not.toBe(state);
  });
});

describe('first sign-in', () => {
  it('creates a user, sends a welcome message and returns a valid session', async () => {
    const id = newId();
    const name = `Ana <b> ${id}`;
    const answer = await signIn(
      { id, name, picture: 'https://osm.example.org/a.png' },
      { email_address: 'Ana@Example.org' },
    );
    expect(answer).toMatchObject({
      status: 200,
      body: {
        username: name,
        picture: 'https://osm.example.org/a.png',
        session: { token_type: 'Bearer', created_at: 7 },
      },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(verifySession((answer.body as { session_token: string }).session_token, SECRET)).toBe(id);
    expect(await userOf(id)).toEqual({
      username: name,
      role: 0,
      picture_url: 'https://osm.example.org/a.png',
      email_address: 'ana@example.org',
      is_email_verified: false,
    });
    const messages = await messagesOf(id);
    expect(messages.map(({ subject }) => subject)).toEqual(['Welcome to the R&amp;D Tasking Manager']);
    expect(messages[0]?.message).toContain(`Ana &lt;b&gt; ${id}`);
  });

  it('sends client and secret unchanged by HTTP Basic, and the redirect page', async () => {
    await signIn({ id: newId(), name: 'basic' }, { redirect_uri: 'https://other.example.org/x' });
    const [exchange] = askedToSignIn();
    expect(exchange?.authorization).toBe(`Basic ${Buffer.from('client-id:client_secret-1').toString('base64')}`);
    const form = new URLSearchParams(exchange?.body);
    expect(form.get('grant_type')).toBe('authorization_code');
    expect(form.get('redirect_uri')).toBe('https://other.example.org/x');
  });

  it.each(['no address', '', 'a@b', '@example.org', 'a\u0000@example.org'])(
    'stores no address for %j',
    async (address) => {
      const id = newId();
      expect((await signIn({ id, name: `user ${id}` }, { email_address: address })).status).toBe(200);
      expect(await userOf(id)).toMatchObject({ email_address: null });
    },
  );

  it('accepts ids of 64 bits and ignores a picture that is not a web address', async () => {
    const id = 9_000_000_000 + newId();
    expect(await signIn({ id, name: `big ${id}`, picture: 'javascript:alert(1)' })).toMatchObject({
      status: 200,
      body: { picture: null },
    });
    expect(await userOf(id)).toMatchObject({ picture_url: null });
  });
});

describe('later sign-in', () => {
  it('updates the name and the picture only', async () => {
    const id = newId();
    await signIn({ id, name: `old ${id}` }, { email_address: 'first@example.org' });
    await database.prisma.$executeRaw`UPDATE users SET role = -1 WHERE id = ${id}::bigint`;
    await signIn(
      { id, name: `new ${id}`, picture: 'https://osm.example.org/b.png' },
      { email_address: 'x@example.org' },
    );
    expect(await userOf(id)).toMatchObject({
      username: `new ${id}`,
      role: -1,
      picture_url: 'https://osm.example.org/b.png',
      email_address: 'first@example.org',
    });
    expect(await messagesOf(id)).toHaveLength(1);
  });

  it('takes a name from a renamed account, which gets its own name at its next sign-in', async () => {
    const [first, second] = [newId(), newId()];
    const name = `shared ${first}`;
    await signIn({ id: first, name });
    await signIn({ id: second, name });
    expect([await userOf(first), await userOf(second)]).toMatchObject([
      { username: `user_${first}` },
      { username: name },
    ]);
    await signIn({ id: first, name: `renamed ${first}` });
    expect(await userOf(first)).toMatchObject({ username: `renamed ${first}` });
  });

  it('succeeds when the OSM name has the form user_<id>', async () => {
    const [first, second] = [newId(), newId()];
    await signIn({ id: first, name: `taken ${first}` });
    await signIn({ id: second, name: `taken ${first}` });
    const third = newId();
    expect((await signIn({ id: third, name: `user_${first}` })).status).toBe(200);
    expect(await userOf(third)).toMatchObject({ username: `user_${first}` });
    expect((await userOf(first))?.username).toMatch(new RegExp(`^user_${first}_\\d+$`));
  });

  it('stores the right names when two users swapped theirs', async () => {
    const [one, two] = [newId(), newId()];
    const [a, b] = [`a ${one}`, `b ${two}`];
    await signIn({ id: one, name: a });
    await signIn({ id: two, name: b });
    const answers = await Promise.all([signIn({ id: one, name: b }), signIn({ id: two, name: a })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await signIn({ id: one, name: b });
    expect([await userOf(one), await userOf(two)]).toMatchObject([{ username: b }, { username: a }]);
  });
});

/** Longer than an entry of an index can be, also when it is compressed. */
const LONG = randomBytes(2000).toString('hex');

describe('failures of OSM', () => {
  const broken: Behaviour[] = ['html', 'close', { status: 500 }, { status: 401 }, { status: 302 }];

  it.each(broken)('returns 502 TokenFetchError without a token (%j)', async (token) => {
    expectRefusal(await signIn({ id: newId(), name: 'x', token }), 'TokenFetchError');
  });

  it.each([{}, [], null, { access_token: 5, token_type: 'Bearer' }, { access_token: 'a b', token_type: 'Bearer' }])(
    'returns 502 TokenFetchError for an invalid token answer (%j)',
    async (body) => {
      expectRefusal(await signIn({ id: newId(), name: 'x', token: { status: 200, body } }), 'TokenFetchError');
    },
  );

  it.each(broken)('returns 502 OSMServiceError when the user request fails (%j)', async (details) => {
    expectRefusal(await signIn({ id: newId(), name: 'x', details }), 'OSMServiceError');
  });

  it.each([
    {},
    { user: null },
    { user: { id: 'x', display_name: 'y' } },
    { user: { id: 5 } },
    { user: { id: 0, display_name: 'y' } },
  ])('returns 502 AuthError for an answer without a user (%j)', async (user) => {
    expectRefusal(await signIn({ user }), 'AuthError');
  });

  it('returns 400 InvalidGrantError for a rejected code', async () => {
    expectRefusal(await client.get('system/authentication/callback/?code=abc'), 'InvalidGrantError');
  });

  it('sends no request without a code', async () => {
    for (const query of ['', '?code=', '?code=a&code=b'])
      expect(await client.get(`system/authentication/callback/${query}`)).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
    expect(askedToSignIn()).toEqual([]);
  });

  it.each(['hang', 'half'] as const)(
    'returns 502 after ten seconds without an answer (%s)',
    { timeout: 30_000 },
    async (how) => {
      const [token, details] = await Promise.all([
        signIn({ id: newId(), name: 'x', token: how }),
        signIn({ id: newId(), name: 'y', details: how }),
      ]);
      expectRefusal(token, 'TokenFetchError');
      expectRefusal(details, 'OSMServiceError');
    },
  );

  it('succeeds when OSM answers slowly', async () => {
    const id = newId();
    const answer = await signIn({ id, name: `slow ${id}`, token: 'slow', details: 'slow' });
    expect(answer).toMatchObject({ status: 200, body: { username: `slow ${id}` } });
  });

  it('returns 502 TokenFetchError when OSM is unreachable', async () => {
    const config = testConfig({ ...osm.env, OSM_SERVER_URL: 'http://127.0.0.1:9' });
    const other = request(await buildApp(createContext({ database, config, secret: SECRET }), checkResponses));
    const code = osm.code({ id: newId(), name: 'x' });
    expectRefusal(await other.get(`system/authentication/callback/?code=${code}`), 'TokenFetchError');
  });

  it.each(['', ' ', 'a\u0000b', '\ud800', LONG, 7, null])(
    'returns a session or 502, never 500, for the name %.9j',
    async (name) => {
      const id = newId();
      const answer = await signIn({ user: { user: { id, display_name: name } } });
      const isStored = (await userOf(id)) !== undefined;
      expect(answer.status).toBe(isStored ? 200 : 502);
    },
  );
});

describe('instance without an application at OSM', () => {
  it('returns an error that sign-in is not configured', async () => {
    const config = testConfig({ STANDIN_OSM: 'false' });
    const other = request(await buildApp(createContext({ database, config, secret: SECRET }), checkResponses));
    for (const path of ['login/', 'callback/?code=x'])
      expectRefusal(await other.get(`system/authentication/${path}`), 'SignInNotConfigured');
  });
});

describe('simultaneous sign-ins of one new user', () => {
  it('create one row and one message', async () => {
    const id = newId();
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn({ id, name: `many ${id}` })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await messagesOf(id)).toHaveLength(1);
    expect(
      (await client.get('system/authentication/applications/', { headers: { authorization: tokenOf(id) } })).status,
    ).toBe(200);
  });

  it('give one name to one of several users who sign in with it', async () => {
    const ids = Array.from({ length: 8 }, newId);
    const name = `wanted ${ids[0]}`;
    const answers = await Promise.all(ids.map((id) => signIn({ id, name })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const rows = await database.prisma.user.findMany({
      where: { id: { in: ids.map(BigInt) } },
      select: { username: true },
    });
    expect(new Set(rows.map(({ username }) => username)).size).toBe(8);
    expect(rows.filter(({ username }) => username === name)).toHaveLength(1);
  });
});
