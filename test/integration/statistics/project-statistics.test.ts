import { describe, expect, it } from 'vitest';
import { expectNotFound, useApp } from '../../support/app.js';
import { writeHistory } from './history.js';

const world = useApp();

describe('statistics of a project', () => {
  it('contain the progress and the time spent', async () => {
    const { ann, val } = await world.make.users('ann', 'val');
    const project = await world.make.project({
      tasks: [
        { state: 'MAPPED', history: [] },
        { state: 'MAPPED', history: [] },
        { state: 'VALIDATED', history: [] },
        { state: 'BADIMAGERY', history: [] },
        { state: 'READY', history: [] },
        { state: 'READY', history: [] },
        { state: 'READY', history: [] },
      ],
    });
    const lock = (task: number, text: string | null, at: string, action = 'LOCKED_FOR_MAPPING') => ({
      task,
      by: action.endsWith('MAPPING') ? ann : val,
      at,
      action,
      text,
    });
    await writeHistory(world.database, project, [
      lock(1, '00:10:00.900000', '2001-01-01 08:00:00'),
      lock(2, '01:00:20', '2001-01-02 08:00:00'),
      lock(3, '02:00:00', '2001-01-03 08:00:00', 'AUTO_UNLOCKED_FOR_MAPPING'),
      lock(4, null, '2001-01-04 08:00:00'),
      lock(4, 'no duration', '2001-01-04 09:00:00'),
      lock(3, '00:05:00.250000', '2001-01-05 08:00:00', 'LOCKED_FOR_VALIDATION'),
      lock(2, '25:00:00', '2001-01-05 08:00:01', 'LOCKED_FOR_VALIDATION'),
      { task: 1, by: ann, at: '2001-01-01 08:10:00', text: 'MAPPED' },
    ]);
    const { prisma } = world.database;
    await prisma.$executeRaw`UPDATE users SET projects_mapped = ARRAY[${project.id}::int] WHERE id IN (${ann.id}::bigint, ${val.id}::bigint)`;
    await prisma.$executeRaw`
      INSERT INTO project_chat (project_id, user_id, time_stamp, message) VALUES (${project.id}::int, ${ann.id}::int, now(), 'hello')`;
    const answer = await world.get(`projects/${project.id}/statistics/`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      projectId: project.id,
      'projectArea(in sq.km)': expect.closeTo(0.29, 1) as number,
      totalMappers: 2,
      totalTasks: 7,
      totalComments: 1,
      totalMappingTime: 600 + 3620 + 7200,
      totalValidationTime: 300 + 90_000,
      totalTimeSpent: 11_420 + 90_300,
      averageMappingTime: 11_420 / 5,
      averageValidationTime: 90_300 / 2,
      percentMapped: 50,
      percentValidated: 16,
      percentBadImagery: 14,
      aoiCentroid: { type: 'Point', coordinates: [expect.any(Number), expect.any(Number)] },
      timeToFinishMapping: 3 * (11_420 / 5),
      timeToFinishValidating: 5 * 45_150,
    });
  });

  it('count the inherited locks of split children once', async () => {
    const project = await world.make.project();
    const by = project.author;
    const copies = [1, 2, 3, 4].map((task) => ({
      task,
      by,
      at: '2001-01-01 08:00:00.000001',
      action: 'LOCKED_FOR_MAPPING',
      text: '00:10:00',
    }));
    await writeHistory(world.database, project, copies);
    expect((await world.get(`projects/${project.id}/statistics/`)).body).toMatchObject({
      totalMappingTime: 600,
      averageMappingTime: 600,
      timeToFinishMapping: 2400,
    });
  });

  it('are zero without tasks and without usable imagery', async () => {
    const bare = { averageMappingTime: 0, percentMapped: 0, percentValidated: 0, timeToFinishMapping: 0 };
    const empty = await world.make.project({ tasks: [] });
    expect((await world.get(`projects/${empty.id}/statistics/`)).body).toMatchObject({
      ...bare,
      totalTasks: 0,
      percentBadImagery: 0,
    });
    const dark = await world.make.project({ tasks: [{ state: 'BADIMAGERY', history: [] }] });
    expect((await world.get(`projects/${dark.id}/statistics/`)).body).toMatchObject({
      ...bare,
      percentBadImagery: 100,
    });
  });

  it('return 404 for an unknown project and for a session without a user', async () => {
    const details = { project_id: 2_000_000_000 };
    expectNotFound(await world.get('projects/2000000000/statistics/'), 'PROJECT_NOT_FOUND', details);
    for (const id of ['x', '0', '-1', '99999999999'])
      expectNotFound(await world.get(`projects/${id}/statistics/`), 'PROJECT_NOT_FOUND', { project_id: id });
    const hidden = await world.make.project({ private: true });
    expectNotFound(await world.get(`projects/${hidden.id}/statistics/`, { as: 1_999_999_999 }), 'USER_NOT_FOUND');
  });
});
