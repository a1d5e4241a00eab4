import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import { chanceOf, seedOf } from '../../support/random.js';
import { adorn } from './adorn.js';

const world = useApp();

describe('GET projects/queries/myself/owner/', () => {
  const read = (as: { id: number } | undefined, query = '') =>
    world.get(`projects/queries/myself/owner/${query}`, { as });
  const ids = (list: unknown) => (list as { projectId: number }[]).map(({ projectId }) => projectId);

  it('returns their own projects by status to managers of organisations and admins', async () => {
    const { boss } = await world.make.users('boss');
    await world.make.organisation({ managers: [boss] });
    const draft = await world.make.project({ author: boss, status: 'DRAFT' });
    const first = await world.make.project({ author: boss, private: true });
    const second = await world.make.project({ author: boss });
    const archived = await world.make.project({ author: boss, status: 'ARCHIVED' });
    await world.make.project();
    const body = (await read(boss, '?orderBy=id&orderByType=DESC')).body as Record<string, unknown>;
    expect(ids(body.draftProjects)).toEqual([draft.id]);
    expect(ids(body.activeProjects)).toEqual([second.id, first.id]);
    expect(ids(body.archivedProjects)).toEqual([archived.id]);
    const admin = await world.make.user({ role: 'ADMIN' });
    expect((await read(admin)).body).toEqual({ draftProjects: [], activeProjects: [], archivedProjects: [] });
  });

  it('returns 403 to others, and 400 for an invalid order', async () => {
    const { ann, boss } = await world.make.users('ann', 'boss');
    const blocked = await world.make.user({ role: 'BLOCKED' });
    await world.make.organisation({ managers: [boss, blocked] });
    for (const as of [ann, blocked]) expectRefusal(await read(as), 'NoOrganisationManager');
    expectRefusal(await read(undefined), 'InvalidToken');
    expectNotFound(await read({ id: 999_999_999 }), 'USER_NOT_FOUND');
    expect(await read(boss, '?orderBy=nothing')).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
  });
});

describe('GET projects/queries/{username}/touched/', () => {
  it('lists the projects that a user worked on and the caller may see', async () => {
    const { mapper, allowed, stranger } = await world.make.users('mapper', 'allowed', 'stranger');
    const tasks = [
      { state: 'MAPPED' as const, mapper },
      { state: 'VALIDATED' as const, mapper, validator: mapper },
    ];
    const open = await world.make.project({ tasks });
    const hidden = await world.make.project({ private: true, allowed: [allowed], tasks: [tasks[0] ?? 'READY'] });
    const draft = await world.make.project({ status: 'DRAFT', tasks: [tasks[0] ?? 'READY'] });
    await world.make.project();
    const read = (as?: { id: number }) => world.get(`projects/queries/${mapper.username}/touched/`, { as });
    const shown = async (as?: { id: number }) =>
      ((await read(as)).body as { mappedProjects: { projectId: number }[] }).mappedProjects.map(
        ({ projectId }) => projectId,
      );
    expect((await read()).body).toMatchObject({
      mappedProjects: [{ projectId: open.id, name: `Project ${open.id}`, tasksMapped: 2, tasksValidated: 1 }],
    });
    expect(await shown(stranger)).toEqual([open.id]);
    expect(await shown(allowed)).toEqual([hidden.id, open.id]);
    expect(await shown(mapper)).toEqual([draft.id, hidden.id, open.id]);
    expectNotFound(await world.get('projects/queries/nobody%20at%20all/touched/'), 'USER_NOT_FOUND');
    expectNotFound(await read({ id: 999_999_999 }), 'USER_NOT_FOUND');
  });
});

