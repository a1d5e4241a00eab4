import { createServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createHttpServer } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContext, type Context } from '../../../src/context.js';
import type { Database } from '../../../src/db/database.js';
import { migrate, readMigrations } from '../../../src/db/migrate.js';
import {
  examine,
  examineAtStart,
  REPAIRS,
  type OnCheck,
  type Repair,
} from '../../../src/modules/doctor/doctor.service.js';
import type { Finding } from '../../../src/modules/doctor/finding.js';
import { TaskEvents, type TaskEvent } from '../../../src/modules/tasks/engine/task-events.js';
import { SECRET, request, testConfig, type Client } from '../../support/app.js';
import { buildApp } from '../../../src/app.js';
import { openEmptyDatabase } from '../../support/database.js';
import { factoryFor, type Factory } from '../../support/factory.js';
import { breachesOf } from '../../support/invariants.js';
import type { App } from '../../../src/http/app-types.js';

let database: Database;
let context: Context;
let make: Factory;
let app: App;
let client: Client;
const events: TaskEvent[] = [];

beforeAll(async () => {
  database = await openEmptyDatabase('doctor');
  const told = new TaskEvents();
  told.subscribe((event) => events.push(event));
  context = createContext({ database, config: testConfig({ STANDIN_OSM: 'true' }), secret: SECRET, events: told });
  app = await buildApp(context);
  make = factoryFor(database);
  client = request(app);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const look = async (repairs: Repair[] = []): Promise<Record<string, Finding>> =>
  Object.fromEntries((await examine(context, repairs)).findings.map((finding) => [finding.check, finding]));

const severities = (findings: Record<string, Finding>, ...checks: string[]): string[] =>
  checks.map((check) => `${check}: ${findings[check]?.repaired ? 'repaired' : findings[check]?.severity}`);

const script = (sql: string): Promise<void> => database.runScript(sql);

describe('doctor', () => {
  it('reports that the start creates the tables of an empty database, and changes nothing', async () => {
    const found = await look([...REPAIRS]);
    expect(found.migrations).toMatchObject({ severity: 'note', message: expect.stringContaining('empty') as string });
    expect(Object.keys(found)).not.toContain('tables');
    const tables = await database.db.$queryRaw`SELECT to_regclass('projects')::text AS name`;
    expect(tables).toEqual([{ name: null }]);
  });

  it('accepts a database of version 5 and adds nothing to it', async () => {
    await script(readMigrations()[0]?.sql ?? '');
    const found = await look();
    expect(severities(found, 'database', 'PostGIS', 'migrations', 'version 5', 'tables', 'indexes')).toEqual([
      'database: ok',
      'PostGIS: ok',
      'migrations: note',
      'version 5: ok',
      'tables: ok',
      'indexes: ok',
    ]);
    const ours = await database.db.$queryRaw`SELECT to_regclass('_prisma_migrations')::text AS name`;
    expect(ours).toEqual([{ name: null }]);
  });

  it('lists the missing parts of a database of version 5', async () => {
    await script('ALTER TABLE users RENAME COLUMN picture_url TO picture; ALTER TABLE user_next_level RENAME TO unl');
    const found = await look();
    expect(found.tables).toMatchObject({
      severity: 'fault',
      message: expect.stringContaining('version 5 first') as string,
      details: ['table user_next_level', 'users.picture_url'],
    });
    await script('ALTER TABLE users RENAME COLUMN picture TO picture_url; ALTER TABLE unl RENAME TO user_next_level');
    expect((await look()).tables?.severity).toBe('ok');
  });

  it('repairs the indexes, locks and counters of a database of version 5, and adds nothing of Tessera', async () => {
    const { ann, bob } = await make.users('ann', 'bob');
    const locked = { state: 'LOCKED_FOR_MAPPING', holder: ann } as const;
    const { id } = await make.project({ author: ann, tasks: [locked, locked, 'MAPPED', 'READY'] });
    await script(`UPDATE tasks SET locked_by = NULL WHERE project_id = ${id} AND id = 1;
      DELETE FROM task_history WHERE project_id = ${id} AND task_id = 2;
      UPDATE tasks SET locked_by = ${bob.id} WHERE project_id = ${id} AND id = 4;
      UPDATE projects SET tasks_mapped = 55 WHERE id = ${id}; UPDATE users SET tasks_mapped = 9 WHERE id = ${ann.id};
      DROP INDEX ix_tasks_locked_by`);
    const checks = ['indexes', 'orphaned locks', 'stray holders', 'project counters', 'user counters'];
    const each = (severity: string): string[] => checks.map((check) => `${check}: ${severity}`);
    expect(severities(await look(), ...checks)).toEqual(each('fault'));
    expect(severities(await look([...REPAIRS]), ...checks)).toEqual(each('repaired'));
    const examination = await examine(context, []);
    expect(examination.healthy).toBe(true);
    const ours = await database.db.$queryRaw`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tessera%'
      UNION SELECT relname FROM pg_class WHERE relname LIKE 'tessera%' OR relname = '_prisma_migrations'`;
    expect(ours).toEqual([]);
  });

  it('finds no fault after the migrations', async () => {
    await migrate(database);
    const examination = await examine(context, []);
    expect(examination.findings.filter(({ severity }) => severity === 'fault' || severity === 'warning')).toEqual([]);
    expect(examination.healthy).toBe(true);
    expect(await examineAtStart(context)).toEqual([]);
  });

  it('finds missing or broken indexes and rebuilds them', async () => {
    await script(`DROP INDEX tessera_users_list; DROP INDEX ix_tasks_locked_by;
      UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'tessera_teams_organisation_id'::regclass`);
    const names = ['ix_tasks_locked_by on tasks', 'tessera_users_list on users'];
    const found = await look();
    expect(found.indexes).toMatchObject({ severity: 'fault', repairable: true });
    expect(found.indexes?.details?.sort()).toEqual(
      [...names, 'tessera_teams_organisation_id on teams (invalid)'].sort(),
    );
    expect(await examineAtStart(context)).toEqual([expect.stringContaining('tessera_users_list')]);
    expect(severities(await look(['indexes']), 'indexes')).toEqual(['indexes: repaired']);
    expect(severities(await look(), 'indexes')).toEqual(['indexes: ok']);
  });

  it.each([
    ['a migration that did not end', 'finished_at = NULL', 'finished_at = now()', 'fault'],
    ['a migration of a newer version', "migration_name = '29990101000000_new'", 'migration_name = OLD', 'warning'],
    ['a migration with another text', "checksum = 'x'", 'checksum = OLD', 'warning'],
    ['a migration that is not done yet', 'rolled_back_at = now()', 'rolled_back_at = NULL', 'note'],
  ])('reports %s', async (_, change, back, severity) => {
    const last = readMigrations().at(-1);
    const where = `WHERE migration_name IN ('${last?.name}', '29990101000000_new')`;
    await script(`UPDATE "_prisma_migrations" SET ${change} ${where}`);
    expect((await look()).migrations?.severity).toBe(severity);
    const old = back.startsWith('checksum') ? last?.checksum : last?.name;
    await script(`UPDATE "_prisma_migrations" SET ${back.replace('OLD', `'${old}'`)} ${where}`);
    expect((await look()).migrations?.severity).toBe('ok');
  });
});

describe('doctor and counters', () => {
  beforeEach(() => void (events.length = 0));

  it('finds project counters that do not match the tasks and corrects them', async () => {
    const project = await make.project({
      tasks: ['MAPPED', 'LOCKED_FOR_VALIDATION', 'VALIDATED', 'BADIMAGERY', 'READY'],
    });
    const right = await make.project({ tasks: ['MAPPED'] });
    await script(`UPDATE projects SET total_tasks = 9, tasks_mapped = 0, tasks_validated = 4, tasks_bad_imagery = 7
      WHERE id = ${project.id}`);
    const found = await look();
    expect(found['project counters']).toMatchObject({
      severity: 'fault',
      details: [`project ${project.id}: total -4, mapped +2, validated -3, bad imagery -6`],
    });
    expect(severities(await look(['projects']), 'project counters')).toEqual(['project counters: repaired']);
    expect(await breachesOf(database, project)).toEqual([]);
    expect(await breachesOf(database, right)).toEqual([]);
    expect(severities(await look(), 'project counters')).toEqual(['project counters: ok']);
  });

  it('agrees with the counters of users who mapped, validated, undid and split', async () => {
    const { mapper, validator, boss } = await make.users('mapper', 'validator', 'boss');
    const chief = await make.user({ role: 'ADMIN' });
    const project = await make.project({ author: boss, tasks: ['READY', 'READY', 'READY', 'READY', 'READY'] });
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
    await script(`UPDATE users SET tasks_mapped = tasks_mapped WHERE id = ${validator.id}`);
    const found = await look();
    const others = [mapper, chief, validator].map(({ id }) => new RegExp(`^user ${id}:`));
    expect((found['user counters']?.details ?? []).filter((line) => others.some((other) => other.test(line)))).toEqual(
      [],
    );

    await script(`UPDATE users SET tasks_mapped = 77, tasks_validated = 5, projects_mapped = NULL WHERE id = ${mapper.id};
      UPDATE users SET tasks_invalidated = 0 WHERE id = ${chief.id}`);
    const before = (await look())['user counters'];
    expect(before).toMatchObject({ severity: 'fault', repairable: true });
    expect(before?.details).toEqual(
      expect.arrayContaining([
        `user ${mapper.id}: mapped -75, validated -5, projects +1`,
        `user ${chief.id}: invalidated +1`,
      ]),
    );
    expect(severities(await look(['users']), 'user counters')).toEqual(['user counters: repaired']);
    expect((await look())['user counters']?.severity).toBe('ok');
    const rows = await database.db
      .$queryRaw`SELECT tasks_mapped AS mapped, tasks_validated AS validated, projects_mapped AS projects
      FROM users WHERE id = ${mapper.id}::bigint`;
    expect(rows).toEqual([{ mapped: 2, validated: 0, projects: [project.id] }]);
  });

  it('adds the differences once when two repairs run at the same time', async () => {
    const { ann } = await make.users('ann');
    const project = await make.project({ author: ann, tasks: ['READY', 'MAPPED'] });
    const act = (action: string, body?: unknown) =>
      client.post(`projects/${project.id}/tasks/actions/${action}`, { as: ann, ...(body !== undefined && { body }) });
    await act('lock-for-mapping/1/');
    await act('unlock-after-mapping/1/', { status: 'MAPPED' });
    await script(`UPDATE users SET tasks_mapped = 0 WHERE id = ${ann.id};
      UPDATE projects SET tasks_mapped = 0 WHERE id = ${project.id}`);
    await Promise.all([1, 2, 3].map(() => examine(context, ['projects', 'users'])));
    const rows = await database.db.$queryRaw`SELECT u.tasks_mapped AS mapped,
      p.tasks_mapped AS "ofProject" FROM users u, projects p WHERE u.id = ${ann.id}::bigint AND p.id = ${project.id}::int`;
    expect(rows).toEqual([{ mapped: 2, ofProject: 2 }]);
  });

  it('tells which check runs and how many tasks are counted', async () => {
    const told: Parameters<OnCheck>[0][] = [];
    await examine(context, [], (progress) => told.push(progress));
    const counted = told.filter(({ check, total }) => check === 'user counters' && total !== undefined);
    expect(counted.at(-1)?.done).toBe(counted.at(-1)?.total);
    expect(counted.at(-1)?.total).toBeGreaterThan(0);
    expect(new Set(told.map(({ check }) => check)).size).toBeGreaterThan(5);
  });

  it('leaves counters unchanged that the history cannot explain', async () => {
    const { early, gone } = await make.users('early', 'gone');
    await make.project({
      author: early,
      tasks: [
        { state: 'MAPPED', mapper: early, history: [{ action: 'STATE_CHANGE', text: 'MAPPED', by: early, ago: 900 }] },
      ],
    });
    await script(`UPDATE users SET tasks_mapped = 12 WHERE id = ${early.id};
      UPDATE users SET tasks_mapped = 3, projects_mapped = '{2147483647}' WHERE id = ${gone.id}`);
    const { findings } = await examine(context, ['users']);
    const note = findings.find(({ check, severity }) => check === 'user counters' && severity === 'note');
    expect(note?.details).toEqual(
      expect.arrayContaining([`user ${early.id}: mapped -12`, `user ${gone.id}: mapped -3`]),
    );
    const rows = await database.db.$queryRaw`SELECT tasks_mapped AS mapped FROM users
      WHERE id IN (${early.id}::bigint, ${gone.id}::bigint) ORDER BY mapped`;
    expect(rows).toEqual([{ mapped: 3 }, { mapped: 12 }]);
  });
});

describe('doctor and locks', () => {
  it('finds locks without a holder or row, stray holders and open rows, and repairs them', async () => {
    const { ann, bob } = await make.users('ann', 'bob');
    const locked = { state: 'LOCKED_FOR_MAPPING', holder: ann } as const;
    const project = await make.project({
      author: ann,
      tasks: [locked, locked, locked, 'MAPPED', 'READY', locked, { ...locked, state: 'LOCKED_FOR_VALIDATION' }],
    });
    const at = (task: number): string =>
      `WHERE project_id = ${project.id} AND ${task > 0 ? 'task_id' : 'id'} = ${Math.abs(task)}`;
    await script(`UPDATE tasks SET locked_by = NULL ${at(-1)}; DELETE FROM task_history ${at(2)};
      UPDATE tasks SET locked_by = ${bob.id} ${at(-3)}; UPDATE tasks SET locked_by = ${bob.id} ${at(-4)};
      INSERT INTO task_history (project_id, task_id, action, action_date, user_id) VALUES
        (${project.id}, 5, 'LOCKED_FOR_MAPPING', (now() AT TIME ZONE 'UTC') - interval '3 hours', ${ann.id}),
        (${project.id}, 6, 'LOCKED_FOR_MAPPING', (now() AT TIME ZONE 'UTC') - interval '1 hour', ${ann.id});
      INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id) VALUES
        (${project.id}, 5, 'COMMENT', 'stopped', (now() AT TIME ZONE 'UTC') - interval '2 hours', ${ann.id})`);
    const task = (id: number): string => `project ${project.id}, task ${id}`;
    const found = await look();
    expect(found['orphaned locks']?.details).toEqual([task(1), task(2), task(3)]);
    expect(found['stray holders']?.details).toEqual([task(4)]);
    expect(found['open lock rows']?.details).toEqual([task(1), task(3), task(5), task(6)]);
    expect(severities(await look(['locks']), 'orphaned locks', 'stray holders', 'open lock rows')).toEqual([
      'orphaned locks: repaired',
      'stray holders: repaired',
      'open lock rows: repaired',
    ]);
    expect(await breachesOf(database, project)).toEqual([]);
    const tasks = await database.db.$queryRaw`SELECT id, task_status AS status, locked_by::float8 AS holder FROM tasks
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
    const rows = await database.db.$queryRaw`SELECT action_text AS text FROM task_history
      WHERE project_id = ${project.id}::int AND task_id = 5 AND action = 'LOCKED_FOR_MAPPING'`;
    expect(rows).toEqual([{ text: '01:00:00.000000' }]);
    expect(
      events.filter(({ projectId }) => projectId === project.id).map(({ action, tasks }) => [action, tasks.length]),
    ).toEqual([['autoUnlock', 3]]);
    expect((await look())['open lock rows']?.severity).toBe('ok');
  });
});

describe('doctor and other services', () => {
  const servers: Server[] = [];
  const closedPort = 9;
  afterAll(() => servers.forEach((server) => server.close()));

  async function listening(server: Server): Promise<number> {
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const lookWith = async (env: Record<string, string>): Promise<Record<string, Finding>> => {
    const { findings } = await examine(createContext({ database, config: testConfig(env), secret: SECRET }), []);
    return Object.fromEntries(findings.map((finding) => [finding.check, finding]));
  };

  it('reports whether OSM and the mail server answer', async () => {
    const osm = await listening(createHttpServer((_, response) => response.end('<osm/>')));
    const mail = await listening(
      createServer((socket) => {
        socket.write('220 mail ESMTP\r\n');
        socket.on('data', (data) => socket.write(/^QUIT/.test(data.toString()) ? '221 bye\r\n' : '250 mail\r\n'));
      }),
    );
    const found = await lookWith({
      OSM_SERVER_URL: `http://127.0.0.1:${osm}`,
      TM_CLIENT_ID: 'x',
      TM_CLIENT_SECRET: 'x',
      TM_SMTP_HOST: '127.0.0.1',
      TM_SMTP_PORT: String(mail),
    });
    expect(severities(found, 'OpenStreetMap', 'mail')).toEqual(['OpenStreetMap: ok', 'mail: ok']);
  });

  it('names services that do not answer', async () => {
    const broken = await listening(
      createHttpServer((_, response) => {
        response.statusCode = 503;
        response.end();
      }),
    );
    const away = await lookWith({
      OSM_SERVER_URL: `http://127.0.0.1:${closedPort}`,
      TM_SMTP_HOST: '127.0.0.1',
      TM_SMTP_PORT: String(closedPort),
    });
    expect(severities(away, 'OpenStreetMap', 'mail')).toEqual(['OpenStreetMap: fault', 'mail: fault']);
    expect(away.mail?.message).toContain(`127.0.0.1:${closedPort}`);
    expect((await lookWith({ OSM_SERVER_URL: `http://127.0.0.1:${broken}` })).OpenStreetMap?.message).toContain('503');
  });

  it('reports mails that are not sent', async () => {
    await script(`INSERT INTO tessera_mail.outbox (recipient, subject, html, text, queued_at)
      VALUES ('a@example.org', 's', 'h', 't', now() - interval '1 hour')`);
    const found = await look();
    expect(found['mail queue']).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('60 minutes') as string,
    });
    expect(JSON.stringify(found)).not.toContain('a@example.org');
    await script('DELETE FROM tessera_mail.outbox');
    expect((await look())['mail queue']?.severity).toBe('ok');
  });
});
