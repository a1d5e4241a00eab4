import type { Models, ModelTx } from '../../db/transaction.js';
import type { Prisma } from '../../generated/prisma/client.js';

/** A partner as it is stored. */
export type PartnerRow = Prisma.PartnerGetPayload<Record<never, never>>;

/** Columns of a partner that are written. */
export type PartnerData = Partial<Omit<PartnerRow, 'id'>>;

/** All partners, ordered by id. */
export const findPartners = (db: Models): Promise<PartnerRow[]> => db.partner.findMany({ orderBy: { id: 'asc' } });

/** The partner with an id or a permalink; null if there is none. */
export const findPartner = (db: Models, key: { id: number } | { permalink: string }): Promise<PartnerRow | null> =>
  db.partner.findUnique({ where: key });

/** Whether another partner than `except` has the name or the permalink. */
export async function isPartnerNameTaken(db: Models, { name, permalink }: PartnerData, except = 0): Promise<boolean> {
  const taken = [...(name === undefined ? [] : [{ name }]), ...(permalink ? [{ permalink }] : [])];
  return taken.length > 0 && (await db.partner.count({ where: { id: { not: except }, OR: taken } })) > 0;
}

/** Inserts a partner. */
export const createPartnerRow = (
  tx: ModelTx,
  data: PartnerData & Pick<PartnerRow, 'name' | 'primaryHashtag'>,
): Promise<PartnerRow> => tx.partner.create({ data });

/** Writes columns of a partner. */
export const updatePartnerRow = (tx: ModelTx, id: number, data: PartnerData): Promise<PartnerRow> =>
  tx.partner.update({ where: { id }, data });

/**
 * Locks a partner until the transaction ends.
 * @returns whether it exists
 */
export const lockPartner = async (tx: ModelTx, id: number): Promise<boolean> =>
  (await tx.$queryRaw<unknown[]>`/* lockPartner */ SELECT id FROM partners WHERE id = ${id}::int FOR UPDATE`).length >
  0;

/** Whether a project has or had the partner. */
export const isPartnerUsed = async (tx: ModelTx, partnerId: number): Promise<boolean> =>
  (await tx.projectPartnership.count({ where: { partnerId } })) > 0;

/** Deletes a partner. */
export const deletePartnerRow = async (tx: ModelTx, id: number): Promise<void> =>
  void (await tx.partner.delete({ where: { id }, select: { id: true } }));
