import type { Db } from '../../db/transaction.js';

/** The newest release that was announced, or null. */
export async function latestRelease(db: Db): Promise<{ version: string; published_at: string } | null> {
  const [release] = await db.$queryRaw<{ version: string; at: Date }[]>`/* latestRelease */
    SELECT tag_name AS version, published_at AS at FROM release_version ORDER BY published_at DESC LIMIT 1`;
  return release ? { version: release.version, published_at: release.at.toISOString() } : null;
}

/** One round trip to the database. */
export async function ping(db: Db): Promise<void> {
  await db.$queryRaw`/* ping */ SELECT 1 AS one`;
}
