import { DomainError, type ErrorCode } from '../../errors/errors.js';

/**
 * What a search finds, or null where it is refused with the code of a missing thing.
 * @throws any other error of the search
 */
export async function unlessMissing<T>(code: ErrorCode, found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof DomainError && error.code === code) return null;
    throw error;
  }
}
