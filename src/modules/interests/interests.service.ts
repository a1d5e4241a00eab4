import type { Context } from '../../context.js';
import { isForeignKeyViolation } from '../../db/pg-errors.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { nameExists, withUniqueName } from '../../errors/unique-name.js';
import {
  createInterestRow,
  deleteInterestRow,
  findInterest,
  findInterestByName,
  findInterests,
  isInterestUsed,
  renameInterestRow,
  type InterestRow,
} from './interests.repository.js';

const interestNotFound = (id: number): DomainError =>
  new DomainError('INTEREST_NOT_FOUND', { details: { interest_id: id } });

const interestInUse = (id: number, cause?: unknown): DomainError =>
  new DomainError('INTEREST_IN_USE', { details: { interest_id: id }, cause });

/** All interests. Values that depend on a user are null. */
export async function listInterests({ database }: Context) {
  const interests = await findInterests(database.prisma);
  return {
    interests: interests.map((row) => ({ ...row, userSelected: null, countProjects: null, countUsers: null })),
  };
}

/** @throws DomainError INTEREST_NOT_FOUND */
export async function getInterest({ database }: Context, id: number): Promise<InterestRow> {
  const row = await findInterest(database.prisma, id);
  if (!row) throw interestNotFound(id);
  return row;
}

/** @throws DomainError NameExists */
export const createInterest = ({ database }: Context, name: string): Promise<InterestRow> =>
  withUniqueName(name, createInterestRow(database.prisma, name));

/**
 * Renames an interest. The new name may be the current name.
 * @throws DomainError INTEREST_NOT_FOUND, NameExists
 */
export async function renameInterest(context: Context, id: number, name: string): Promise<InterestRow> {
  await getInterest(context, id);
  const existing = await findInterestByName(context.database.prisma, name);
  if (existing && existing.id !== id) throw nameExists(name);
  const renamed = await withUniqueName(name, renameInterestRow(context.database.prisma, id, name));
  if (!renamed) throw interestNotFound(id);
  return renamed;
}

/**
 * Deletes an interest that no user and no project has.
 * @throws DomainError INTEREST_NOT_FOUND, INTEREST_IN_USE
 */
export async function deleteInterest(context: Context, id: number): Promise<void> {
  await getInterest(context, id);
  try {
    await inModelTransaction(context.database, async (tx) => {
      if (await isInterestUsed(tx, id)) throw interestInUse(id);
      if (!(await deleteInterestRow(tx, id))) throw interestNotFound(id);
    });
  } catch (error) {
    // A user or a project has got the interest between the two statements.
    if (isForeignKeyViolation(error)) throw interestInUse(id, error);
    throw error;
  }
}