describe('active projects', () => {
  const activeIds = async (interval: string) => {
    const { body } = await world.get(`projects/queries/active/${interval}`);
    return (body as { features: { properties: { project_id: number } }[] }).features.map(
      ({ properties }) => properties.project_id,
    );
  };

  it('are public and published, with history or chat in the last hours', async () => {
    const { mapper } = await world.make.users('mapper');
    const tasks = [{ state: 'MAPPED' as const, mapper }];
    const worked = await world.make.project({ tasks });
    const hidden = await world.make.project({ tasks, private: true });
    const archived = await world.make.project({ tasks, status: 'ARCHIVED' });
    const chatting = await world.make.project({ tasks: [] });
    await world.database.prisma.$executeRaw`
      INSERT INTO project_chat (project_id, user_id, time_stamp, message)
      VALUES (${chatting.id}::int, ${mapper.id}::int, (now() AT TIME ZONE 'UTC') - interval '90 minutes', 'x')`;
    await world.database.prisma.$executeRaw`
      UPDATE task_history SET action_date = (now() AT TIME ZONE 'UTC') - interval '10 minutes'
      WHERE project_id IN (${worked.id}::int, ${hidden.id}::int, ${archived.id}::int)`;
    const day = await activeIds('');
    expect(day).toEqual(expect.arrayContaining([worked.id, chatting.id]));
    for (const { id } of [hidden, archived]) expect(day).not.toContain(id);
    const hour = await activeIds('?interval=1');
    expect(hour).toContain(worked.id);
    expect(hour).not.toContain(chatting.id);
    expect(await activeIds('?interval=2')).toContain(chatting.id);
    for (const interval of ['0', '25', '-1', 'x', '1.5'])
      expect(await world.get(`projects/queries/active/?interval=${interval}`)).toMatchObject({ status: 400 });
  });

  it('are at most ten public projects, ordered by the time of the last ended lock', async () => {
    const { mapper } = await world.make.users('mapper');
    const task = { state: 'MAPPED' as const, mapper };
    const many = await world.make.project({ tasks: Array.from({ length: 30 }, () => task) });
    const more = await world.make.project({ tasks: Array.from({ length: 31 }, () => task) });
    const hidden = await world.make.project({ tasks: Array.from({ length: 32 }, () => task), private: true });
    const old = await world.make.project({ tasks: Array.from({ length: 33 }, () => task) });
    // More locks than any other project of the test database has, spread over tasks: the log of events reads them later.
    await world.database.prisma.$executeRaw`
      INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
      SELECT p.id, 1 + n % 30, 'LOCKED_FOR_MAPPING', '00:10:00.000000', (now() AT TIME ZONE 'UTC') - interval '1 day', ${mapper.id}::bigint
      FROM (VALUES (${many.id}::int, 20000), (${more.id}::int, 20001), (${hidden.id}::int, 20002), (${old.id}::int, 20003))
        AS p(id, locks), LATERAL generate_series(1, p.locks) n`;
    await world.database.prisma.$executeRaw`
      UPDATE task_history SET action_date = action_date - interval '91 days' WHERE project_id = ${old.id}::int`;
    const { results } = (await world.get('projects/queries/popular/')).body as { results: { projectId: number }[] };
    const found = results.map(({ projectId }) => projectId);
    expect(found.slice(0, 2)).toEqual([more.id, many.id]);
    expect(found.length).toBeLessThanOrEqual(10);
    for (const { id } of [hidden, old]) expect(found).not.toContain(id);
  });

  it('are found behind many projects whose locks have not ended', async () => {
    const { mapper } = await world.make.users('mapper');
    const [ended, ...open] = await Promise.all(
      Array.from({ length: 17 }, () => world.make.project({ tasks: ['READY'] })),
    );
    const ids = open.map(({ id }) => id);
    await world.database.prisma.$executeRaw`
      INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
      SELECT p.id, 1, 'LOCKED_FOR_MAPPING', p.text, (now() AT TIME ZONE 'UTC') - interval '1 day', ${mapper.id}::bigint
      FROM (SELECT unnest(${ids}::int[]), NULL, 500 UNION ALL VALUES (${ended?.id}::int, '00:10:00.000000', 400))
        AS p(id, text, locks), LATERAL generate_series(1, p.locks) n`;
    const { results } = (await world.get('projects/queries/popular/')).body as { results: { projectId: number }[] };
    const found = results.map(({ projectId }) => projectId);
    await world.database.prisma.$executeRaw`DELETE FROM task_history WHERE project_id = ANY(${ids}::int[])`;
    expect(found).toContain(ended?.id);
    expect(found.filter((id) => ids.includes(id))).toEqual([]);
  });

  it('are those that a plain count of ended locks finds, for random numbers of ended and open locks', async () => {
    const { mapper } = await world.make.users('mapper');
    const projects = await Promise.all(
      Array.from({ length: 25 }, (_, n) => world.make.project({ tasks: ['READY'], private: n % 8 === 0 })),
    );
    const ids = projects.map(({ id }) => id);
    const chance = chanceOf(seedOf());
    for (let round = 0; round < 8; round++) {
      // Small numbers make ties. More open locks than ended ones change which projects are counted first.
      const numbers = (limit: number): number[] => ids.map(() => chance.below(limit));
      const [ended, open] = [numbers(round % 2 ? 4 : 40), numbers(round % 3 ? 60 : 2)];
      await world.database.prisma.$executeRaw`
        INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
        SELECT p.id, 1, 'LOCKED_FOR_VALIDATION', p.text, (now() AT TIME ZONE 'UTC') - interval '2 days', ${mapper.id}::bigint
        FROM (SELECT unnest(${ids}::int[]) AS id, '00:10:00.000000' AS text, unnest(${ended}::int[]) AS locks
          UNION ALL SELECT unnest(${ids}::int[]), NULL, unnest(${open}::int[])) AS p, LATERAL generate_series(1, p.locks)`;
      const counted = await world.database.prisma.$queryRaw<{ id: number }[]>`
        SELECT p.id FROM projects p JOIN task_history h ON h.project_id = p.id
        WHERE p.status <> 2 AND NOT coalesce(p.private, false) AND h.action IN ('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION')
          AND h.action_text <> '' AND h.action_date >= (now() AT TIME ZONE 'UTC') - interval '90 days'
        GROUP BY p.id ORDER BY count(*) DESC, p.id DESC LIMIT 10`;
      const { results } = (await world.get('projects/queries/popular/')).body as { results: { projectId: number }[] };
      expect(results.map(({ projectId }) => projectId)).toEqual(counted.map(({ id }) => id));
      await world.database.prisma.$executeRaw`DELETE FROM task_history WHERE project_id = ANY(${ids}::int[])`;
    }
  });
});

describe('GET projects/{id}/queries/notasks/', () => {
  it('returns the project with all its texts and without tasks to managers', async () => {
    const { mapper } = await world.make.users('mapper');
    const project = await world.make.project({ status: 'DRAFT', instructions: { en: '', fr: '' } });
    await adorn(world.database, project, { imagery: 'Bing' });
    const path = `projects/${project.id}/queries/notasks/`;
    const answer = await world.get(path, { as: project.author });
    expect(answer.body).toMatchObject({
      projectId: project.id,
      imagery: 'Bing',
      tasks: null,
      projectInfo: null,
      organisationName: null,
      projectInfoLocales: [{ locale: 'en' }, { locale: 'fr' }],
    });
    expectRefusal(await world.get(path, { as: mapper }), 'UserPermissionError');
    expectRefusal(await world.get(path), 'InvalidToken');
    expectNotFound(await world.get('projects/2147483647/queries/notasks/', { as: mapper }), 'PROJECT_NOT_FOUND');
  });
});
