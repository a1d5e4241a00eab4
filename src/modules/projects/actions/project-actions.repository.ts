import type { Models, ModelTx, Tx } from '../../../db/transaction.js';

/**
 * Marks a project as featured, or removes the mark. NULL counts as not featured.
 * @returns whether the value changed
 */
export async function setFeatured(db: Models, projectId: number, featured: boolean): Promise<boolean> {
  const { count } = await db.project.updateMany({
    where: { id: projectId, ...(featured ? { OR: [{ featured: false }, { featured: null }] } : { featured: true }) },
    data: { featured },
  });
  return count > 0;
}

/** The parts of a locked project that the actions need. */
export interface LockedProject {
  authorId: number;
  organisationId: number | null;
  /** In its default locale. */
  name: string;
}

/**
 * Locks a project until the transaction ends. Actions on its tasks are not blocked.
 * @returns null for an unknown project
 */
export async function lockProjectRow(tx: Tx, projectId: number): Promise<LockedProject | null> {
  const [row] = await tx.$queryRaw<LockedProject[]>`/* lockProjectRow */
    SELECT p.author_id::float8 AS "authorId", p.organisation_id AS "organisationId",
      coalesce((SELECT i.name FROM project_info i WHERE i.project_id = p.id AND i.locale = p.default_locale), '') AS name
    FROM projects p WHERE p.id = ${projectId}::int FOR NO KEY UPDATE OF p`;
  return row ?? null;
}

/** The interests with these ids, ordered by id. They are locked against deletion until the transaction ends. */
export const findInterestsToLink = (tx: Tx, ids: number[]): Promise<{ id: number; name: string | null }[]> =>
  tx.$queryRaw`/* findInterestsToLink */
    SELECT id, name FROM interests WHERE id = ANY(${ids}::int[]) ORDER BY id FOR KEY SHARE`;

/** Replaces the interests of a project. Prisma's client cannot write the table of these links: it has no unique key. */
export async function replaceInterests(tx: Tx, projectId: number, ids: number[]): Promise<void> {
  await tx.$executeRaw`/* replaceInterests */ DELETE FROM project_interests WHERE project_id = ${projectId}::int`;
  await tx.$executeRaw`/* replaceInterests */
    INSERT INTO project_interests (interest_id, project_id) SELECT id, ${projectId}::int FROM unnest(${ids}::int[]) id`;
}

/** Users who have mapped or validated an existing task of a project, and have not switched off notifications of projects. */
export async function findContributorsToNotify(tx: Tx, projectId: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`/* findContributorsToNotify */
    SELECT u.id::float8 AS id FROM users u WHERE u.projects_notifications AND u.id IN (
      SELECT t.mapped_by FROM tasks t WHERE t.project_id = ${projectId}::int
      UNION SELECT t.validated_by FROM tasks t WHERE t.project_id = ${projectId}::int) ORDER BY u.id`;
  return rows.map(({ id }) => id);
}

/** A possible new owner of a project. */
export interface Candidate {
  id: number;
  username: string;
  /** A code of `ROLE`. */
  role: number;
  /** Whether the user is listed as a manager of the organisation. */
  managesOrganisation: boolean;
}

/**
 * A user by exact name, with the relation to an organisation.
 * @returns null for an unknown name
 */
export async function findCandidate(
  tx: Tx,
  username: string,
  organisationId: number | null,
): Promise<Candidate | null> {
  const [row] = await tx.$queryRaw<Candidate[]>`/* findCandidate */
    SELECT u.id::float8 AS id, u.username, u.role, EXISTS (SELECT FROM organisation_managers m
      WHERE m.organisation_id = ${organisationId}::int AND m.user_id = u.id) AS "managesOrganisation"
    FROM users u WHERE u.username = ${username} ORDER BY u.id LIMIT 1 FOR KEY SHARE OF u`;
  return row ?? null;
}

/** Changes the owner of a project. */
export const writeAuthor = async (tx: ModelTx, projectId: number, authorId: number): Promise<void> =>
  void (await tx.project.update({ where: { id: projectId }, data: { authorId }, select: { id: true } }));

/** Ids of the managers of an organisation, ordered. */
export async function findManagersOf(db: Models, organisationId: number | null): Promise<number[]> {
  if (organisationId === null) return [];
  const rows = await db.organisationManager.findMany({
    where: { organisationId },
    select: { userId: true },
    orderBy: { userId: 'asc' },
  });
  return rows.map(({ userId }) => Number(userId));
}
