import { isUniqueViolation } from '../db/pg-errors.js';
import { DomainError } from './errors.js';

/** The refusal of a name that another object of the same kind has. */
export const nameExists = (name: string | undefined, cause?: unknown): DomainError =>
  new DomainError('NameExists', {
    ...(name === undefined ? {} : { sentence: `Value '${name}' already exists` }),
    cause,
  });

/**
 * Turns the violation of a unique name into its refusal. It happens if two callers take one name at the same time.
 * @param name the name that is written; undefined if no name is written, or if other columns are unique too
 * @throws DomainError NameExists, and the other errors of the write
 */
export async function withUniqueName<T>(name: string | undefined, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (isUniqueViolation(error)) throw nameExists(name, error);
    throw error;
  }
}
