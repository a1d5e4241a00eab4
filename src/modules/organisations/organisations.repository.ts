import type { Db, Models, ModelTx } from '../../db/transaction.js';
import { Prisma } from '../../generated/prisma/client.js';

/** An organisation in commands of operators. */
export interface KnownOrganisation {
  id: number;
  name: string;
}

const KNOWN = { id: true, name: true } as const;

/**
 * Organisations with a name, case-insensitive. `_` and `%` in the name match any text, so the result may contain other
 * organisations too.
 */
export const findOrganisationsLike = (db: Models, name: string): Promise<KnownOrganisation[]> =>
  db.organisation.findMany({
    where: { name: { equals: name, mode: 'insensitive' } },
    orderBy: { id: 'asc' },
    select: KNOWN,
  });

/** The organisation with an id; null if there is none. */
export const findOrganisationById = (db: Models, id: number): Promise<KnownOrganisation | null> =>
  db.organisation.findUnique({ where: { id }, select: KNOWN });

/** The organisations that a user manages, ordered by id. */
export const findManagedBy = (db: Models, userId: number): Promise<KnownOrganisation[]> =>
  db.organisation.findMany({
    where: { managers: { some: { userId: BigInt(userId) } } },
    orderBy: { id: 'asc' },
    select: KNOWN,
  });

const PERSON = { select: { user: { select: { username: true, pictureUrl: true } } } } as const;

const MANAGERS = { ...PERSON, orderBy: { userId: 'asc' } } as const satisfies Prisma.Organisation$managersArgs;

/** An organisation of a list, with its managers. */
interface ListedOrganisation {
  id: number;
  name: string;
  slug: string;
  logo: string | null;
  description: string | null;
  url: string | null;
  type: number;
  subscriptionTier: number | null;
  managers: { username: string; pictureUrl: string | null }[];
}

/**
 * Organisations, ordered by name: all with their managers, or those of one manager with only this manager, as clients expect.
 * It is one SQL statement, because the typed client takes several times as long for some hundred organisations.
 * @param withManagers whether the managers are read
 */
export function findOrganisations(
  db: Db,
  managerId: number | undefined,
  withManagers: boolean,
): Promise<ListedOrganisation[]> {
  const onlyOne = managerId === undefined ? Prisma.sql`true` : Prisma.sql`m.user_id = ${managerId}::bigint`;
  const managers = Prisma.sql`LEFT JOIN (
    SELECT m.organisation_id, json_agg(json_build_object('username', coalesce(u.username, ''), 'pictureUrl', u.picture_url)
      ORDER BY m.user_id) AS managers
    FROM organisation_managers m JOIN users u ON u.id = m.user_id WHERE ${onlyOne} GROUP BY 1) g ON g.organisation_id = o.id`;
  const managed = Prisma.sql`WHERE o.id IN (SELECT m.organisation_id FROM organisation_managers m WHERE ${onlyOne})`;
  return db.$queryRaw<ListedOrganisation[]>`/* findOrganisations */
    SELECT o.id, o.name, o.slug, o.logo, o.description, o.url, o.type, o.subscription_tier AS "subscriptionTier",
      ${withManagers ? Prisma.sql`coalesce(g.managers, '[]')` : Prisma.sql`'[]'::json`} AS managers
    FROM organisations o ${withManagers ? managers : Prisma.empty} ${managerId === undefined ? Prisma.empty : managed}
    ORDER BY o.name, o.id`;
}

/** An organisation with its managers and teams, by its id or its slug. */
export const findOrganisationWithTeams = (db: Models, key: { id: number } | { slug: string }) =>
  db.organisation.findUnique({
    where: key,
    include: {
      managers: MANAGERS,
      teams: {
        include: {
          members: {
            select: { userId: true, function: true, active: true, ...PERSON.select },
            orderBy: { userId: 'asc' },
          },
        },
        orderBy: { id: 'asc' },
      },
    },
  });

