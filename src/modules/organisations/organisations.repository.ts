import type { Db, StatementTx } from '../../db/transaction.js';

export interface KnownOrganisation {
  id: number;
  name: string;
}

/** Finds an organisation by its name in any case, else by its id. */
export async function findOrganisationByName(db: Db, name: string): Promise<KnownOrganisation | null> {
  const [row] = await db.$queryRaw<KnownOrganisation[]>`/* findOrganisationByName */
    SELECT o.id, o.name FROM organisations o WHERE lower(o.name) = lower(${name}) OR o.id::text = ${name}
    ORDER BY o.name = ${name} DESC, lower(o.name) = lower(${name}) DESC, o.id LIMIT 1`;
  return row ?? null;
}

/** The organisations that a user manages. */
export const findManagedBy = (db: Db, userId: number): Promise<KnownOrganisation[]> =>
  db.$queryRaw<KnownOrganisation[]>`/* findManagedBy */
    SELECT o.id, o.name FROM organisations o JOIN organisation_managers m ON m.organisation_id = o.id
    WHERE m.user_id = ${userId}::bigint ORDER BY o.id`;

/** Inserts an organisation with its first manager. */
export async function insertOrganisation(
  tx: StatementTx,
  { name, slug, description, managerId }: { name: string; slug: string; description: string; managerId: number },
): Promise<KnownOrganisation> {
  // type 1: FREE
  const [row] = await tx.$queryRaw<KnownOrganisation[]>`/* insertOrganisation */
    WITH made AS (
      INSERT INTO organisations (name, slug, description, type) VALUES (${name}, ${slug}, ${description}, 1)
      RETURNING id, name
    ), manager AS (
      INSERT INTO organisation_managers (organisation_id, user_id) SELECT made.id, ${managerId}::bigint FROM made
    )
    SELECT id, name FROM made`;
  if (!row) throw new Error('an organisation was inserted without a row coming back');
  return row;
}
