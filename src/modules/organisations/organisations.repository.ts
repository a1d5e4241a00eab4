import { ORGANISATION_TYPE } from '../../access/codes.js';
import type { Models } from '../../db/transaction.js';

export interface KnownOrganisation {
  id: number;
  name: string;
}

const KNOWN = { id: true, name: true } as const;

/** Organisations of a name, compared without case. `_` and `%` in the name match any text, so that the result may hold others. */
export const findOrganisationsLike = (db: Models, name: string): Promise<KnownOrganisation[]> =>
  db.organisation.findMany({
    where: { name: { equals: name, mode: 'insensitive' } },
    orderBy: { id: 'asc' },
    select: KNOWN,
  });

export const findOrganisationById = (db: Models, id: number): Promise<KnownOrganisation | null> =>
  db.organisation.findUnique({ where: { id }, select: KNOWN });

/** The organisations that a user manages. */
export const findManagedBy = (db: Models, userId: number): Promise<KnownOrganisation[]> =>
  db.organisation.findMany({
    where: { managers: { some: { userId: BigInt(userId) } } },
    orderBy: { id: 'asc' },
    select: KNOWN,
  });

/** Creates an organisation with its first manager. */
export const createOrganisationRow = (
  db: Models,
  { name, slug, description, managerId }: { name: string; slug: string; description: string; managerId: number },
): Promise<KnownOrganisation> =>
  db.organisation.create({
    data: {
      name,
      slug,
      description,
      type: ORGANISATION_TYPE.FREE,
      managers: { create: { userId: BigInt(managerId) } },
    },
    select: KNOWN,
  });
