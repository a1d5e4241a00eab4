import { DomainError } from '../errors/errors.js';
import { isUniqueViolation } from './pg-errors.js';

/**
 * Turns the violation of a unique name into its refusal: two callers may take one name at the same time.
 * @throws DomainError NameExists
 */
export async function withUniqueNames<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError('NameExists', { cause: error });
    throw error;
  }
}
