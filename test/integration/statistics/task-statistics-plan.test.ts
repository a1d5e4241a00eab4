import { describe, expect, it } from 'vitest';
import { Prisma } from '../../../src/generated/prisma/client.js';
import type { Db } from '../../../src/db/transaction.js';
import {
  readTaskStatistics,
  type TaskStatisticsQuestion,
} from '../../../src/modules/statistics/task-statistics.repository.js';
import { useApp } from '../../support/app.js';

const world = useApp();

const ALL: TaskStatisticsQuestion = {
  userId: 1,
  startDate: '2025-11-24',
  endDate: '2026-11-24',
  projectIds: null,
  organisationId: null,
  organisationName: null,
  campaign: null,
  country: null,
};

/** How the database reads the history for a question where the table is too large to be scanned. */
async function plan(question: TaskStatisticsQuestion): Promise<string> {
  let text = '';
  const explaining = {
    $queryRaw: async (strings: TemplateStringsArray, ...values: unknown[]) => {
      const statement = Prisma.sql(strings, ...values);
      const rows = await world.database.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
        await tx.$executeRaw`SET LOCAL enable_bitmapscan = off`;
        return tx.$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`EXPLAIN ${statement}`);
      });
      text = rows.map((row) => row['QUERY PLAN']).join('\n');
      return [];
    },
  } as unknown as Db;
  await readTaskStatistics(explaining, question);
  return text;
}

describe('statement of the task statistics', () => {
  it.each([
    {},
    { projectIds: [1, 2] },
    { organisationId: 1 },
    { organisationName: 'one' },
    { campaign: 'one' },
    { country: 'one' },
  ])('reads our indexes only: %o', async (filter) => {
    const text = await plan({ ...ALL, ...filter });
    expect(text).toMatch(/Index Scan using tessera_task_history_changes_by_(project|date) on task_history/);
    expect(text).not.toMatch(/(Seq Scan|Bitmap Heap Scan) on task_history/);
  });
});
