import { describe, expect, it } from 'vitest';
import { readMigrations } from '../../../src/db/migrate.js';
import { examine, REPAIRS } from '../../../src/modules/doctor/doctor.service.js';
import { severities, useDoctor } from './doctor-world.js';

describe('doctor on an empty database', () => {
  const world = useDoctor(() => Promise.resolve());

  it('reports that the start creates the tables of an empty database, and changes nothing', async () => {
    const found = await world.look([...REPAIRS]);
    expect(found.migrations).toMatchObject({ severity: 'note', message: expect.stringContaining('empty') as string });
    expect(Object.keys(found)).not.toContain('tables');
    const tables = await world.database.db.$queryRaw`SELECT to_regclass('projects')::text AS name`;
    expect(tables).toEqual([{ name: null }]);
  });
});

describe('doctor on a database of version 5', () => {
  const world = useDoctor((database) => database.runScript(readMigrations()[0]?.sql ?? ''));

  it('accepts a database of version 5 and adds nothing to it', async () => {
    const found = await world.look();
    expect(severities(found, 'database', 'PostGIS', 'migrations', 'version 5', 'tables', 'indexes')).toEqual([
      'database: ok',
      'PostGIS: ok',
      'migrations: note',
      'version 5: ok',
      'tables: ok',
      'indexes: ok',
    ]);
    const ours = await world.database.db.$queryRaw`SELECT to_regclass('_prisma_migrations')::text AS name`;
    expect(ours).toEqual([{ name: null }]);
  });

  it('lists the missing parts of a database of version 5', async () => {
    await world.script(
      'ALTER TABLE users RENAME COLUMN picture_url TO picture; ALTER TABLE user_next_level RENAME TO unl',
    );
    const found = await world.look();
    expect(found.tables).toMatchObject({
      severity: 'fault',
      message: expect.stringContaining('version 5 first') as string,
      details: ['table user_next_level', 'users.picture_url'],
    });
    await world.script(
      'ALTER TABLE users RENAME COLUMN picture TO picture_url; ALTER TABLE unl RENAME TO user_next_level',
    );
    expect((await world.look()).tables?.severity).toBe('ok');
  });

  it('repairs the indexes, locks and counters of a database of version 5, and adds nothing of Tessera', async () => {
    const { ann, bob } = await world.make.users('ann', 'bob');
    const locked = { state: 'LOCKED_FOR_MAPPING', holder: ann } as const;
    const { id } = await world.make.project({ author: ann, tasks: [locked, locked, 'MAPPED', 'READY'] });
    await world.script(`UPDATE tasks SET locked_by = NULL WHERE project_id = ${id} AND id = 1;
      DELETE FROM task_history WHERE project_id = ${id} AND task_id = 2;
      UPDATE tasks SET locked_by = ${bob.id} WHERE project_id = ${id} AND id = 4;
      UPDATE projects SET tasks_mapped = 55 WHERE id = ${id}; UPDATE users SET tasks_mapped = 9 WHERE id = ${ann.id};
      DROP INDEX ix_tasks_locked_by`);
    const checks = ['indexes', 'orphaned locks', 'stray holders', 'project counters', 'user counters'];
    const each = (severity: string): string[] => checks.map((check) => `${check}: ${severity}`);
    expect(severities(await world.look(), ...checks)).toEqual(each('fault'));
    expect(severities(await world.look([...REPAIRS]), ...checks)).toEqual(each('repaired'));
    const examination = await examine(world.context, []);
    expect(examination.healthy).toBe(true);
    const ours = await world.database.db.$queryRaw`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tessera%'
      UNION SELECT relname FROM pg_class WHERE relname LIKE 'tessera%' OR relname = '_prisma_migrations'`;
    expect(ours).toEqual([]);
  });
});