/** An organisation without managers and teams, by its id or its slug. */
export const findOrganisationRow = (db: Models, key: { id: number } | { slug: string }) =>
  db.organisation.findUnique({ where: key });

/** Whether the user is listed as a manager of the organisation. */
export const isManagerOf = async (db: Models, organisationId: number, userId: number): Promise<boolean> =>
  (await db.organisationManager.count({ where: { organisationId, userId: BigInt(userId) } })) > 0;

/** Columns of a new organisation. */
export type OrganisationData = Pick<Prisma.OrganisationUncheckedCreateInput, 'name' | 'slug' | 'type'> &
  Partial<Pick<Prisma.OrganisationUncheckedCreateInput, 'logo' | 'url' | 'description' | 'subscriptionTier'>>;

/** Inserts an organisation with its managers. @returns its id */
export async function createOrganisationWithManagers(
  tx: ModelTx,
  data: OrganisationData,
  managerIds: readonly number[],
): Promise<number> {
  const { id } = await tx.organisation.create({ data, select: { id: true } });
  await addManagers(tx, id, managerIds);
  return id;
}

/** Adds managers to an organisation. Existing managers are kept. */
export const addManagers = async (tx: ModelTx, organisationId: number, userIds: readonly number[]): Promise<void> =>
  void (await tx.organisationManager.createMany({
    data: userIds.map((userId) => ({ organisationId, userId: BigInt(userId) })),
    skipDuplicates: true,
  }));

/** Replaces the managers of the organisation. */
export async function replaceManagers(tx: ModelTx, organisationId: number, userIds: readonly number[]): Promise<void> {
  await tx.organisationManager.deleteMany({
    where: { organisationId, userId: { notIn: userIds.map((id) => BigInt(id)) } },
  });
  await addManagers(tx, organisationId, userIds);
}

/** Writes columns of an organisation. */
export const updateOrganisationRow = async (tx: ModelTx, id: number, data: Partial<OrganisationData>): Promise<void> =>
  void (await tx.organisation.update({ where: { id }, data, select: { id: true } }));

/**
 * Locks an organisation until the transaction ends. `write`: no other transaction changes the organisation or refers to it.
 * `reference`: no other transaction deletes the organisation.
 * @returns whether it exists
 */
export async function lockOrganisation(tx: ModelTx, id: number, strength: 'write' | 'reference'): Promise<boolean> {
  const rows =
    strength === 'write'
      ? await tx.$queryRaw<
          unknown[]
        >`/* lockOrganisation */ SELECT id FROM organisations WHERE id = ${id}::int FOR UPDATE`
      : await tx.$queryRaw<
          unknown[]
        >`/* lockOrganisation */ SELECT id FROM organisations WHERE id = ${id}::int FOR KEY SHARE`;
  return rows.length > 0;
}

/** Whether the organisation has projects or teams. */
export async function isOrganisationUsed(tx: ModelTx, organisationId: number): Promise<boolean> {
  const where = { where: { organisationId } };
  return (await tx.team.count(where)) > 0 || (await tx.project.count(where)) > 0;
}

/** Deletes an organisation with its managers and its links to campaigns. */
export async function deleteOrganisationRow(tx: ModelTx, id: number): Promise<void> {
  await tx.organisationManager.deleteMany({ where: { organisationId: id } });
  await tx.$executeRaw`/* deleteOrganisationRow */ DELETE FROM campaign_organisations WHERE organisation_id = ${id}::int`;
  await tx.organisation.delete({ where: { id }, select: { id: true } });
}

/** Whether another organisation than `except` has the name or the slug. */
export const isNameTaken = async (
  tx: Models,
  { name, slug }: { name?: string | undefined; slug?: string | undefined },
  except = 0,
): Promise<boolean> => {
  const taken = [...(name === undefined ? [] : [{ name }]), ...(slug === undefined ? [] : [{ slug }])];
  return taken.length > 0 && (await tx.organisation.count({ where: { id: { not: except }, OR: taken } })) > 0;
};
