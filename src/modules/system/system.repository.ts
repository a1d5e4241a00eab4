import type { Db, ModelTx, Models } from '../../db/transaction.js';

/** The newest stored release, or null. */
export async function latestRelease(db: Db): Promise<{ version: string; published_at: string } | null> {
  const [release] = await db.$queryRaw<{ version: string; at: Date }[]>`/* latestRelease */
    SELECT tag_name AS version, published_at AS at FROM release_version ORDER BY published_at DESC LIMIT 1`;
  return release ? { version: release.version, published_at: release.at.toISOString() } : null;
}

/** Stores a release as the only one. */
export async function replaceRelease(tx: ModelTx, tagName: string, publishedAt: Date): Promise<void> {
  await tx.$executeRaw`/* lockReleases */ LOCK TABLE release_version IN SHARE ROW EXCLUSIVE MODE`;
  await tx.releaseVersion.deleteMany();
  await tx.releaseVersion.create({ data: { tagName, publishedAt } });
}

/** Runs a statement that reads nothing, to check that the database answers. */
export async function ping(db: Db): Promise<void> {
  await db.$queryRaw`/* ping */ SELECT 1 AS one`;
}

/** The banner as it is shown. */
export interface BannerRow {
  /** HTML that is safe to show. */
  message: string;
  visible: boolean;
}

const columns = { message: true, visible: true } as const;

/** The banner; null if it has not been created. */
export const findBanner = (db: Models): Promise<BannerRow | null> =>
  db.banner.findFirst({ select: columns, orderBy: { id: 'asc' } });

/** Locks the table of the banner until the transaction ends, so that only one banner is created. */
export const lockBanner = async (tx: ModelTx): Promise<void> =>
  void (await tx.$executeRaw`/* lockBanner */ LOCK TABLE banner IN SHARE ROW EXCLUSIVE MODE`);

/** Updates the banner, or creates it. */
export async function saveBanner(tx: ModelTx, banner: BannerRow): Promise<void> {
  const { count } = await tx.banner.updateMany({ data: banner });
  if (count === 0) await tx.banner.create({ data: banner });
}
