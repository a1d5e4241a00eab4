import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { createContext, type Context } from '../../../src/context.js';
import { openDatabase } from '../../../src/db/database.js';
import { migrate, readMigrations } from '../../../src/db/migrate.js';
import { readServerFacts } from '../../../src/modules/doctor/doctor.repository.js';
import { examine, examineAtStart } from '../../../src/modules/doctor/doctor.service.js';
import type { Finding } from '../../../src/modules/doctor/finding.js';
import { SECRET, testConfig } from '../../support/app.js';
import { onServerOnly } from '../../support/server-only.js';
import { severities, useDoctor } from './doctor-world.js';

const world = useDoctor(migrate);

describe('doctor and the database server', () => {
  /** The context with a database that answers one statement differently. @param change gets the row of the true answer */
  function withAnswer<R extends object>(statement: string, change: (row: R) => R): Context {
    const { db } = world.database;
    const query = async (sql: TemplateStringsArray, ...values: unknown[]): Promise<unknown> => {
      const rows = await db.$queryRaw<R[]>(sql, ...values);
      return sql[0]?.startsWith(`/* ${statement} */`) ? rows.map(change) : rows;
    };
    const changed = new Proxy(db, {
      get: (target, name) => (name === '$queryRaw' ? query : (Reflect.get(target, name) as unknown)),
    });
    const database = new Proxy(world.database, {
      get: (target, name) => (name === 'db' ? changed : (Reflect.get(target, name) as unknown)),
    });
    return { ...world.context, database };
  }

  it.each([
    ['40 seconds ahead', 40_000, 'fault'],
    ['40 seconds behind', -40_000, 'fault'],
    ['5 seconds ahead', 5000, 'warning'],
    ['as this server', 0, 'ok'],
  ])('compares the clocks: %s', async (text, difference, severity) => {
    const context = withAnswer<{ now: number }>('readClock', ({ now }) => ({ now: now + difference }));
    const { clock } = await world.look([], context);
    expect(clock?.severity).toBe(severity);
    if (severity === 'ok') return;
    expect(clock?.message).toContain(text.includes('ahead') ? 'ahead of' : 'behind');
    expect(await examineAtStart(context)).toEqual([expect.stringContaining('the clock of the database differs')]);
  });

  it.each([
    ['an old PostgreSQL', { version: 130_012 }, 'database', 'fault', 'too old'],
    ['an old PostGIS', { postgis: '2.5.5' }, 'PostGIS', 'fault', '2.5.5'],
    ['PostGIS that is not installed', { postgis: null, postgisAvailable: false }, 'PostGIS', 'fault', 'Install it'],
    ['PostGIS that is not added', { postgis: null, postgisAvailable: true }, 'PostGIS', 'warning', 'CREATE EXTENSION'],
    ['no right to create', { mayCreate: false }, 'rights', 'warning', 'GRANT CREATE'],
    ['tables of others', { foreignTables: ['tasks', 'users'] }, 'rights', 'warning', 'does not own'],
  ])('reports %s', async (_what, facts, check, severity, message) => {
    expect(severities(await world.look(), 'database', 'PostGIS', 'rights')).toEqual([
      'database: ok',
      'PostGIS: ok',
      'rights: ok',
    ]);
    const found = await world.look(
      [],
      withAnswer('readServerFacts', (row) => ({ ...row, ...facts })),
    );
    expect(found[check]).toMatchObject({ severity, message: expect.stringContaining(message) as string });
  });

  it('reads the rights of a database user who owns no table', async () => {
    const { db } = world.database;
    await world.script('CREATE ROLE doctor_guest');
    try {
      const facts = await world.database.transaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL ROLE doctor_guest`;
        return readServerFacts(tx);
      });
      expect(facts).toMatchObject({ user: 'doctor_guest', mayCreate: false });
      expect(facts.foreignTables).toEqual(expect.arrayContaining(['projects', 'task_history', 'tasks', 'users']));
      expect((await readServerFacts(db)).foreignTables).toEqual([]);
    } finally {
      await world.script('DROP ROLE doctor_guest');
    }
  });

  it('reports another revision of version 5 as a note', async () => {
    await world.script("UPDATE alembic_version SET version_num = version_num || 'x'");
    expect((await world.look())['version 5']).toMatchObject({ severity: 'note' });
    await world.script("UPDATE alembic_version SET version_num = rtrim(version_num, 'x')");
    expect((await world.look())['version 5']?.severity).toBe('ok');
  });
});

describe('doctor on a database of Tessera', () => {
  it('finds no fault after the migrations', async () => {
    const examination = await examine(world.context, []);
    expect(examination.findings.filter(({ severity }) => severity === 'fault' || severity === 'warning')).toEqual([]);
    expect(examination.healthy).toBe(true);
    expect(await examineAtStart(world.context)).toEqual([]);
  });

  it('finds missing or broken indexes and rebuilds them', async () => {
    await world.script(`DROP INDEX tessera_users_list; DROP INDEX ix_tasks_locked_by;
      UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'tessera_teams_organisation_id'::regclass`);
    const names = ['ix_tasks_locked_by on tasks', 'tessera_users_list on users'];
    const found = await world.look();
    expect(found.indexes).toMatchObject({ severity: 'fault', repairable: true });
    expect(found.indexes?.details?.sort()).toEqual(
      [...names, 'tessera_teams_organisation_id on teams (invalid)'].sort(),
    );
    expect(await examineAtStart(world.context)).toEqual([expect.stringContaining('tessera_users_list')]);
    expect(severities(await world.look(['indexes']), 'indexes')).toEqual(['indexes: repaired']);
    expect(severities(await world.look(), 'indexes')).toEqual(['indexes: ok']);
  });

  it.each([
    ['a migration that did not end', 'finished_at = NULL', 'finished_at = now()', 'fault'],
    ['a migration of a newer version', "migration_name = '29990101000000_new'", 'migration_name = OLD', 'warning'],
    ['a migration with another text', "checksum = 'x'", 'checksum = OLD', 'warning'],
    ['a migration that is not done yet', 'rolled_back_at = now()', 'rolled_back_at = NULL', 'note'],
  ])('reports %s', async (_, change, back, severity) => {
    const last = readMigrations().at(-1);
    const where = `WHERE migration_name IN ('${last?.name}', '29990101000000_new')`;
    await world.script(`UPDATE "_prisma_migrations" SET ${change} ${where}`);
    expect((await world.look()).migrations?.severity).toBe(severity);
    const old = back.startsWith('checksum') ? last?.checksum : last?.name;
    await world.script(`UPDATE "_prisma_migrations" SET ${back.replace('OLD', `'${old}'`)} ${where}`);
    expect((await world.look()).migrations?.severity).toBe('ok');
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

  const lookWith = (env: Record<string, string>): Promise<Record<string, Finding>> =>
    world.look([], createContext({ database: world.database, config: testConfig(env), secret: SECRET }));

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
    await world.script(`INSERT INTO tessera_mail.outbox (recipient, subject, html, text, queued_at)
      VALUES ('a@example.org', 's', 'h', 't', now() - interval '1 hour')`);
    const found = await world.look();
    expect(found['mail queue']).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('60 minutes') as string,
    });
    expect(JSON.stringify(found)).not.toContain('a@example.org');
    await world.script('DELETE FROM tessera_mail.outbox');
    expect((await world.look())['mail queue']?.severity).toBe('ok');
  });
});

onServerOnly('doctor without a database', () => {
  it('reports a database that cannot be reached, and still checks the other services', async () => {
    const url = 'postgres://tessera@127.0.0.1:9/nowhere';
    const database = await openDatabase({ kind: 'server', url, poolSize: 2, prepare: true });
    const found = await world.look([], { ...world.context, database });
    expect(found.database).toMatchObject({ severity: 'fault', message: expect.stringContaining('reached') as string });
    expect(Object.keys(found).sort()).toEqual(['OpenStreetMap', 'database', 'mail']);
    await database.close();
  });
});
