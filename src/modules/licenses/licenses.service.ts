import type { Context } from '../../context.js';
import { isForeignKeyViolation } from '../../db/pg-errors.js';
import { inModelTransaction, inTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { withUniqueName } from '../../errors/unique-name.js';
import {
  createLicenceRow,
  deleteLicenceRows,
  findLicence,
  findLicences,
  insertAcceptance,
  isLicenceUsed,
  lockLicence,
  lockUser,
  updateLicenceRow,
  type LicenceChange,
  type LicenceRow,
} from './licenses.repository.js';

const licenceNotFound = (id: number): DomainError =>
  new DomainError('LICENSE_NOT_FOUND', { details: { license_id: id } });

const inUse = (id: number): DomainError => new DomainError('LICENSE_IN_USE', { details: { license_id: id } });

const licenceDto = ({ id, ...texts }: LicenceRow) => ({ licenseId: id, ...texts });

/** All licences, ordered by id. */
export const listLicences = async ({ database }: Context) => ({
  licenses: (await findLicences(database.prisma)).map(licenceDto),
});

/** One licence. @throws DomainError LICENSE_NOT_FOUND */
export async function getLicence({ database }: Context, id: number) {
  const row = await findLicence(database.prisma, id);
  if (!row) throw licenceNotFound(id);
  return licenceDto(row);
}

/** Creates a licence. @throws DomainError NameExists */
export async function createLicence({ database }: Context, licence: LicenceChange & { name: string }) {
  const { id } = await withUniqueName(licence.name, createLicenceRow(database.prisma, licence));
  return { licenseId: id };
}

/**
 * Changes the given texts of a licence.
 * @throws DomainError LICENSE_NOT_FOUND, NameExists
 */
export async function updateLicence({ database }: Context, id: number, change: LicenceChange): Promise<void> {
  if ((await withUniqueName(change.name, updateLicenceRow(database.prisma, id, change))) === 0)
    throw licenceNotFound(id);
}

/**
 * Deletes a licence that no project has, with the acceptances of users.
 * @throws DomainError LICENSE_NOT_FOUND, LICENSE_IN_USE
 */
export async function deleteLicence({ database }: Context, id: number): Promise<void> {
  try {
    await inModelTransaction(database, async (tx) => {
      if (!(await lockLicence(tx, id))) throw licenceNotFound(id);
      if (await isLicenceUsed(tx, id)) throw inUse(id);
      await deleteLicenceRows(tx, id);
    });
  } catch (error) {
    // A project has got the licence in the meantime.
    if (isForeignKeyViolation(error)) throw inUse(id);
    throw error;
  }
}

/**
 * Records that a user has accepted a licence. Accepting it again changes nothing.
 * @throws DomainError LICENSE_NOT_FOUND
 */
export async function acceptLicence({ database }: Context, id: number, userId: number): Promise<void> {
  const isThere = await inTransaction(database, async (tx) => {
    await lockUser(tx, userId);
    return insertAcceptance(tx, id, userId);
  });
  if (!isThere) throw licenceNotFound(id);
}
