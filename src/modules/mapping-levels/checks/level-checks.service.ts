import { userNotFound } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { inTransaction, type Tx } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { fetchOhsomeStats, topicNumbers } from '../../../osm/ohsome.js';
import { fetchOsmUser } from '../../../osm/osm-users.js';
import { progressTo, reachedBadges, stepTo, type LevelProgress, type Stats } from '../level-rules.js';
import { insertNomination, lockUserLevel } from '../nominations/nominations.repository.js';
import { giveLevel } from '../nominations/nominations.service.js';
import {
  giveBadges,
  readLevelAbove,
  readLevelId,
  readRequirements,
  readProgress,
  upsertStats,
} from './level-checks.repository.js';

/** The hashtag by which ohsome counts the mapping of this instance. */
const hashtagOf = ({ creation }: Context['config']): string => `${creation.changesetTag.replaceAll('#', '')}-*`;

/** Reads the statistics of a user. @throws DomainError OSMServiceError if ohsome or OSM sends no valid answer */
async function fetchStats({ config }: Context, userId: number): Promise<Stats> {
  const [ohsome, { changesetCount }] = await Promise.all([
    fetchOhsomeStats(config.osm, { userId, hashtag: hashtagOf(config) }),
    fetchOsmUser(config.osm, userId),
  ]);
  if (changesetCount === null) throw new DomainError('OSMServiceError');
  return { ...topicNumbers(ohsome), changeset: changesetCount };
}

/**
 * Stores statistics, and gives the reached badges and at most one level or nomination.
 * @param levelBefore the level of the user when the check began. If the level has changed since, no level is given, so that
 *   only one of several simultaneous checks gives a level
 */
async function applyStats(tx: Tx, userId: number, stats: Stats, levelBefore: number): Promise<void> {
  const current = await lockUserLevel(tx, userId);
  if (!current) throw userNotFound(userId);
  await upsertStats(tx, userId, stats);
  const owned = await giveBadges(tx, userId, reachedBadges(await readRequirements(tx), stats));
  if (current.levelId !== levelBefore) return;
  const level = await readLevelAbove(tx, current.ordering);
  if (!level) return;
  const step = stepTo(level, owned);
  if (step === 'level') await giveLevel(tx, userId, level);
  if (step === 'nomination') await insertNomination(tx, userId, level.id);
}

/** @throws DomainError USER_NOT_FOUND */
async function levelOf({ database }: Context, userId: number): Promise<number> {
  const levelId = await readLevelId(database.db, userId);
  if (levelId === null) throw userNotFound(userId);
  return levelId;
}

/** @throws DomainError USER_NOT_FOUND */
const storeStats = ({ database }: Context, userId: number, stats: Stats, levelBefore: number): Promise<void> =>
  inTransaction(database, (tx) => applyStats(tx, userId, stats, levelBefore));

/**
 * Reads the statistics of a user from OSM and ohsome, and gives the badges and the level that they reach.
 * @throws DomainError USER_NOT_FOUND, OSMServiceError (then nothing changes)
 */
export async function checkUserLevel(context: Context, userId: number): Promise<void> {
  const levelBefore = await levelOf(context, userId);
  await storeStats(context, userId, await fetchStats(context, userId), levelBefore);
}

/**
 * Stores given statistics of a user, and gives the badges and the level that they reach.
 * @throws DomainError USER_NOT_FOUND
 */
export const applyStatistics = async (context: Context, userId: number, stats: Stats): Promise<void> =>
  storeStats(context, userId, stats, await levelOf(context, userId));

/** Runs a check of a level in the background. If a service sends no valid answer, nothing changes until the next check. */
function checkInBackground(context: Context, userId: number, check: () => Promise<void>): void {
  // Without an OAuth application at OSM, the users of the instance are not users of OSM.
  if (context.config.osm.client === null) return;
  context.background.run(`level of user ${userId}`, async (signal) => {
    if (signal.aborted) return;
    try {
      await check();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      context.log.info({ userId, code: error.code }, 'level not checked');
    }
  });
}

/** Queues a check of the level of a user, and returns at once. */
export const checkLevelLater = (context: Context, userId: number): void =>
  checkInBackground(context, userId, () => checkUserLevel(context, userId));

/**
 * Checks the level of a user who signs in. The requests to OSM and ohsome run while the user is registered. Answers that
 * arrive before the end of the registration are stored at once. Later answers are stored in the background.
 * @param registered the registration: it resolves with the id of the level when the user is stored. This function awaits it
 */
export async function checkLevelAtSignIn(context: Context, userId: number, registered: Promise<number>): Promise<void> {
  let storing: Promise<void> | undefined;
  checkInBackground(context, userId, async () => {
    const stats = await fetchStats(context, userId);
    storing = registered.then((levelBefore) => storeStats(context, userId, stats, levelBefore));
    await storing;
  });
  await registered;
  await storing?.catch(() => undefined);
}

/**
 * Checks the level of each user who hands in a task after mapping.
 * @returns a function that ends the subscription
 */
export const checkLevelsAfterMapping = (context: Context): (() => void) =>
  context.events.subscribe(({ action, actorId }) => {
    if (action === 'unlockAfterMapping') checkLevelLater(context, actorId);
  });

/**
 * The progress of a user towards the next level.
 * @returns null at the highest level
 * @throws DomainError USER_NOT_FOUND (also without an id)
 */
export async function nextLevel({ database }: Context, userId: number | undefined): Promise<LevelProgress | null> {
  const progress = Number.isSafeInteger(userId) ? await readProgress(database.db, Number(userId)) : null;
  if (!progress) throw new DomainError('USER_NOT_FOUND', { details: { user_id: userId ?? null } });
  return progress.level && progressTo(progress.level, progress.stats);
}
