import { projectNotFound } from '../../access/project-policy.js';
import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { lockPartner } from './partners.repository.js';
import { partnerNotFound } from './partners.service.js';
import {
  createPartnershipRow,
  deletePartnershipRow,
  findPartnership,
  findPartnershipsOfProject,
  lockProject,
  insertPartnershipEvent,
  lockPartnership,
  PARTNERSHIP_ACTION,
  updatePartnershipRow,
  type PartnershipRow,
} from './partnerships.repository.js';

const partnershipNotFound = (id: number): DomainError =>
  new DomainError('PARTNERSHIP_NOT_FOUND', { details: { partnership_id: id } });

/** The partnerships of a project. */
export const listPartnerships = async ({ database }: Context, projectId: number) => ({
  partnerships: await findPartnershipsOfProject(database.db, projectId),
});

/** One partnership. @throws DomainError PARTNERSHIP_NOT_FOUND */
export async function getPartnership({ database }: Context, id: number): Promise<PartnershipRow> {
  const row = await findPartnership(database.db, id);
  if (!row) throw partnershipNotFound(id);
  return row;
}

/** @throws DomainError INVALID_TIME_RANGE if the end is before the start */
function assertRange(startedOn: Date, endedOn: Date | null): void {
  if (endedOn && endedOn < startedOn)
    throw new DomainError('INVALID_TIME_RANGE', { sentence: 'The partnership ends before it starts' });
}

/**
 * Assigns a partner to a project. The same partner may be assigned several times.
 * @returns the id of the partnership
 * @throws DomainError PROJECT_NOT_FOUND, PARTNER_NOT_FOUND, INVALID_TIME_RANGE
 */
export const createPartnership = (
  { database }: Context,
  input: {
    projectId: number;
    partnerId: number;
    startedOn?: Date | null | undefined;
    endedOn?: Date | null | undefined;
  },
): Promise<number> =>
  inModelTransaction(database, async (tx) => {
    const { projectId, partnerId, endedOn = null } = input;
    const startedOn = input.startedOn ?? new Date();
    if (!(await lockProject(tx, projectId))) throw projectNotFound(projectId);
    if (!(await lockPartner(tx, partnerId))) throw partnerNotFound(partnerId);
    assertRange(startedOn, endedOn);
    const id = await createPartnershipRow(tx, { projectId, partnerId, startedOn, endedOn });
    const dates = { startedOnNew: startedOn, endedOnNew: endedOn };
    await insertPartnershipEvent(tx, {
      partnershipId: id,
      projectId,
      partnerId,
      action: PARTNERSHIP_ACTION.CREATE,
      ...dates,
    });
    return id;
  });

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/**
 * Changes the dates of a partnership. An undefined date keeps its value. A null start keeps the start. With a null end, the
 * partnership has no end. The history records the changes.
 * @throws DomainError PARTNERSHIP_NOT_FOUND, INVALID_TIME_RANGE
 */
export const updatePartnership = (
  { database }: Context,
  id: number,
  change: { startedOn?: Date | null | undefined; endedOn?: Date | null | undefined },
): Promise<PartnershipRow> =>
  inModelTransaction(database, async (tx) => {
    const row = await lockPartnership(tx, id);
    if (!row) throw partnershipNotFound(id);
    const oldStart = new Date(row.startedOn);
    const oldEnd = dateOf(row.endedOn);
    const start = change.startedOn ?? oldStart;
    const end = change.endedOn === undefined ? oldEnd : change.endedOn;
    assertRange(start, end);
    const startChanged = start.getTime() !== oldStart.getTime();
    const endChanged = end?.getTime() !== oldEnd?.getTime();
    if (!startChanged && !endChanged) return row;
    await updatePartnershipRow(tx, id, {
      ...(startChanged && { startedOn: start }),
      ...(endChanged && { endedOn: end }),
    });
    await insertPartnershipEvent(tx, {
      partnershipId: id,
      projectId: row.projectId,
      partnerId: row.partnerId,
      action: PARTNERSHIP_ACTION.UPDATE,
      ...(startChanged && { startedOnOld: oldStart, startedOnNew: start }),
      ...(endChanged && { endedOnOld: oldEnd, endedOnNew: end }),
    });
    return (await findPartnership(tx, id)) ?? row;
  });

/** Deletes a partnership. The history records this. @throws DomainError PARTNERSHIP_NOT_FOUND */
export const deletePartnership = ({ database }: Context, id: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    const row = await lockPartnership(tx, id);
    if (!row) throw partnershipNotFound(id);
    await deletePartnershipRow(tx, id);
    await insertPartnershipEvent(tx, {
      partnershipId: null,
      projectId: row.projectId,
      partnerId: row.partnerId,
      action: PARTNERSHIP_ACTION.DELETE,
      startedOnOld: new Date(row.startedOn),
      endedOnOld: dateOf(row.endedOn),
    });
  });
