import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signSession } from '../../../src/access/tokens/session-token.js';
import { signTicket } from '../../../src/access/tokens/stream-ticket.js';
import { SECRET, tokenOf, useApp, type Answer } from '../../support/app.js';
import { EventClient } from '../../support/event-client.js';
import type { Project, ProjectSpec, User } from '../../support/factory.js';
import { outcomeOf } from '../../support/group-cast.js';

const world = useApp({ EVENT_STREAMS_PER_USER: '3', EVENT_STREAMS_PER_ADDRESS: '6' });

/** What a caller gets for a public project, a private one and a draft. */
interface Outcomes {
  open: string;
  hidden: string;
  draft: string;
}

const EVERYTHING: Outcomes = { open: '200', hidden: '200', draft: '200' };
const NO_DRAFT: Outcomes = { open: '200', hidden: '200', draft: '403 PrivateProject' };
const PUBLIC_ONLY: Outcomes = { open: '200', hidden: '403 PrivateProject', draft: '403 PrivateProject' };
const UNKNOWN_USER: Outcomes = {
  open: '404 USER_NOT_FOUND',
  hidden: '404 USER_NOT_FOUND',
  draft: '404 USER_NOT_FOUND',
};
const NO_SESSION: Outcomes = { open: '401 InvalidToken', hidden: '401 InvalidToken', draft: '401 InvalidToken' };

const READERS = {
  'plain user': PUBLIC_ONLY,
  'manager of another organisation': PUBLIC_ONLY,
  'manager of the organisation': EVERYTHING,
  author: EVERYTHING,
  'team member': NO_DRAFT,
  'pending team member': PUBLIC_ONLY,
  'member of the managing team': EVERYTHING,
  'user on the allowed list': NO_DRAFT,
  'blocked user': PUBLIC_ONLY,
  'blocked team member': NO_DRAFT,
  'blocked manager of the organisation': PUBLIC_ONLY,
  'blocked author': PUBLIC_ONLY,
  admin: EVERYTHING,
  'user who does not exist': UNKNOWN_USER,
};
type Reader = keyof typeof READERS;

let url: string;
let readers: Record<Reader, { id: number }>;
let author: User;
let member: User;
let stranger: User;
let hidden: Project;
let draft: Project;
let open: Project;
let projectsOfBlocked: Record<keyof Outcomes, Project>;
let teamId: number;
let clients: EventClient[] = [];

beforeAll(async () => {
  await world.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}/api/v2`;
  const { make } = world;
  const users = await make.users('author', 'member', 'stranger', 'pending', 'managing', 'allowed', 'manager', 'wrong');
  ({ author, member, stranger } = users);
  const [blocked, blockedMember, blockedManager, admin] = await Promise.all([
    make.user({ role: 'BLOCKED' }),
    make.user({ role: 'BLOCKED' }),
    make.user({ role: 'BLOCKED' }),
    make.user({ role: 'ADMIN' }),
  ]);
  const organisation = await make.organisation({ managers: [users.manager, blockedManager] });
  await make.organisation({ managers: [users.wrong] });
  const team = await make.team({ members: [member, blockedMember], inactive: [users.pending] });
  const managing = await make.team({ members: [users.managing] });
  teamId = team.id;
  const projectsOf = async (by: User): Promise<Record<keyof Outcomes, Project>> => {
    const spec: ProjectSpec = {
      author: by,
      organisation,
      allowed: [users.allowed],
      teams: [
        { team, role: 'MAPPER' },
        { team: managing, role: 'PROJECT_MANAGER' },
      ],
    };
    return {
      open: await make.project(spec),
      hidden: await make.project({ ...spec, private: true }),
      draft: await make.project({ ...spec, status: 'DRAFT' }),
    };
  };
  ({ open, hidden, draft } = await projectsOf(author));
  projectsOfBlocked = await projectsOf(blocked);
  readers = {
    'plain user': stranger,
    'manager of another organisation': users.wrong,
    'manager of the organisation': users.manager,
    author,
    'team member': member,
    'pending team member': users.pending,
    'member of the managing team': users.managing,
    'user on the allowed list': users.allowed,
    'blocked user': blocked,
    'blocked team member': blockedMember,
    'blocked manager of the organisation': blockedManager,
    'blocked author': blocked,
    admin,
    'user who does not exist': { id: 1_999_999_999 },
  };
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

const ticketOf = (project: Project, as?: { id: number }) => world.post(`projects/${project.id}/events/ticket/`, { as });

/** What `ask` returns for the three projects. */
async function outcomes(
  ask: (project: Project) => Promise<Pick<Answer, 'status' | 'text'>>,
  projects = { open, hidden, draft },
): Promise<Outcomes> {
  return {
    open: outcomeOf(await ask(projects.open)),
    hidden: outcomeOf(await ask(projects.hidden)),
    draft: outcomeOf(await ask(projects.draft)),
  };
}

const streamOutcomes = (as?: { id: number }, projects = { open, hidden, draft }): Promise<Outcomes> =>
  outcomes(async (project) => {
    const client = await listen(project, as);
    if (client.status !== 200) await client.closed;
    return { status: client.status, text: client.body };
  }, projects);

const projectsFor = (reader: Reader) => (reader === 'blocked author' ? projectsOfBlocked : { open, hidden, draft });

const TABLE = Object.entries(READERS) as [Reader, Outcomes][];

describe('event stream', () => {
  it('returns 200 without a session for a public project only', async () => {
    expect(await streamOutcomes()).toEqual(PUBLIC_ONLY);
  });

  it.each(TABLE)('returns the outcomes of the table to: %s', async (reader, expected) => {
    expect(await streamOutcomes(readers[reader], projectsFor(reader))).toEqual(expected);
  });

  it('returns 404 for an unknown project', async () => {
    expect((await listen({ id: 2_000_000_000 }, author)).status).toBe(404);
  });

  it('ends when its user leaves the team', async () => {
    const leaving = await listen(hidden, member);
    const staying = await listen(hidden, author);
    const { prisma } = world.database;
    await prisma.$executeRaw`UPDATE team_members SET active = false
      WHERE team_id = ${teamId} AND user_id = ${member.id}`;
    await leaving.closed;
    expect(staying.isOpen).toBe(true);
    expect((await listen(hidden, member)).status).toBe(403);
    await prisma.$executeRaw`UPDATE team_members SET active = true
      WHERE team_id = ${teamId} AND user_id = ${member.id}`;
  });

  it('ends for users without access when the project becomes private', async () => {
    const project = await world.make.project({ author, tasks: [] });
    const ending = await Promise.all([listen(project), listen(project, stranger), listen(project, member)]);
    const staying = await listen(project, author);
    await world.database.prisma.project.update({ where: { id: project.id }, data: { private: true } });
    await Promise.all(ending.map(({ closed }) => closed));
    expect(staying.isOpen).toBe(true);
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

  it('is not issued without a session', async () => {
    expect(await outcomes((project) => ticketOf(project))).toEqual(NO_SESSION);
  });

  it.each(TABLE)('is issued according to the table to: %s', async (reader, expected) => {
    expect(await outcomes((project) => ticketOf(project, readers[reader]), projectsFor(reader))).toEqual(expected);
  });

  it('is not issued for an unknown project', async () => {
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
