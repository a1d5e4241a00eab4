import type { PrismaClient } from '../../generated/prisma/client.js';

/** The newest release that was announced, or null. */
export async function latestRelease(prisma: PrismaClient): Promise<{ version: string; published_at: string } | null> {
  const release = await prisma.releaseVersion.findFirst({ orderBy: { publishedAt: 'desc' } });
  return release && { version: release.tagName, published_at: release.publishedAt.toISOString() };
}

/** One round trip to the database. */
export async function ping(prisma: PrismaClient): Promise<void> {
  await prisma.$queryRaw`SELECT 1 AS one`;
}
