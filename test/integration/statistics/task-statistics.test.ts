import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp, type Answer } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { nameCountries, writeHistory } from './history.js';

const world = useApp();

/** Years that no other test writes history in. */
const IN_2001 = 'startDate=2001-05-01&endDate=2001-05-31';

interface Day {
  date: string;
  mapped: number;
  validated: number;
  badImagery: number;
}

let asker: User;
const ask = (query: string, as: User = asker): Promise<Answer> => world.get(`tasks/statistics/?${query}`, { as });
const days = async (query: string, as?: User): Promise<Day[]> => {
  const answer = await ask(query, as);
  expect(answer.status, answer.text).toBe(200);
  return (answer.body as { taskStats: Day[] }).taskStats;
};
const day = (date: string, mapped: number, validated = 0, badImagery = 0): Day => ({
  date,
  mapped,
  validated,
  badImagery,
});

describe('statistics of tasks', () => {
  let first: Project;
  let second: Project;
  let organisation: number;
  let organisationName: string;
  let campaign: string;

  beforeAll(async () => {
    asker = await world.make.user({ name: 'asker' });
    organisation = await world.make.organisation();
    organisationName = `Organisation ${organisation}`;
    first = await world.make.project({ organisation });
    second = await world.make.project();
    campaign = `Campaign ${first.id}`;
    await nameCountries(world.database, first, ['Elbonia', 'भारत']);
    await nameCountries(world.database, second, ['Elbonia']);
    await world.database.prisma.$executeRaw`
      WITH c AS (INSERT INTO campaigns (name) VALUES (${campaign}::text) RETURNING id)
      INSERT INTO campaign_projects (campaign_id, project_id) SELECT id, ${first.id}::int FROM c`;
    const by = first.author;
    await writeHistory(world.database, first, [
      { task: 1, by, at: '2001-05-01 00:00:00', text: 'MAPPED' },
      { task: 1, by, at: '2001-05-03 09:00:00', text: 'VALIDATED' },
      { task: 2, by, at: '2001-05-03 23:59:59.999999', text: 'MAPPED' },
      { task: 2, by, at: '2001-05-04 00:00:00', text: 'INVALIDATED' },
      { task: 2, by, at: '2001-05-04 00:00:01', text: 'MAPPED', action: 'COMMENT' },
      { task: 3, by, at: '2001-05-31 23:59:59.999999', text: 'BADIMAGERY' },
      { task: 3, by, at: '2001-06-01 00:00:00', text: 'MAPPED' },
    ]);
    await writeHistory(world.database, second, [{ task: 1, by, at: '2001-05-03 09:00:00', text: 'VALIDATED' }]);
  });

  it('count the actions of each day, both ends included, and leave out days without actions', async () => {
    const expected = [day('2001-05-01', 1), day('2001-05-03', 1, 2), day('2001-05-31', 0, 0, 1)];
    expect(await days(IN_2001)).toEqual(expected);
    expect(await days('startDate=2001-05-03&endDate=2001-05-03')).toEqual([day('2001-05-03', 1, 2)]);
    expect(await days('startDate=1990-01-01&endDate=1990-12-31')).toEqual([]);
  });

  it('cover the requested projects only', async () => {
    const ofFirst = [day('2001-05-01', 1), day('2001-05-03', 1, 1), day('2001-05-31', 0, 0, 1)];
    for (const filter of [
      `projectId=${first.id}`,
      `projectId=${first.id},${first.id},2000000000`,
      `organisationId=${organisation}`,
      `organisationName=${encodeURIComponent(organisationName)}`,
      `campaign=${encodeURIComponent(campaign)}`,
      `country=${encodeURIComponent('भारत')}`,
      `country=elbon&projectId=${first.id}`,
      `projectId=${first.id}&organisationId=${organisation}&campaign=${encodeURIComponent(campaign)}`,
    ])
      expect(await days(`${IN_2001}&${filter}`), filter).toEqual(ofFirst);
    expect(await days(`${IN_2001}&projectId=${second.id}`)).toEqual([day('2001-05-03', 0, 1)]);
    const ofBoth = await days(`${IN_2001}&country=ELBONIA`);
    expect(ofBoth).toEqual(await days(`${IN_2001}&projectId=${first.id},${second.id}`));
    expect(ofBoth[1]).toEqual(day('2001-05-03', 1, 2));
  });

  it('are empty when a filter matches nothing, and an empty filter is ignored', async () => {
    for (const filter of [
      'projectId=2000000000',
      'organisationId=2000000000',
      'organisationName=none',
      'campaign=none',
      'country=%25',
      `projectId=${second.id}&organisationId=${organisation}`,
    ])
      expect(await days(`${IN_2001}&${filter}`), filter).toEqual([]);
    const empty = 'projectId=&organisationId=&organisationName=&campaign=&country=';
    expect(await days(`${IN_2001}&${empty}`)).toEqual(await days(IN_2001));
  });

  it('count the inherited history of split children once', async () => {
    const project = await world.make.project({ tasks: ['READY', 'READY', 'READY', 'READY', 'READY'] });
    const by = project.author;
    const copied = [1, 2, 3, 4].flatMap((task) => [
      { task, by, at: '2002-02-01 10:00:00.000001', text: 'MAPPED' },
      { task, by, at: '2002-02-02 10:00:00', text: 'VALIDATED' },
      { task, by, at: '2002-02-03 10:00:00', text: 'SPLIT' },
    ]);
    await writeHistory(world.database, project, [
      ...copied,
      { task: 5, by, at: '2002-02-01 10:00:00.000002', text: 'MAPPED' },
      { task: 1, by, at: '2002-02-04 10:00:00', text: 'MAPPED' },
      { task: 2, by, at: '2002-02-04 11:00:00', text: 'MAPPED' },
    ]);
    const expected = [day('2002-02-01', 2), day('2002-02-02', 0, 1), day('2002-02-04', 2)];
    expect(await days('startDate=2002-02-01&endDate=2002-02-28')).toEqual(expected);
    expect(await days(`startDate=2002-02-01&endDate=2002-02-28&projectId=${project.id}`)).toEqual(expected);
  });

  it('count changes in several projects in the same microsecond once for each project', async () => {
    const projects = [await world.make.project(), await world.make.project()];
    for (const project of projects) {
      const change = { by: project.author, at: '2004-02-01 10:00:00.000001' };
      await writeHistory(world.database, project, [
        { ...change, task: 1, text: 'MAPPED' },
        { ...change, task: 2, text: 'MAPPED' },
        { ...change, task: 3, text: 'BADIMAGERY' },
      ]);
    }
    expect(await days('startDate=2004-02-01&endDate=2004-02-28')).toEqual([day('2004-02-01', 2, 0, 2)]);
  });

  it('count the history that a split copies once, and bulk actions for each task', async () => {
    const project = await world.make.project({ tasks: ['INVALIDATED', 'READY', 'READY'] });
    const at = `projects/${project.id}/tasks/actions`;
    const as = project.author;
    const today = new Date().toISOString().slice(0, 10);
    const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
    const mine = `startDate=${monthAgo}&projectId=${project.id}`;
    const before = await days(mine);
    expect((await world.post(`${at}/lock-for-mapping/1/`, { as })).status).toBe(200);
    expect((await world.post(`${at}/split/1/`, { as })).status).toBe(200);
    expect(await days(mine)).toEqual(before);
    expect((await world.post(`${at}/map-all/`, { as })).status).toBe(200);
    const recent = (await days(`startDate=${today}&projectId=${project.id}`)).filter(({ date }) => date === today);
    expect(recent).toEqual([day(today, 6)]);
  });

  it('end today by default', async () => {
    const project = await world.make.project({ tasks: ['READY'] });
    const at = `projects/${project.id}/tasks/actions`;
    await world.post(`${at}/lock-for-mapping/1/`, { as: asker });
    await world.post(`${at}/unlock-after-mapping/1/`, { as: asker, body: { status: 'BADIMAGERY' } });
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const found = await days(`startDate=${yesterday}&projectId=${project.id}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ mapped: 0, validated: 0, badImagery: 1 });
  });
});

describe('refusals of the task statistics', () => {
  it.each(['', 'startDate=', 'startDate=x', 'startDate=2026-02-30', 'startDate=2026-13-01', 'startDate=0000-01-01'])(
    'returns 400 for an invalid first day: "%s"',
    async (query) => expectRefusal(await ask(`${query}&endDate=2026-03-01`), 'InvalidDateValue'),
  );

  it.each(['x', '', '2026-1-1', '2026-01-01T00:00:00'])('returns 400 for an invalid last day: "%s"', async (end) =>
    expectRefusal(await ask(`startDate=2026-01-01&endDate=${end}`), 'InvalidDateValue'),
  );

  it('returns 400 when the end is before the start or more than 366 days after it', async () => {
    expectRefusal(await ask('startDate=2026-02-01&endDate=2026-01-01'), 'InvalidDateRange');
    expectRefusal(await ask('startDate=2999-01-01'), 'InvalidDateRange');
    const tooLong = 'Date range cannot be greater than 1 year';
    expectRefusal(await ask('startDate=2025-01-01&endDate=2026-01-03'), 'InvalidDateRange', tooLong);
    expect((await ask('startDate=2025-01-01&endDate=2026-01-02')).status).toBe(200);
  });

  it.each(['projectId=a', 'projectId=1,', 'projectId=-1', 'projectId=99999999999', 'projectId=1&projectId=2'])(
    'returns 400 for malformed project ids: %s',
    async (filter) =>
      expect(await ask(`${IN_2001}&${filter}`)).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } }),
  );

  it.each(['organisationId=x', 'organisationId=9999999999', 'country=%00', 'campaign=%00', 'organisationName=%00'])(
    'returns 400 for an invalid filter: %s',
    async (filter) =>
      expect(await ask(`${IN_2001}&${filter}`)).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } }),
  );

  it('returns 401 without a session and 404 for a session without a user', async () => {
    expectRefusal(await world.get(`tasks/statistics/?${IN_2001}`), 'InvalidToken');
    expectNotFound(await world.get(`tasks/statistics/?${IN_2001}`, { as: 1_999_999_999 }), 'USER_NOT_FOUND', {
      user_id: 1_999_999_999,
    });
  });
});

describe('task statistics of named projects', () => {
  it('include private projects and drafts for every user', async () => {
    const { outsider, lead } = await world.make.users('outsider', 'lead');
    const organisation = await world.make.organisation({ managers: [lead] });
    const hidden = await world.make.project({ organisation, private: true });
    const draft = await world.make.project({ organisation, status: 'DRAFT', author: hidden.author });
    for (const project of [hidden, draft])
      await writeHistory(world.database, project, [
        { task: 1, by: hidden.author, at: '2003-03-03 10:00:00', text: 'MAPPED' },
      ]);
    const period = 'startDate=2003-03-01&endDate=2003-03-31';
    for (const as of [outsider, lead]) {
      for (const { id } of [hidden, draft])
        expect(await days(`${period}&projectId=${id}`, as)).toEqual([
          { date: '2003-03-03', mapped: 1, validated: 0, badImagery: 0 },
        ]);
      expect(await days(`${period}&organisationId=${organisation}`, as)).toEqual([
        { date: '2003-03-03', mapped: 2, validated: 0, badImagery: 0 },
      ]);
    }
  });
});
