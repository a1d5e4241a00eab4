import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';

const world = useApp();

const read = async (query = ''): Promise<Record<string, unknown>> => {
  const answer = await world.get(`system/statistics/${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Record<string, unknown>;
};

/** What a walk through all tasks counts. */
async function walk(): Promise<object> {
  const [row] = await world.database.prisma.$queryRaw<object[]>`
    SELECT count(*) FILTER (WHERE task_status IN (2, 4))::int AS "tasksMapped", count(DISTINCT locked_by)::int AS "mappersOnline",
      (SELECT count(*)::int FROM users) AS "totalMappers", (SELECT count(*)::int FROM projects) AS "totalProjects" FROM tasks`;
  return row ?? {};
}

/** By how much the numbers of one answer are above another's. Other tests leave projects behind: only the change counts. */
const above = (later: object, earlier: object): Record<string, number> =>
  Object.fromEntries(
    Object.entries(later)
      .filter(([, value]) => typeof value === 'number')
      .map(([key, value]) => [key, Number(value) - Number((earlier as Record<string, unknown>)[key])]),
  );

describe('statistics of the installation', () => {
  it('count the present tasks, users and projects, and locked tasks as neither mapped nor validated', async () => {
    const ann = await world.make.user();
    const before = { told: await read(), walked: await walk() };
    const project = await world.make.project({
      tasks: [
        'MAPPED',
        'VALIDATED',
        'BADIMAGERY',
        { state: 'LOCKED_FOR_VALIDATION', holder: ann },
        { state: 'LOCKED_FOR_MAPPING', before: 'INVALIDATED', holder: ann },
      ],
    });
    const told = await read();
    const grown = above(told, before.told);
    expect(grown).toEqual(above(await walk(), before.walked));
    expect(grown).toMatchObject({ tasksMapped: 2, mappersOnline: 1, totalProjects: 1 });
    await world.post(`projects/${project.id}/tasks/actions/map-all/`, { as: project.author });
    const mapped = above(await read('?abbreviated=true'), before.told);
    expect(mapped).toEqual(above(await walk(), before.walked));
    expect(mapped).toMatchObject({ tasksMapped: 4, mappersOnline: 0 });
  });

  it('contain more when they are not abbreviated', async () => {
    const organisation = await world.make.organisation();
    await world.make.project({ organisation });
    const detailed = await read('?abbreviated=false');
    expect(detailed).toMatchObject(await read());
    expect(detailed.organisations).toContainEqual({ organisation: `Organisation ${organisation}`, projectsCreated: 1 });
    expect(detailed.totalArea).toBeGreaterThan(0);
  });

  it('return 400 for an invalid switch', async () => {
    expect(await world.get('system/statistics/?abbreviated=perhaps')).toMatchObject({
      status: 400,
      body: { SubCode: 'InvalidData' },
    });
  });
});
