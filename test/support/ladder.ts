import { afterAll, beforeEach } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { testDatabase } from './database.js';

const LEVELS = ['BEGINNER', 'INTERMEDIATE', 'ADVANCED'].map((name, index) => {
  const row = { name, approvalsRequired: 0, color: null, ordering: index + 1, isBeginner: index === 0 };
  return { id: index + 1, ...row };
});

const BADGES = [
  { id: 1, name: 'INTERMEDIATE_internal', changeset: 250 },
  { id: 2, name: 'ADVANCED_internal', changeset: 500 },
].map(({ id, name, changeset }) => {
  const row = {
    name,
    description: '',
    imagePath: null,
    requirements: { changeset },
    isEnabled: true,
    isInternal: true,
  };
  return { id, ...row };
});

const LEVEL_BADGES = [
  { levelId: 2, badgeId: 1 },
  { levelId: 3, badgeId: 2 },
];

/** Puts levels and badges back as an empty database has them. Users and projects with other levels get the first level. */
export async function restoreLadder({ prisma }: Database): Promise<void> {
  const otherLevels = { notIn: LEVELS.map(({ id }) => id) };
  const otherBadges = { notIn: BADGES.map(({ id }) => id) };
  await prisma.user.updateMany({ where: { mappingLevel: otherLevels }, data: { mappingLevel: 1 } });
  for (const column of ['mappingPermissionLevelId', 'validationPermissionLevelId'])
    await prisma.project.updateMany({ where: { [column]: otherLevels }, data: { [column]: 1 } });
  await prisma.userLevelVote.deleteMany();
  await prisma.userNextLevel.deleteMany();
  await prisma.mappingLevelBadge.deleteMany();
  await prisma.userMappingBadge.deleteMany({ where: { badgeId: otherBadges } });
  await prisma.mappingBadge.deleteMany({ where: { id: otherBadges } });
  await prisma.mappingLevel.deleteMany({ where: { id: otherLevels } });
  for (const row of LEVELS) await prisma.mappingLevel.upsert({ where: { id: row.id }, create: row, update: row });
  for (const row of BADGES) await prisma.mappingBadge.upsert({ where: { id: row.id }, create: row, update: row });
  await prisma.mappingLevelBadge.createMany({ data: LEVEL_BADGES });
}

/** Restores levels and badges before each test and after the file, because all users share them. */
export function useLadder(): void {
  const restore = async () => restoreLadder((await testDatabase()).database);
  beforeEach(restore);
  afterAll(restore);
}
