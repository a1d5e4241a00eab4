import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { askForJson } from '../../osm/ask-service.js';
import { replaceRelease } from './system.repository.js';

/** @throws DomainError GithubFetchError if the answer has no release */
function readRelease(status: number, body: unknown): { tagName: string; publishedAt: Date } {
  const { tag_name: tagName, published_at: published } = (body ?? {}) as Record<string, unknown>;
  const publishedAt = new Date(typeof published === 'string' ? published : Number.NaN);
  const isName = typeof tagName === 'string' && /^[\x21-\x7E]{1,64}$/.test(tagName);
  if (status !== 200 || !isName || Number.isNaN(publishedAt.getTime())) throw new DomainError('GithubFetchError');
  return { tagName, publishedAt };
}

/**
 * Reads the latest release from GitHub, and stores it in place of the earlier one. The heartbeat shows it.
 * @throws DomainError GithubFetchError
 */
export async function fetchRelease({ config, database }: Context) {
  const { status, body } = await askForJson(config.system.releaseUrl, {
    headers: { 'User-Agent': 'tessera', Accept: 'application/vnd.github+json' },
  }).catch((cause: unknown) => {
    throw new DomainError('GithubFetchError', { cause });
  });
  const { tagName, publishedAt } = readRelease(status, body);
  await inModelTransaction(database, (tx) => replaceRelease(tx, tagName, publishedAt));
  return { release_version: tagName, published_at: publishedAt.toISOString() };
}
