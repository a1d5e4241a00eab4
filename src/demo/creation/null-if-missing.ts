import { DomainError, type ErrorCode } from '../../errors/errors.js';

/**
 * The result of a search, or null if it fails with the given error code.
 *
 * @param code - the code of the error if the object is missing
 * @throws any other error of the search
 */
export async function nullIfMissing<T>(code: ErrorCode, found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof DomainError && error.code === code) return null;
    throw error;
  }
}
