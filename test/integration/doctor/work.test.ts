import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { migrate } from '../../../src/db/migrate.js';
import type { App } from '../../../src/http/app-types.js';
import { examine, type OnCheck } from '../../../src/modules/doctor/doctor.service.js';
import { request, type Client } from '../../support/app.js';
import { breachesOf } from '../../support/invariants.js';
import { severities, useDoctor } from './doctor-world.js';

const world = useDoctor(migrate);
let app: App;
let client: Client;
beforeAll(async () => {
  app = await buildApp(world.context);
  client = request(app);
});
afterAll(() => app.close());

describe('doctor and counters', () => {
  it('finds project counters that do not match the tasks and corrects them', async () => {
    const project = await world.make.project({
      tasks: ['MAPPED', 'LOCKED_FOR_VALIDATION', 'VALIDATED', 'BADIMAGERY', 'READY'],
    });
    const right = await world.make.project({ tasks: ['MAPPED'] });
    await world.script(`UPDATE projects SET total_tasks = 9, tasks_mapped = 0, tasks_validated = 4, tasks_bad_imagery = 7
      WHERE id = ${project.id}`);
    const found = await world.look();
    expect(found['project counters']).toMatchObject({
      severity: 'fault',
      details: [`project ${project.id}: total -4, mapped +2, validated -3, bad imagery -6`],
    });
    expect(severities(await world.look(['projects']), 'project counters')).toEqual(['project counters: repaired']);
    expect(await breachesOf(world.database, project)).toEqual([]);
    expect(await breachesOf(world.database, right)).toEqual([]);
    expect(severities(await world.look(), 'project counters')).toEqual(['project counters: ok']);
  });

  it('agrees with the counters of users who mapped, validated, undid and split', async () => {
    const { mapper, validator, boss } = await world.make.users('mapper', 'validator', 'boss');
    const chief = await world.make.user({ role: 'ADMIN' });
    const project = await world.make.project({ author: boss, tasks: ['READY', 'READY', 'READY', 'READY', 'READY'] });
    const act = async (as: { id: number }, path: string, body?: unknown): Promise<void> => {
      const answer = await client.post(`projects/${project.id}/tasks/actions/${path}`, {
        as,
        ...(body !== undefined && { body }),
      });
      expect(`${path} ${answer.status} ${answer.status === 200 ? '' : answer.text}`).toBe(`${path} 200 `);
    };
    const maps = async (task: number, status: string): Promise<void> => {
      await act(mapper, `lock-for-mapping/${task}/`);
      await act(mapper, `unlock-after-mapping/${task}/`, { status });
    };
    const validates = async (task: number, status: string): Promise<void> => {
      await act(chief, 'lock-for-validation/', { taskIds: [task] });
      await act(chief, 'unlock-after-validation/', { validatedTasks: [{ taskId: task, status }] });
    };
    for (const task of [1, 2, 3]) await maps(task, 'MAPPED');
    await maps(4, 'BADIMAGERY');
    await validates(1, 'VALIDATED');
    await validates(2, 'INVALIDATED');
    await act(chief, 'undo-last-action/1/');
    await act(mapper, 'undo-last-action/3/');
    await act(mapper, 'split/3/');
    await act(chief, 'map-all/');
    await act(chief, 'validate-all/');
    await world.script(`UPDATE users SET tasks_mapped = tasks_mapped WHERE id = ${validator.id}`);
    const found = await world.look();
    const others = [mapper, chief, validator].map(({ id }) => new RegExp(`^user ${id}:`));
    expect((found['user counters']?.details ?? []).filter((line) => others.some((other) => other.test(line)))).toEqual(
      [],
    );

    await world.script(`UPDATE users SET tasks_mapped = 77, tasks_validated = 5, projects_mapped = NULL WHERE id = ${mapper.id};
      UPDATE users SET tasks_invalidated = 0 WHERE id = ${chief.id}`);
    const before = (await world.look())['user counters'];
    expect(before).toMatchObject({ severity: 'fault', repairable: true });
    expect(before?.details).toEqual(
      expect.arrayContaining([
        `user ${mapper.id}: mapped -75, validated -5, projects +1`,
        `user ${chief.id}: invalidated +1`,
      ]),
    );
    expect(severities(await world.look(['users']), 'user counters')).toEqual(['user counters: repaired']);
    expect((await world.look())['user counters']?.severity).toBe('ok');
    const rows = await world.database.db
      .$queryRaw`SELECT tasks_mapped AS mapped, tasks_validated AS validated, projects_mapped AS projects
      FROM users WHERE id = ${mapper.id}::bigint`;
    expect(rows).toEqual([{ mapped: 2, validated: 0, projects: [project.id] }]);
  });

  it('adds the differences once when two repairs run at the same time', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project({ author: ann, tasks: ['READY', 'MAPPED'] });
    const act = (action: string, body?: unknown) =>
      client.post(`projects/${project.id}/tasks/actions/${action}`, { as: ann, ...(body !== undefined && { body }) });
    await act('lock-for-mapping/1/');
    await act('unlock-after-mapping/1/', { status: 'MAPPED' });
    await world.script(`UPDATE users SET tasks_mapped = 0 WHERE id = ${ann.id};
      UPDATE projects SET tasks_mapped = 0 WHERE id = ${project.id}`);
    await Promise.all([1, 2, 3].map(() => examine(world.context, ['projects', 'users'])));
    const rows = await world.database.db.$queryRaw`SELECT u.tasks_mapped AS mapped,
      p.tasks_mapped AS "ofProject" FROM users u, projects p WHERE u.id = ${ann.id}::bigint AND p.id = ${project.id}::int`;
    expect(rows).toEqual([{ mapped: 2, ofProject: 2 }]);
  });

  it('reports which check runs and how many tasks are counted', async () => {
    await world.make.project();
    const told: Parameters<OnCheck>[0][] = [];
    await examine(world.context, [], (progress) => told.push(progress));
    const counted = told.filter(({ check, total }) => check === 'user counters' && total !== undefined);
    expect(counted.at(-1)?.done).toBe(counted.at(-1)?.total);
    expect(counted.at(-1)?.total).toBeGreaterThan(0);
    expect(new Set(told.map(({ check }) => check)).size).toBeGreaterThan(5);
  });

  it('leaves counters unchanged that the history cannot explain', async () => {
    const { early, gone } = await world.make.users('early', 'gone');
    await world.make.project({
      author: early,
      tasks: [
        { state: 'MAPPED', mapper: early, history: [{ action: 'STATE_CHANGE', text: 'MAPPED', by: early, ago: 900 }] },
      ],
    });
    await world.script(`UPDATE users SET tasks_mapped = 12 WHERE id = ${early.id};
      UPDATE users SET tasks_mapped = 3, projects_mapped = '{2147483647}' WHERE id = ${gone.id}`);
    const { findings } = await examine(world.context, ['users']);
    const note = findings.find(({ check, severity }) => check === 'user counters' && severity === 'note');
    expect(note?.details).toEqual(
      expect.arrayContaining([`user ${early.id}: mapped -12`, `user ${gone.id}: mapped -3`]),
    );
    const rows = await world.database.db.$queryRaw`SELECT tasks_mapped AS mapped FROM users
      WHERE id IN (${early.id}::bigint, ${gone.id}::bigint) ORDER BY mapped`;
    expect(rows).toEqual([{ mapped: 3 }, { mapped: 12 }]);
  });
});

