import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { writeHistory } from '../statistics/history.js';

const world = useApp();

describe('contributions to a project', () => {
  it('list the work of each contributor that was not undone, most work first', async () => {
    const ann = await world.make.user({ name: 'ann', picture: 'https://example.org/ann.png' });
    const val = await world.make.user({ name: 'val', level: 'ADVANCED', idOffset: 3_000_000_000 });
    const { idle, talker } = await world.make.users('idle', 'talker');
    const project = await world.make.project({
      tasks: [
        { state: 'MAPPED', mapper: ann },
        { state: 'VALIDATED', mapper: ann, validator: val },
        { state: 'BADIMAGERY', mapper: ann },
        { state: 'LOCKED_FOR_VALIDATION', mapper: ann, holder: val },
        { state: 'LOCKED_FOR_VALIDATION', before: 'BADIMAGERY', mapper: ann, holder: val },
        { state: 'LOCKED_FOR_MAPPING', holder: idle },
        { state: 'READY', history: [{ action: 'COMMENT', text: 'hello', by: talker, ago: 60 }] },
      ],
    });
    const answer = await world.get(`projects/${project.id}/contributions/`);
    expect(answer.status).toBe(200);
    const nothing = {
      mapped: 0,
      validated: 0,
      badImagery: 0,
      mappedTasks: [],
      validatedTasks: [],
      badImageryTasks: [],
    };
    const who = { name: null, dateRegistered: '2024-03-09' };
    expect(answer.body).toEqual({
      userContributions: [
        {
          ...nothing,
          ...who,
          username: ann.username,
          mappingLevel: 'BEGINNER',
          pictureUrl: 'https://example.org/ann.png',
          mapped: 3,
          badImagery: 2,
          total: 5,
          mappedTasks: [1, 2, 4],
          badImageryTasks: [3, 5],
        },
        {
          ...nothing,
          ...who,
          username: val.username,
          mappingLevel: 'ADVANCED',
          pictureUrl: null,
          validated: 1,
          total: 1,
          validatedTasks: [2],
        },
        { ...nothing, ...who, username: idle.username, mappingLevel: 'BEGINNER', pictureUrl: null, total: 0 },
      ],
    });
  });

  it('are empty when nobody has worked', async () => {
    const project = await world.make.project();
    expect((await world.get(`projects/${project.id}/contributions/`)).body).toEqual({ userContributions: [] });
    expect((await world.get(`projects/${project.id}/contributions/queries/day/`)).body).toEqual({ stats: [] });
  });
});

describe('contributions to a project by day', () => {
  const day = (
    date: string,
    mapped: number,
    validated: number,
    allMapped: number,
    allValidated: number,
    total = 4,
  ) => ({
    date,
    mapped,
    validated,
    cumulative_mapped: allMapped,
    cumulative_validated: allValidated,
    total_tasks: total,
  });
  const read = async (project: { id: number }): Promise<unknown> => {
    const answer = await world.get(`projects/${project.id}/contributions/queries/day/`);
    expect(answer.status, answer.text).toBe(200);
    return (answer.body as { stats: unknown }).stats;
  };

  it('count every change of state of a task', async () => {
    const project = await world.make.project();
    const by = project.author;
    await writeHistory(world.database, project, [
      { task: 1, by, at: '2001-01-01 08:00:00', text: 'MAPPED' },
      { task: 2, by, at: '2001-01-01 09:00:00', text: 'MAPPED' },
      { task: 3, by, at: '2001-01-01 10:00:00', text: 'MAPPED' },
      { task: 1, by, at: '2001-01-02 08:00:00', text: 'VALIDATED' },
      { task: 4, by, at: '2001-01-02 09:00:00', text: 'BADIMAGERY' },
      { task: 2, by, at: '2001-01-03 08:00:00', text: 'INVALIDATED' },
      { task: 2, by, at: '2001-01-03 09:00:00', text: 'MAPPED' },
      { task: 3, by, at: '2001-01-04 08:00:00', text: 'INVALIDATED' },
      { task: 1, by, at: '2001-01-05 08:00:00', text: 'READY' },
      { task: 3, by, at: '2001-01-06 08:00:00', text: 'VALIDATED' },
    ]);
    expect(await read(project)).toEqual([
      day('2001-01-01', 3, 0, 3, 0),
      day('2001-01-02', 0, 1, 3, 1),
      day('2001-01-03', 0, 0, 3, 1),
      day('2001-01-04', 0, 0, 2, 1),
      day('2001-01-06', 1, 1, 2, 1),
    ]);
  });

  it('count the history of split children once', async () => {
    const project = await world.make.project();
    const by = project.author;
    const copied = [1, 2, 3, 4].flatMap((task) => [
      { task, by, at: '2001-01-01 08:00:00', text: 'MAPPED' },
      { task, by, at: '2001-01-02 08:00:00', text: 'INVALIDATED' },
      { task, by, at: '2001-01-03 08:00:00', text: 'SPLIT' },
      { task, by, at: '2001-01-03 08:00:00.000001', text: 'READY' },
    ]);
    const own = [1, 2].map((task) => ({ task, by, at: `2001-01-04 08:00:0${task}`, text: 'MAPPED' }));
    await writeHistory(world.database, project, [...copied, ...own]);
    expect(await read(project)).toEqual([
      day('2001-01-01', 1, 0, 1, 0),
      day('2001-01-02', 0, 0, 0, 0),
      day('2001-01-04', 2, 0, 2, 0),
    ]);
  });
});
