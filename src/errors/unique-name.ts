import { isUniqueViolation } from '../db/pg-errors.js';
import { DomainError } from './errors.js';

/**
 * Turns the violation of a unique name into its refusal: two callers may take one name at the same time.
 * @throws DomainError NameExists, and whatever else the write throws
 */
export async function withUniqueName<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError('NameExists', { cause: error });
    throw error;
  }
}
