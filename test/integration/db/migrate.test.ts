import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.js';
import { migrate, readMigrations, SchemaError } from '../../../src/db/migrate.js';
import { createEmptyDatabase, openEmptyDatabase, openServerDatabase, serverUrl } from '../../support/database.js';
import { onServerOnly } from '../../support/server-only.js';
import { startServerProcesses } from '../../support/server-process.js';

const migrations = readMigrations();
const names = migrations.map(({ name }) => name);
const [baseline = ''] = names;

/** Everything of the schema that a migration could change, and the rows it begins with, as one text. */
async function schemaOf(database: Database): Promise<string> {
  const rows = await database.prisma.$queryRaw<{ fact: string }[]>`
    SELECT table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' ' || coalesce(column_default, '-') AS fact
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'sequence ' || sequencename || ' ' || data_type FROM pg_sequences WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'level ' || name FROM mapping_levels
    UNION ALL SELECT 'revision ' || version_num FROM alembic_version
    ORDER BY 1`;
  return rows.map(({ fact }) => fact).join('\n');
}

const ourIndexes = async (database: Database): Promise<string[]> => {
  const rows = await database.prisma.$queryRaw<{ name: string; valid: boolean }[]>`
    SELECT c.relname AS name, i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relname LIKE 'tessera\\_%' ORDER BY 1`;
  expect(rows.filter(({ valid }) => !valid)).toEqual([]);
  return rows.map(({ name }) => name);
};

const recorded = (database: Database): Promise<unknown> => database.prisma.$queryRaw`
  SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NULL AS kept, applied_steps_count AS steps
  FROM "_prisma_migrations" ORDER BY started_at, migration_name`;

const everyRecord = migrations.map(({ name, checksum }) => ({
  migration_name: name,
  checksum,
  finished: true,
  kept: true,
  steps: 1,
}));

/** Makes of a database of ours what v5 leaves: no record of migrations, none of our indexes, alembic's revision. */
async function makeForeign(database: Database): Promise<void> {
  const drops = (await ourIndexes(database)).map((name) => `DROP INDEX "${name}";`);
  await database.runScript(
    `${drops.join('\n')} DROP TABLE "_prisma_migrations"; DROP TABLE IF EXISTS alembic_version;
     CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); INSERT INTO alembic_version VALUES ('a1b2c3d4e5f6')`,
  );
}

