import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { fetchOhsomeStats, type OhsomeAnswer, type OhsomeQuery } from '../../../osm/ohsome.js';

/**
 * Reads the statistics of a user from ohsome. Nothing is stored.
 * @throws DomainError OhsomeFailed for every failure; the sentence contains no address
 */
export async function ohsomeStatistics({ config }: Context, query: OhsomeQuery): Promise<OhsomeAnswer> {
  try {
    return await fetchOhsomeStats(config.osm, query);
  } catch (error) {
    throw new DomainError('OhsomeFailed', { cause: error });
  }
}