describe('doctor and locks', () => {
  it('finds locks without a holder or row, stray holders and open rows, and repairs them', async () => {
    const { ann, bob } = await world.make.users('ann', 'bob');
    const locked = { state: 'LOCKED_FOR_MAPPING', holder: ann } as const;
    const project = await world.make.project({
      author: ann,
      tasks: [locked, locked, locked, 'MAPPED', 'READY', locked, { ...locked, state: 'LOCKED_FOR_VALIDATION' }],
    });
    const at = (task: number): string =>
      `WHERE project_id = ${project.id} AND ${task > 0 ? 'task_id' : 'id'} = ${Math.abs(task)}`;
    await world.script(`UPDATE tasks SET locked_by = NULL ${at(-1)}; DELETE FROM task_history ${at(2)};
      UPDATE tasks SET locked_by = ${bob.id} ${at(-3)}; UPDATE tasks SET locked_by = ${bob.id} ${at(-4)};
      INSERT INTO task_history (project_id, task_id, action, action_date, user_id) VALUES
        (${project.id}, 5, 'LOCKED_FOR_MAPPING', (now() AT TIME ZONE 'UTC') - interval '3 hours', ${ann.id}),
        (${project.id}, 6, 'LOCKED_FOR_MAPPING', (now() AT TIME ZONE 'UTC') - interval '1 hour', ${ann.id});
      INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id) VALUES
        (${project.id}, 5, 'COMMENT', 'stopped', (now() AT TIME ZONE 'UTC') - interval '2 hours', ${ann.id})`);
    const task = (id: number): string => `project ${project.id}, task ${id}`;
    const found = await world.look();
    expect(found['orphaned locks']?.details).toEqual([task(1), task(2), task(3)]);
    expect(found['stray holders']?.details).toEqual([task(4)]);
    expect(found['open lock rows']?.details).toEqual([task(1), task(3), task(5), task(6)]);
    expect(severities(await world.look(['locks']), 'orphaned locks', 'stray holders', 'open lock rows')).toEqual([
      'orphaned locks: repaired',
      'stray holders: repaired',
      'open lock rows: repaired',
    ]);
    expect(await breachesOf(world.database, project)).toEqual([]);
    const tasks = await world.database.db
      .$queryRaw`SELECT id, task_status AS status, locked_by::float8 AS holder FROM tasks
      WHERE project_id = ${project.id}::int ORDER BY id`;
    expect(tasks).toEqual([
      { id: 1, status: 0, holder: null },
      { id: 2, status: 0, holder: null },
      { id: 3, status: 0, holder: null },
      { id: 4, status: 2, holder: null },
      { id: 5, status: 0, holder: null },
      { id: 6, status: 1, holder: ann.id },
      { id: 7, status: 3, holder: ann.id },
    ]);
    const rows = await world.database.db.$queryRaw`SELECT action_text AS text FROM task_history
      WHERE project_id = ${project.id}::int AND task_id = 5 AND action = 'LOCKED_FOR_MAPPING'`;
    expect(rows).toEqual([{ text: '01:00:00.000000' }]);
    expect(
      world.events
        .filter(({ projectId }) => projectId === project.id)
        .map(({ action, tasks }) => [action, tasks.length]),
    ).toEqual([['autoUnlock', 3]]);
    expect((await world.look())['open lock rows']?.severity).toBe('ok');
  });
});
