import type { ModelTx, Models, StatementTx } from '../../db/transaction.js';
import { withoutUndefined } from '../../without-undefined.js';

/** A licence as it is stored. */
export interface LicenceRow {
  id: number;
  name: string | null;
  description: string | null;
  plainText: string | null;
}

/** Values of a licence to write. Absent values are kept. */
export interface LicenceChange {
  name?: string | undefined;
  description?: string | null | undefined;
  plainText?: string | null | undefined;
}

const columns = { id: true, name: true, description: true, plainText: true } as const;

/** All licences, ordered by id. */
export const findLicences = (db: Models): Promise<LicenceRow[]> =>
  db.license.findMany({ select: columns, orderBy: { id: 'asc' } });

/** The licence with an id; null if there is none. */
export const findLicence = (db: Models, id: number): Promise<LicenceRow | null> =>
  db.license.findUnique({ where: { id }, select: columns });

/** Inserts a licence. */
export const createLicenceRow = (db: Models, licence: LicenceChange & { name: string }): Promise<{ id: number }> =>
  db.license.create({ data: withoutUndefined(licence), select: { id: true } });

/** Writes texts of a licence. @returns the number of changed licences: 0 if there is none with the id */
export const updateLicenceRow = async (db: Models, id: number, change: LicenceChange): Promise<number> =>
  (await db.license.updateMany({ where: { id }, data: withoutUndefined(change) })).count;

/**
 * Locks a licence, so that no project can get it until the transaction ends.
 * @returns whether it exists
 */
export async function lockLicence(tx: ModelTx, id: number): Promise<boolean> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`/* lockLicence */ SELECT 1 AS one FROM licenses WHERE id = ${id}::int FOR UPDATE`;
  return rows.length > 0;
}

/** Whether a project has the licence. */
export const isLicenceUsed = async (tx: ModelTx, id: number): Promise<boolean> =>
  (await tx.project.findFirst({ where: { licenseId: id }, select: { id: true } })) !== null;

/** Deletes a licence, with the acceptances of users. Prisma's client cannot delete acceptances: their table has no key. */
export async function deleteLicenceRows(tx: ModelTx, id: number): Promise<void> {
  await tx.$executeRaw`/* deleteAcceptances */ DELETE FROM user_licenses WHERE license = ${id}::int`;
  await tx.license.delete({ where: { id } });
}

/**
 * Records that a user has accepted a licence, at most once. Lock the user first, so that simultaneous calls wait.
 * @returns whether the licence exists
 */
export async function insertAcceptance(tx: StatementTx, licenceId: number, userId: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`/* insertAcceptance */
    WITH licence AS (SELECT id FROM licenses WHERE id = ${licenceId}::int FOR KEY SHARE),
      accepted AS (
        INSERT INTO user_licenses ("user", license)
        SELECT ${userId}::bigint, l.id FROM licence l WHERE NOT EXISTS (
          SELECT FROM user_licenses a WHERE a."user" = ${userId}::bigint AND a.license = l.id))
    SELECT 1 AS one FROM licence`;
  return rows.length > 0;
}

/** Locks a user until the transaction ends, so that simultaneous requests of the user run one after the other. */
export const lockUser = async (tx: StatementTx, userId: number): Promise<void> =>
  void (await tx.$executeRaw`/* lockUser */ SELECT 1 FROM users WHERE id = ${userId}::bigint FOR NO KEY UPDATE`);
