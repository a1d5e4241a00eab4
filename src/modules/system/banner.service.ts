import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { markdownToHtml } from '../../text/markdown.js';
import { findBanner, lockBanner, saveBanner, type BannerRow } from './system.repository.js';

const FIRST_BANNER: BannerRow = { message: 'Welcome to the API', visible: true };

/** Allowed HTML of a banner. */
const BANNER_TAGS = {
  tags: ['a', 'b', 'i', 'h3', 'h4', 'h5', 'h6', 'p', 'pre', 'strong'],
  attributes: { a: ['href', 'title', 'rel'] },
  nofollow: true,
};

/** The banner of the instance. The first call creates it. */
export const readBanner = async ({ database }: Context): Promise<BannerRow> =>
  (await findBanner(database.prisma)) ??
  inModelTransaction(database, async (tx) => {
    await lockBanner(tx);
    const banner = await findBanner(tx);
    if (banner) return banner;
    await saveBanner(tx, FIRST_BANNER);
    return FIRST_BANNER;
  });

/**
 * Changes the banner.
 * @param banner.message Markdown
 * @returns the banner as it is shown
 */
export async function writeBanner({ database }: Context, { message, visible }: BannerRow): Promise<BannerRow> {
  const banner = { message: markdownToHtml(message, BANNER_TAGS), visible };
  await inModelTransaction(database, async (tx) => {
    await lockBanner(tx);
    await saveBanner(tx, banner);
  });
  return banner;
}
