import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import { nameCountries, writeHistory } from './history.js';

const world = useApp();

/** A moment some days ago, as history stores it. */
const ago = (days: number, time: string): string =>
  `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)} ${time}`;
const dateOf = (days: number): string => `${ago(days, '').trim()}T00:00:00`;

async function withInterest(project: { id: number }): Promise<{ id: number; name: string }> {
  const [interest] = await world.database.prisma.$queryRaw<{ id: number; name: string }[]>`
    WITH i AS (INSERT INTO interests (name) VALUES ('Interest ' || ${project.id}::int) RETURNING id, name),
      l AS (INSERT INTO project_interests (interest_id, project_id) SELECT id, ${project.id}::int FROM i)
    SELECT id, name FROM i`;
  if (!interest) throw new Error('no interest came back');
  return interest;
}

describe('statistics of a user', () => {
  it('contain the actions, places, times and reviews of the user', async () => {
    const { ann, val } = await world.make.users('ann', 'val');
    const tasks = [1, 2, 3, 4].map(() => ({ state: 'READY' as const, history: [] }));
    const project = await world.make.project({ tasks });
    const other = await world.make.project({ tasks });
    await nameCountries(world.database, project, ['Nepal', 'भारत']);
    await nameCountries(world.database, other, ['Nepal']);
    const interest = await withInterest(project);
    const locked = { action: 'LOCKED_FOR_VALIDATION' };
    await writeHistory(world.database, project, [
      { task: 1, by: ann, at: ago(9, '08:00:00'), text: '00:10:00.900000', action: 'LOCKED_FOR_MAPPING' },
      { task: 1, by: ann, at: ago(9, '08:10:00'), text: 'MAPPED' },
      { task: 1, by: val, at: ago(8, '08:10:00'), text: 'INVALIDATED' },
      { task: 1, by: ann, at: ago(7, '08:10:00'), text: 'MAPPED' },
      { task: 1, by: val, at: ago(6, '08:10:00'), text: 'VALIDATED' },
      { task: 2, by: ann, at: ago(7, '09:10:00'), text: 'BADIMAGERY' },
      { task: 2, by: ann, at: ago(7, '09:11:00'), text: 'cloudy', action: 'COMMENT' },
    ]);
    await writeHistory(world.database, other, [
      { task: 1, by: ann, at: ago(5, '10:00:01'), text: '00:03:00', ...locked },
      { task: 2, by: ann, at: ago(5, '10:00:02'), text: '00:05:00', ...locked },
      { task: 3, by: ann, at: ago(5, '11:00:02'), text: '00:01:00', ...locked },
      { task: 1, by: ann, at: ago(5, '10:06:00'), text: 'VALIDATED' },
      { task: 2, by: ann, at: ago(5, '10:06:01'), text: 'INVALIDATED' },
      { task: 3, by: ann, at: '2001-01-01 10:00:00', text: 'MAPPED' },
    ]);
    const answer = await world.get(`users/${ann.username}/statistics/`, { as: val });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      totalTimeSpent: 600 + 360,
      timeSpentMapping: 600,
      timeSpentValidating: 360,
      projectsMapped: 2,
      countriesContributed: {
        countries: [
          { name: 'Nepal', mapped: 4, validated: 1, total: 5 },
          { name: 'भारत', mapped: 3, validated: 0, total: 3 },
        ],
        total: 2,
      },
      contributionsByDay: [
        { date: dateOf(5), count: 2 },
        { date: dateOf(7), count: 1 },
        { date: dateOf(9), count: 1 },
      ],
      tasksMapped: 2,
      tasksValidated: 1,
      tasksInvalidated: 1,
      tasksInvalidatedByOthers: 1,
      tasksValidatedByOthers: 1,
      ContributionsByInterest: [{ ...interest, userSelected: null, countProjects: 1, countUsers: null }],
    });
  });

  it('count the inherited history of split children once', async () => {
    const ann = await world.make.user();
    const project = await world.make.project();
    const copies = [1, 2, 3, 4].flatMap((task) => [
      { task, by: ann, at: ago(3, '08:00:00'), text: '00:10:00', action: 'LOCKED_FOR_MAPPING' },
      { task, by: ann, at: ago(3, '08:10:00'), text: 'MAPPED' },
    ]);
    await writeHistory(world.database, project, copies);
    expect((await world.get(`users/${ann.username}/statistics/`, { as: ann })).body).toMatchObject({
      timeSpentMapping: 600,
      contributionsByDay: [{ date: dateOf(3), count: 1 }],
      tasksMapped: 4,
    });
  });

  it('are zero for a user without work', async () => {
    const ann = await world.make.user();
    expect((await world.get(`users/${ann.username}/statistics/`, { as: ann })).body).toMatchObject({
      totalTimeSpent: 0,
      projectsMapped: 0,
      countriesContributed: { countries: [], total: 0 },
      contributionsByDay: [],
      tasksMapped: 0,
      ContributionsByInterest: [],
    });
  });

  it('return 401 without a session and 404 for an unknown caller or user name', async () => {
    const ann = await world.make.user();
    expectRefusal(await world.get(`users/${ann.username}/statistics/`), 'InvalidToken');
    const details = { user_id: 1_999_999_999 };
    const ghost = await world.get(`users/${ann.username}/statistics/`, { as: 1_999_999_999 });
    expectNotFound(ghost, 'USER_NOT_FOUND', details);
    for (const name of ['nobody', 'no%20body%00'])
      expectNotFound(await world.get(`users/${name}/statistics/`, { as: ann }), 'USER_NOT_FOUND', {
        username: decodeURIComponent(name),
      });
  });
});
