import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signSession } from '../../../src/access/session-token.js';
import { signTicket } from '../../../src/access/stream-ticket.js';
import { SECRET, tokenOf, useApp } from '../../support/app.js';
import { EventClient } from '../../support/event-client.js';
import type { Project, User } from '../../support/factory.js';

const world = useApp({ EVENT_STREAMS_PER_USER: '3', EVENT_STREAMS_PER_ADDRESS: '6' });
let url: string;
let author: User;
let member: User;
let stranger: User;
let hidden: Project;
let draft: Project;
let open: Project;
let teamId: number;
let clients: EventClient[] = [];

beforeAll(async () => {
  await world.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}/api/v2`;
  ({ author, member, stranger } = await world.make.users('author', 'member', 'stranger'));
  const team = await world.make.team({ members: [member] });
  teamId = team.id;
  hidden = await world.make.project({ private: true, author, teams: [{ team, role: 'MAPPER' }] });
  draft = await world.make.project({ status: 'DRAFT', author });
  open = await world.make.project({ author });
});

afterEach(async () => {
  for (const client of clients) client.close();
  await Promise.all(clients.map(({ closed }) => closed));
  clients = [];
});

function listen(project: { id: number }, as?: { id: number }, query = ''): Promise<EventClient> {
  const client = new EventClient(`${url}/projects/${project.id}/events/${query}`, as && { authorization: tokenOf(as) });
  clients.push(client);
  return client.ready();
}

const ticketOf = async (project: Project, as?: User) => world.post(`projects/${project.id}/events/ticket/`, { as });

describe('event stream', () => {
  it('returns 200 to everybody for a public project', async () => {
    const blocked = await world.make.user({ role: 'BLOCKED' });
    for (const as of [undefined, stranger, blocked]) expect((await listen(open, as)).status).toBe(200);
  });

  it('returns 200 to readers only for a private project', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    for (const as of [author, member, admin]) expect((await listen(hidden, as)).status).toBe(200);
    for (const as of [undefined, stranger]) {
      const refused = await listen(hidden, as);
      await refused.closed;
      expect(refused.status).toBe(403);
      expect(refused.body).toContain('PrivateProject');
    }
  });

  it('returns 200 to managers only for a draft', async () => {
    expect((await listen(draft, author)).status).toBe(200);
    for (const as of [undefined, member]) expect((await listen(draft, as)).status).toBe(403);
  });

  it('returns 404 for an unknown project and for an unknown user', async () => {
    expect((await listen({ id: 2_000_000_000 }, author)).status).toBe(404);
    expect((await listen(open, { id: 1_999_999_999 })).status).toBe(404);
  });

  it('ends when its user leaves the team', async () => {
    const leaving = await listen(hidden, member);
    const staying = await listen(hidden, author);
    const { prisma } = world.database;
    await prisma.$executeRaw`UPDATE team_members SET active = false WHERE team_id = ${teamId}`;
    await leaving.closed;
    expect(staying.isOpen).toBe(true);
    expect((await listen(hidden, member)).status).toBe(403);
    await prisma.$executeRaw`UPDATE team_members SET active = true WHERE team_id = ${teamId}`;
  });

  it('returns 429 to a user with too many streams until one ends', async () => {
    const [first] = await Promise.all([listen(open, stranger), listen(open, stranger), listen(hidden, author)]);
    await listen(open, stranger);
    const refused = await listen(open, stranger);
    await refused.closed;
    expect(refused.status).toBe(429);
    expect(refused.body).toContain('TooManyStreams');
    first.close();
    await first.closed;
    await expect.poll(async () => (await listen(open, stranger)).status, { timeout: 10_000 }).toBe(200);
  });

  it('returns 429 to an address with too many streams', async () => {
    await Promise.all(Array.from({ length: 6 }, () => listen(open)));
    expect((await listen(open)).status).toBe(429);
  });

  it('answers HEAD without a stream', async () => {
    const answer = await world.send('HEAD', `projects/${open.id}/events/`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/event-stream/);
  });
});

describe('ticket', () => {
  it('opens streams of its project for its user', async () => {
    const answer = await ticketOf(hidden, member);
    expect(answer.status).toBe(200);
    const { ticket } = answer.body as { ticket: string };
    expect((await listen(hidden, undefined, `?ticket=${ticket}`)).status).toBe(200);
    const elsewhere = await listen(draft, author, `?ticket=${ticket}`);
    expect(elsewhere.status).toBe(401);
  });

  it('is issued to readers of the project only', async () => {
    expect((await ticketOf(hidden)).status).toBe(401);
    expect((await ticketOf(hidden, stranger)).status).toBe(403);
    expect((await world.post('projects/2000000000/events/ticket/', { as: author })).status).toBe(404);
  });

  it('is valid for a minute and is not a session', async () => {
    const old = signTicket(member.id, hidden.id, SECRET, Math.floor(Date.now() / 1000) - 61);
    const forged = signTicket(member.id, hidden.id, `${SECRET}x`);
    const session = signSession([member.id, hidden.id], SECRET);
    for (const ticket of [old, forged, session, '', 'x'])
      expect((await listen(hidden, undefined, `?ticket=${ticket}`)).status, ticket).toBe(401);
    const ticket = signTicket(member.id, hidden.id, SECRET);
    const authorization = `Token ${Buffer.from(ticket).toString('base64')}`;
    expect((await world.get(`users/${member.id}/`, { headers: { authorization } })).status).toBe(401);
  });

  it('opens no stream for a user who left the team', async () => {
    const ticket = signTicket(stranger.id, hidden.id, SECRET);
    expect((await listen(hidden, undefined, `?ticket=${ticket}`)).status).toBe(403);
  });
});