describe('migrations', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmptyDatabase('migrate');
  });
  afterAll(() => database.close());

  it('create all tables in an empty database and are recorded as Prisma records them', async () => {
    expect(await migrate(database)).toEqual({ applied: names, adopted: false });
    expect(await recorded(database)).toEqual(everyRecord);
    expect((await ourIndexes(database)).length).toBeGreaterThan(20);
    const tables = await database.prisma.$queryRaw`
      SELECT count(*)::int AS n FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'alembic_version' AND table_name NOT IN ('spatial_ref_sys', '_prisma_migrations')`;
    expect(tables).toEqual([{ n: 44 }]);
  });

  it('insert the rows that every installation has', async () => {
    const levels = await database.prisma
      .$queryRaw`SELECT id, name, ordering, is_beginner FROM mapping_levels ORDER BY id`;
    expect(levels).toEqual([
      { id: 1, name: 'BEGINNER', ordering: 1, is_beginner: true },
      { id: 2, name: 'INTERMEDIATE', ordering: 2, is_beginner: false },
      { id: 3, name: 'ADVANCED', ordering: 3, is_beginner: false },
    ]);
    const counts = await database.prisma.$queryRaw`
      SELECT (SELECT count(*)::int FROM mapping_badges) AS badges, (SELECT count(*)::int FROM mapping_issue_categories) AS categories`;
    expect(counts).toEqual([{ badges: 2, categories: 2 }]);
  });

  it('do nothing the second time', async () => {
    const before = await recorded(database);
    expect(await migrate(database)).toEqual({ applied: [], adopted: false });
    expect(await recorded(database)).toEqual(before);
  });

  it('apply only new migrations and rebuild broken indexes', async () => {
    const [dropped = '', broken = ''] = await ourIndexes(database);
    await database.runScript(`DROP INDEX "${dropped}"; DELETE FROM "_prisma_migrations" WHERE migration_name <> '${baseline}';
      UPDATE pg_index SET indisvalid = false WHERE indexrelid = '${broken}'::regclass`);
    expect(await migrate(database)).toEqual({ applied: names.slice(1), adopted: false });
    expect(await ourIndexes(database)).toEqual(expect.arrayContaining([dropped, broken]));
    expect(await recorded(database)).toEqual(everyRecord);
  });

  it('undo all statements of a migration that fails', async () => {
    const broken = { name: '29990101000000_broken', checksum: 'x', sql: 'CREATE TABLE t_half (id int); SELECT 1 / 0;' };
    await expect(migrate(database, [...migrations, broken])).rejects.toThrow();
    const left = await database.prisma.$queryRaw`SELECT to_regclass('t_half')::text AS name`;
    expect(left).toEqual([{ name: null }]);
    expect(await recorded(database)).toEqual(everyRecord);
    expect(await migrate(database)).toEqual({ applied: [], adopted: false });
  });

  it('refuse to start an installation without migrations', async () => {
    await expect(migrate(database, [])).rejects.toThrow(SchemaError);
  });

  it('adopt a v5 database: count the baseline as applied and add only indexes', async () => {
    await makeForeign(database);
    await database.runScript("INSERT INTO licenses (name) VALUES ('a row of v5')");
    const before = await schemaOf(database);
    expect(await migrate(database)).toEqual({ applied: names, adopted: true });
    expect(await recorded(database)).toEqual(everyRecord);
    const indexes = await ourIndexes(database);
    const after = await schemaOf(database);
    const isOurs = (fact: string): boolean =>
      indexes.some((name) => fact.includes(`INDEX ${name} `)) || fact.includes('_prisma_migrations');
    expect(
      after
        .split('\n')
        .filter((fact) => !isOurs(fact))
        .join('\n'),
    ).toBe(before);
    expect(await database.prisma.$queryRaw`SELECT name FROM licenses`).toEqual([{ name: 'a row of v5' }]);
    expect(await migrate(database)).toEqual({ applied: [], adopted: false });
  });

  it('refuse a v5 database that lacks columns, list these and change nothing', async () => {
    await makeForeign(database);
    await database.runScript(
      'ALTER TABLE tasks DROP COLUMN extra_properties; ALTER TABLE users DROP COLUMN picture_url; DROP TABLE user_next_level',
    );
    const before = await schemaOf(database);
    const error = await migrate(database).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(SchemaError);
    for (const column of ['tasks.extra_properties', 'users.picture_url', 'user_next_level.user_id'])
      expect((error as Error).message).toContain(column);
    expect((error as Error).message).not.toContain('tasks.zoom');
    expect(await schemaOf(database)).toBe(before);
    expect(await database.prisma.$queryRaw`SELECT to_regclass('_prisma_migrations')::text AS name`).toEqual([
      { name: null },
    ]);
  });

  it('refuse a v5 database that lacks most columns with a shortened list', async () => {
    await database.runScript('DROP TABLE messages, notifications, partners, campaigns, banner CASCADE');
    await expect(migrate(database)).rejects.toThrow(/and \d+ more/);
  });
});

onServerOnly('migrating by several at once', () => {
  it('run once each with several instances in one process', async () => {
    const name = await createEmptyDatabase('together');
    const databases = await Promise.all(Array.from({ length: 5 }, () => openServerDatabase(name, 2)));
    try {
      const reports = await Promise.all(databases.map((database) => migrate(database)));
      expect(reports.flatMap(({ applied }) => applied).sort()).toEqual([...names].sort());
      expect(await recorded(databases[0] as Database)).toEqual(everyRecord);
    } finally {
      await Promise.all(databases.map((database) => database.close()));
    }
  });

  it('run once each with servers started together', async () => {
    const name = await createEmptyDatabase('processes');
    const servers = await startServerProcesses(3, { DATABASE_URL: serverUrl(name) });
    const database = await openServerDatabase(name, 2);
    try {
      for (const { url } of servers) expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      expect(await recorded(database)).toEqual(everyRecord);
    } finally {
      await database.close();
      expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0, 0]);
    }
  });

  it('continue when another process stops during the adoption', async () => {
    const name = await createEmptyDatabase('adopting');
    const [first, second] = await Promise.all([openServerDatabase(name, 2), openServerDatabase(name, 2)]);
    try {
      await migrate(first);
      await makeForeign(first);
      const reports = await Promise.all([migrate(first), migrate(second)]);
      expect(reports.map(({ applied }) => applied.length).sort()).toEqual([0, names.length]);
      expect(await recorded(first)).toEqual(everyRecord);
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });
});
