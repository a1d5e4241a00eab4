import { expect, it } from 'vitest';
import { createContext } from '../../src/context.js';
import { examine } from '../../src/modules/doctor/doctor.service.js';
import { SECRET, testConfig } from '../support/app.js';
import { manyUsers, tally, upTo, useServers, type Outcome } from '../support/callers.js';
import { checkInvariants } from '../support/invariants.js';
import { onServerOnly } from '../support/server-only.js';

const MAPPERS = 30;
const ROUNDS = 6;

onServerOnly('repairs while people map', () => {
  const callers = useServers({ RATE_LIMIT: '0' });

  it('corrects the counters once and loses no action of that time', async () => {
    const { make, database } = callers;
    const context = createContext({ database, config: testConfig({ STANDIN_OSM: 'true' }), secret: SECRET });
    const mappers = await manyUsers(make, MAPPERS);
    const project = await make.project({ tasks: upTo(MAPPERS * ROUNDS).map(() => 'READY' as const) });
    const ids = mappers.map(({ id }) => id);
    await database.db.$executeRaw`UPDATE projects SET tasks_mapped = 40, tasks_validated = 7, total_tasks = 1
      WHERE id = ${project.id}::int`;
    await database.db.$executeRaw`UPDATE users SET tasks_mapped = 100 + id % 5, tasks_validated = 3
      WHERE id = ANY(${ids}::bigint[])`;
    let working = true;
    const work = async (index: number): Promise<Outcome[]> => {
      const outcomes: Outcome[] = [];
      const mapper = mappers[index];
      if (!mapper) return outcomes;
      for (const round of upTo(ROUNDS)) {
        const task = index * ROUNDS + round;
        outcomes.push(await callers.act(mapper, project, `lock-for-mapping/${task}`));
        outcomes.push(await callers.act(mapper, project, `unlock-after-mapping/${task}`, { status: 'MAPPED' }));
      }
      return outcomes;
    };
    const repair = async (): Promise<void> => {
      while (working) await examine(context, ['locks', 'projects', 'users']);
    };
    const repairs = [repair(), repair()];
    const outcomes = (await Promise.all(mappers.map((_, index) => work(index)))).flat();
    working = false;
    await Promise.all(repairs);
    expect(tally(outcomes)).toEqual({ '200': 2 * MAPPERS * ROUNDS });
    await checkInvariants(database, project);
    const counters = await database.db.$queryRaw`
      SELECT DISTINCT tasks_mapped AS mapped, tasks_validated AS validated, projects_mapped AS projects FROM users
      WHERE id = ANY(${ids}::bigint[])`;
    expect(counters).toEqual([{ mapped: ROUNDS, validated: 0, projects: [project.id] }]);
  });
});
