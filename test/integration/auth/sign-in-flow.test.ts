import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { createContext } from '../../../src/context.js';
import type { Database } from '../../../src/db/database.js';
import { request, SECRET, testConfig, type Answer, type Client } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { useOsm, type SignIn } from '../../support/osm-server.js';
import { checkResponses } from '../../support/response-check.js';

const osm = useOsm();
const PAGE = 'https://tasks.example.org/authorized';
let client: Client;
let database: Database;
let nextId = 760_000_000 + Math.floor(Math.random() * 1_000_000) * 100;

beforeAll(async () => {
  ({ database } = await testDatabase());
  client = request(
    await buildApp(createContext({ database, config: testConfig(osm.env), secret: SECRET }), checkResponses),
  );
});

beforeEach(() => {
  nextId++;
  osm.atBrowser = 'nobody';
});

/** What the front-end does: it gets the address, sends the browser there, and returns the code with the same page. */
async function complete(as: SignIn, email?: string): Promise<Answer> {
  osm.atBrowser = as;
  const login = await client.get(`system/authentication/login/?redirect_uri=${encodeURIComponent(PAGE)}`);
  const { auth_url: address, state } = login.body as { auth_url: string; state: string };
  const sent = await fetch(address, { redirect: 'manual' });
  const back = new URL(sent.headers.get('location') ?? '');
  expect(back.origin + back.pathname).toBe(PAGE);
  expect(back.searchParams.get('state')).toBe(state);
  const query = new URLSearchParams({ redirect_uri: PAGE, code: back.searchParams.get('code') ?? '' });
  if (email !== undefined) query.set('email_address', email);
  return client.get(`system/authentication/callback/?${query.toString()}`);
}

/** The page of the user, read with the session that the sign-in gave. */
async function profileAfter(signedIn: Answer): Promise<Record<string, unknown>> {
  const { username, session_token: token } = signedIn.body as { username: string; session_token: string };
  const authorization = `Token ${Buffer.from(token).toString('base64')}`;
  const profile = await client.get(`users/queries/${encodeURIComponent(username)}/`, { headers: { authorization } });
  expect(profile.status, profile.text).toBe(200);
  return profile.body as Record<string, unknown>;
}

describe('sign-in from the address to the own profile', () => {
  it('shows a new user with the name, the picture and the address', async () => {
    const name = `Ñandú/ %2F? & "x" ${nextId}`;
    const answer = await complete({ id: nextId, name, picture: 'https://osm.example.org/p.png' }, 'New@Example.org');
    expect(await profileAfter(answer)).toMatchObject({
      id: nextId,
      username: name,
      pictureUrl: 'https://osm.example.org/p.png',
      emailAddress: 'new@example.org',
      isEmailVerified: false,
    });
  });

  it('updates the name and the picture, and keeps address, role and settings', async () => {
    await complete({ id: nextId, name: `before ${nextId}`, picture: 'https://osm.example.org/p.png' }, 'a@example.org');
    await database.prisma.user.update({
      where: { id: BigInt(nextId) },
      data: { role: 1, defaultEditor: 'JOSM', isEmailVerified: true, city: 'Dodoma' },
    });
    const again = await complete({ id: nextId, name: `after ${nextId}` }, 'other@example.org');
    expect(await profileAfter(again)).toMatchObject({
      username: `after ${nextId}`,
      pictureUrl: null,
      emailAddress: 'a@example.org',
      isEmailVerified: true,
      role: 'ADMIN',
      defaultEditor: 'JOSM',
      city: 'Dodoma',
    });
  });

  it('gives a taken name to the user who has it at OSM, without the data of its former user', async () => {
    const first = nextId++;
    const name = `reused ${first}`;
    const before = await complete({ id: first, name }, 'first@example.org');
    const answer = await complete({ id: nextId, name });
    expect(await profileAfter(answer)).toMatchObject({ id: nextId, username: name, emailAddress: null });
    const { session_token: token } = before.body as { session_token: string };
    const authorization = `Token ${Buffer.from(token).toString('base64')}`;
    expect((await client.get(`users/${first}/`, { headers: { authorization } })).body).toMatchObject({
      id: first,
      username: `user_${first}`,
      emailAddress: 'first@example.org',
    });
  });

  it('is refused without a code when the user does not agree', async () => {
    const login = await client.get(`system/authentication/login/?redirect_uri=${encodeURIComponent(PAGE)}`);
    const sent = await fetch((login.body as { auth_url: string }).auth_url, { redirect: 'manual' });
    const { searchParams: query } = new URL(sent.headers.get('location') ?? '');
    expect(query.get('error')).toBe('access_denied');
    const answer = await client.get(`system/authentication/callback/?${query.toString()}`);
    expect(answer).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
  });

  const token = (more: object) => ({ access_token: 'a', token_type: 'Bearer', ...more });

  it.each<[string, SignIn, string]>([
    ['a token answer of 17 MB', { token: 'huge' }, 'TokenFetchError'],
    ['a token answer that is a list', { token: { status: 200, body: [token({})] } }, 'TokenFetchError'],
    ['a token of another type', { token: { status: 200, body: token({ token_type: 5 }) } }, 'TokenFetchError'],
    ['a user answer of 17 MB', { id: 7, name: 'x', details: 'huge' }, 'OSMServiceError'],
    ['a user that is a list', { user: { user: [] } }, 'AuthError'],
    ['an id that is a text', { user: { user: { id: '7', display_name: 'x' } } }, 'AuthError'],
    ['an id below zero', { user: { user: { id: -7, display_name: 'x' } } }, 'AuthError'],
    ['an id with a fraction', { user: { user: { id: 7.5, display_name: 'x' } } }, 'AuthError'],
    ['a name that is an object', { user: { user: { id: 7, display_name: {} } } }, 'AuthError'],
  ])('returns 502 for %s', async (_what, answers, SubCode) => {
    const answer = await client.get(`system/authentication/callback/?code=${osm.code(answers)}`);
    expect(answer).toMatchObject({ status: 502, body: { SubCode } });
  });
});
