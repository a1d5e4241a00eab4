import type { Db, Models, ModelTx } from '../../db/transaction.js';

/** A campaign as it is stored. */
export interface CampaignRow {
  id: number;
  name: string;
  logo: string | null;
  url: string | null;
  description: string | null;
}

/** A campaign in a list. */
export type NamedCampaign = Pick<CampaignRow, 'id' | 'name'>;

/** All campaigns by name. Through the models, a thousand of them take several times as long. */
export const findCampaigns = (db: Db): Promise<NamedCampaign[]> =>
  db.$queryRaw<NamedCampaign[]>`/* findCampaigns */ SELECT c.id, c.name FROM campaigns c ORDER BY c.name, c.id`;

/** The campaign with an id; null if there is none. */
export const findCampaign = (db: Models, id: number): Promise<CampaignRow | null> =>
  db.campaign.findUnique({ where: { id } });

/** Whether another campaign than `except` has the name. */
export const isCampaignName = async (db: Models, name: string, except = 0): Promise<boolean> =>
  (await db.campaign.count({ where: { name, id: { not: except } } })) > 0;

/** Inserts a campaign. @returns its id */
export const createCampaignRow = async (
  tx: ModelTx,
  data: { name: string } & Partial<Omit<CampaignRow, 'id' | 'name'>>,
): Promise<number> => (await tx.campaign.create({ data, select: { id: true } })).id;

/** Writes columns of a campaign. */
export const updateCampaignRow = async (
  db: Models,
  id: number,
  data: Partial<Omit<CampaignRow, 'id'>>,
): Promise<void> => void (await db.campaign.update({ where: { id }, data, select: { id: true } }));

/**
 * Locks a campaign until the transaction ends. Other transactions cannot link or delete it.
 * @returns whether it exists
 */
export const lockCampaign = async (tx: ModelTx, id: number): Promise<boolean> =>
  (await tx.$queryRaw<unknown[]>`/* lockCampaign */ SELECT id FROM campaigns WHERE id = ${id}::int FOR UPDATE`).length >
  0;

/** Whether a project has the campaign. */
export async function isCampaignUsed(tx: ModelTx, id: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`/* isCampaignUsed */
    SELECT FROM campaign_projects WHERE campaign_id = ${id}::int LIMIT 1`;
  return rows.length > 0;
}

/** Deletes a campaign with its links to organisations. */
export async function deleteCampaignRow(tx: ModelTx, id: number): Promise<void> {
  await tx.$executeRaw`/* deleteCampaignRow */ DELETE FROM campaign_organisations WHERE campaign_id = ${id}::int`;
  await tx.campaign.delete({ where: { id }, select: { id: true } });
}

/**
 * Locks organisations against deletion until the transaction ends, in the order of their ids.
 * @returns the ids of the organisations that exist
 */
export const lockOrganisations = async (tx: ModelTx, ids: readonly number[]): Promise<number[]> =>
  (
    await tx.$queryRaw<{ id: number }[]>`/* lockOrganisations */
      SELECT id FROM organisations WHERE id = ANY(${ids}::int[]) ORDER BY id FOR KEY SHARE`
  ).map(({ id }) => id);

/** Links a campaign to organisations. @returns the number of new links */
export const linkOrganisations = (tx: ModelTx, campaignId: number, ids: readonly number[]): Promise<number> =>
  tx.$executeRaw`/* linkOrganisations */
    INSERT INTO campaign_organisations (campaign_id, organisation_id)
    SELECT ${campaignId}::int, o FROM unnest(${ids}::int[]) o ON CONFLICT DO NOTHING`;

/** Removes the link of a campaign to an organisation. @returns the number of removed links */
export const unlinkOrganisation = (tx: ModelTx, campaignId: number, organisationId: number): Promise<number> =>
  tx.$executeRaw`/* unlinkOrganisation */
    DELETE FROM campaign_organisations WHERE campaign_id = ${campaignId}::int AND organisation_id = ${organisationId}::int`;

/** The campaigns of an organisation, by id. */
export const findCampaignsOfOrganisation = (db: Db, organisationId: number): Promise<NamedCampaign[]> =>
  db.$queryRaw<NamedCampaign[]>`/* findCampaignsOfOrganisation */
    SELECT c.id, c.name FROM campaigns c JOIN campaign_organisations l ON l.campaign_id = c.id
    WHERE l.organisation_id = ${organisationId}::int ORDER BY c.id`;

/** The campaigns of a project, each once, by id. */
export const findCampaignsOfProject = (db: Db, projectId: number): Promise<NamedCampaign[]> =>
  db.$queryRaw<NamedCampaign[]>`/* findCampaignsOfProject */
    SELECT c.id, c.name FROM campaigns c WHERE c.id IN (
      SELECT l.campaign_id FROM campaign_projects l WHERE l.project_id = ${projectId}::int) ORDER BY c.id`;

/** Links a campaign to a project. The caller must have locked the campaign. @returns the number of new links */
export const linkProject = (tx: ModelTx, campaignId: number, projectId: number): Promise<number> =>
  tx.$executeRaw`/* linkProject */
    INSERT INTO campaign_projects (campaign_id, project_id)
    SELECT ${campaignId}::int, ${projectId}::int WHERE NOT EXISTS (
      SELECT FROM campaign_projects WHERE campaign_id = ${campaignId}::int AND project_id = ${projectId}::int)`;

/** Removes the link of a campaign to a project. @returns the number of removed links */
export const unlinkProject = (tx: ModelTx, campaignId: number, projectId: number): Promise<number> =>
  tx.$executeRaw`/* unlinkProject */
    DELETE FROM campaign_projects WHERE campaign_id = ${campaignId}::int AND project_id = ${projectId}::int`;

/** Users who have mapped or validated a task in projects of the campaign, and have not switched off messages about projects. */
export const findContributors = async (tx: ModelTx, campaignId: number): Promise<number[]> =>
  (
    await tx.$queryRaw<{ id: number }[]>`/* findContributors */
      SELECT u.id::float8 AS id FROM users u WHERE u.projects_notifications AND u.id IN (
        SELECT unnest(ARRAY[t.mapped_by, t.validated_by]) FROM tasks t WHERE t.project_id IN (
          SELECT l.project_id FROM campaign_projects l WHERE l.campaign_id = ${campaignId}::int)) ORDER BY u.id`
  ).map(({ id }) => id);
