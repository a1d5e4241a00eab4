import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../support/database.js';

describe('database', () => {
  it('reads and writes times in UTC, whatever the time zone of the process', async () => {
    const { database } = await testDatabase();
    const [row] = await database.prisma.$queryRaw<{ zone: string; now: string }[]>`
      SELECT current_setting('TimeZone') AS zone, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS now`;
    expect(['UTC', 'GMT', 'Etc/UTC']).toContain(row?.zone);
    expect(Math.abs(Date.parse(row?.now ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('has PostGIS', async () => {
    const { database } = await testDatabase();
    const rows = await database.prisma.$queryRaw`
      SELECT ST_AsGeoJSON(ST_SetSRID(ST_MakePoint(85.3, 27.7), 4326)) AS point`;
    expect(rows).toEqual([{ point: '{"type":"Point","coordinates":[85.3,27.7]}' }]);
  });

  it('runs many statements at once', async () => {
    const { database } = await testDatabase();
    const rows = await Promise.all(
      Array.from({ length: 40 }, (_, i) => database.prisma.$queryRaw`SELECT ${i}::int AS i`),
    );
    expect(rows).toEqual(Array.from({ length: 40 }, (_, i) => [{ i }]));
  });

  it('is embedded in tests without a URL, and on the given server with a URL', async () => {
    const { database, url } = await testDatabase();
    if (database.kind === 'embedded') expect(url).toBeNull();
    else expect(url).toMatch(/\/t_\w+_worker_\d+$/);
    expect(await testDatabase()).toBe(await testDatabase());
  });
});
