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

describe('statistics of the installation', () => {
  it('count tasks, users and projects as they stand, locked tasks as neither mapped nor validated', async () => {
    const ann = await world.make.user();
    const before = await walk();
    const project = await world.make.project({
      tasks: [
        'MAPPED',
        'VALIDATED',
        'BADIMAGERY',
        { state: 'LOCKED_FOR_VALIDATION', holder: ann },
        { state: 'LOCKED_FOR_MAPPING', before: 'INVALIDATED', holder: ann },
      ],
    });
    const first = await read();
    expect(first).toEqual({ ...(await walk()), averageCompletionTime: null });
    expect(first).not.toMatchObject(before);
    await world.post(`projects/${project.id}/tasks/actions/map-all/`, { as: project.author });
    expect(await read('?abbreviated=true')).toEqual({ ...(await walk()), averageCompletionTime: null });
  });

  it('hold more where they are not to be abbreviated', async () => {
    const organisation = await world.make.organisation();
    await world.make.project({ organisation });
    const detailed = await read('?abbreviated=false');
    expect(detailed).toMatchObject(await read());
    expect(detailed.organisations).toContainEqual({ organisation: `Organisation ${organisation}`, projectsCreated: 1 });
    expect(detailed.totalArea).toBeGreaterThan(0);
  });

  it('refuse a switch that is neither on nor off', async () => {
    expect(await world.get('system/statistics/?abbreviated=perhaps')).toMatchObject({
      status: 400,
      body: { SubCode: 'InvalidData' },
    });
  });
});
