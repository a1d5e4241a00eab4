import { isoDate } from '../../db/sql.js';
import type { Db, ModelTx } from '../../db/transaction.js';
import { Prisma } from '../../generated/prisma/client.js';

/** A partnership. Dates are ISO 8601 in UTC with microseconds. */
export interface PartnershipRow {
  id: number;
  projectId: number;
  partnerId: number;
  startedOn: string;
  endedOn: string | null;
}

const COLUMNS = Prisma.sql`s.id::float8 AS id, s.project_id AS "projectId", s.partner_id AS "partnerId",
  ${isoDate(Prisma.sql`s.started_on`)} AS "startedOn", ${isoDate(Prisma.sql`s.ended_on`)} AS "endedOn"`;

/** The partnerships of a project, ordered by id. */
export const findPartnershipsOfProject = (db: Db, projectId: number): Promise<PartnershipRow[]> =>
  db.$queryRaw<PartnershipRow[]>`/* findPartnershipsOfProject */
    SELECT ${COLUMNS} FROM project_partnerships s WHERE s.project_id = ${projectId}::int ORDER BY s.id`;

/** The partnership with an id; null if there is none. */
export async function findPartnership(db: Db, id: number): Promise<PartnershipRow | null> {
  const [row] = await db.$queryRaw<PartnershipRow[]>`/* findPartnership */
    SELECT ${COLUMNS} FROM project_partnerships s WHERE s.id = ${id}::bigint`;
  return row ?? null;
}

/** Reads a partnership and locks it until the transaction ends; null if there is none. */
export const lockPartnership = async (tx: ModelTx, id: number): Promise<PartnershipRow | null> => {
  const [row] = await tx.$queryRaw<PartnershipRow[]>`/* lockPartnership */
    SELECT ${COLUMNS} FROM project_partnerships s WHERE s.id = ${id}::bigint FOR UPDATE`;
  return row ?? null;
};

/**
 * Locks a project against deletion until the transaction ends.
 * @returns whether it exists
 */
export const lockProject = async (tx: ModelTx, id: number): Promise<boolean> =>
  (await tx.$queryRaw<unknown[]>`/* lockProject */ SELECT id FROM projects WHERE id = ${id}::int FOR KEY SHARE`)
    .length > 0;

/** Dates of a partnership that are written. */
export interface PartnershipDates {
  startedOn?: Date;
  endedOn?: Date | null;
}

/** Inserts a partnership. @returns its id */
export const createPartnershipRow = async (
  tx: ModelTx,
  row: { projectId: number; partnerId: number; startedOn: Date; endedOn: Date | null },
): Promise<number> => Number((await tx.projectPartnership.create({ data: row, select: { id: true } })).id);

/** Writes dates of a partnership. */
export const updatePartnershipRow = async (tx: ModelTx, id: number, dates: PartnershipDates): Promise<void> =>
  void (await tx.projectPartnership.update({ where: { id: BigInt(id) }, data: dates, select: { id: true } }));

/** Deletes a partnership. */
export const deletePartnershipRow = async (tx: ModelTx, id: number): Promise<void> =>
  void (await tx.projectPartnership.delete({ where: { id: BigInt(id) }, select: { id: true } }));

/** Actions in `project_partnerships_history.action`. */
export const PARTNERSHIP_ACTION = { CREATE: 0, DELETE: 1, UPDATE: 2 } as const;

/** A row of the history of partnerships. */
export interface PartnershipEvent {
  partnershipId: number | null;
  projectId: number;
  partnerId: number;
  /** A code of `PARTNERSHIP_ACTION`. */
  action: number;
  startedOnOld?: Date | null;
  endedOnOld?: Date | null;
  startedOnNew?: Date | null;
  endedOnNew?: Date | null;
}

/** Inserts a row into the history of partnerships. */
export const insertPartnershipEvent = async (tx: ModelTx, event: PartnershipEvent): Promise<void> =>
  void (await tx.projectPartnershipHistory.create({
    data: {
      ...event,
      partnershipId: event.partnershipId === null ? null : BigInt(event.partnershipId),
      actionDate: new Date(),
    },
    select: { id: true },
  }));
