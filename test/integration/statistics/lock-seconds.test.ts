import { expect, it } from 'vitest';
import { Prisma } from '../../../src/generated/prisma/client.js';
import { lockSeconds } from '../../../src/modules/statistics/history.sql.js';
import { useApp } from '../../support/app.js';

const world = useApp();

it.each([
  ['00:00:00.000000', 0],
  ['00:00:01.999999', 1],
  ['23:59:59.999999', 86_399],
  ['99:59:59.000001', 359_999],
  ['1:02:03.5', 3723],
  ['120:00:01', 432_001],
  ['00:60:00.000000', null],
  ['00:00:60.000000', null],
  ['00:0a:00.000000', null],
  ['00.00:00:000000', null],
  [' 0:00:00.000000', null],
  ['00:00:00.00000x', null],
  ['', null],
  ['MAPPED', null],
  [null, null],
])('reads the duration "%s" of a lock as %s seconds', async (text, seconds) => {
  const [row] = await world.database.db.$queryRaw<{ seconds: number | null }[]>`
    SELECT ${lockSeconds(Prisma.sql`h.text`)} AS seconds FROM (SELECT ${text}::text AS text) h`;
  expect(row?.seconds).toBe(seconds);
});
