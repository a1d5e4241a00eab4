import { organisationNotFound } from '../../access/organisation-policy.js';
import type { Viewer } from '../../access/viewer.js';
import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { nameExists, withUniqueName } from '../../errors/unique-name.js';
import { escapeHtml, textAsHtml } from '../../text/html.js';
import { userLink } from '../../text/links.js';
import { markdownToHtml } from '../../text/markdown.js';
import { MESSAGE_TYPE, sendMessages } from '../notifications/messages.service.js';
import {
  createCampaignRow,
  deleteCampaignRow,
  findCampaign,
  findCampaigns,
  findContributors,
  lockOrganisations,
  isCampaignName,
  isCampaignUsed,
  linkOrganisations,
  lockCampaign,
  updateCampaignRow,
  type CampaignRow,
} from './campaigns.repository.js';
import { withoutUndefined } from '../../without-undefined.js';

/** The error for an unknown campaign. */
export const campaignNotFound = (id: number): DomainError =>
  new DomainError('CAMPAIGN_NOT_FOUND', { details: { campaign_id: id } });

/** The values of a campaign from a client. An undefined value is not written. Null clears the column. */
export type CampaignInput = { [K in keyof Omit<CampaignRow, 'id'>]?: CampaignRow[K] | undefined };

/** All campaigns by name. */
export const listCampaigns = async ({ database }: Context) => ({ campaigns: await findCampaigns(database.db) });

/** One campaign. @throws DomainError CAMPAIGN_NOT_FOUND */
export async function getCampaign({ database }: Context, id: number) {
  const row = await findCampaign(database.prisma, id);
  if (!row) throw campaignNotFound(id);
  return { ...row, organisations: null };
}

/**
 * Creates a campaign and links it to organisations.
 * @returns its id
 * @throws DomainError ORGANISATION_NOT_FOUND, NameExists
 */
export const createCampaign = (
  { database }: Context,
  { organisations, name, ...texts }: CampaignInput & { name: string; organisations?: number[] | null | undefined },
): Promise<number> =>
  withUniqueName(
    name,
    inModelTransaction(database, async (tx) => {
      const wanted = [...new Set(organisations ?? [])];
      const found = new Set(await lockOrganisations(tx, wanted));
      const missing = wanted.find((id) => !found.has(id));
      if (missing !== undefined) throw organisationNotFound(missing);
      if (await isCampaignName(tx, name)) throw nameExists(name);
      const id = await createCampaignRow(tx, { ...withoutUndefined(texts), name });
      await linkOrganisations(tx, id, wanted);
      return id;
    }),
  );

/** Changes a campaign. @throws DomainError CAMPAIGN_NOT_FOUND, NameExists */
export const updateCampaign = ({ database }: Context, id: number, input: CampaignInput): Promise<void> =>
  withUniqueName(
    input.name,
    inModelTransaction(database, async (tx) => {
      if (!(await lockCampaign(tx, id))) throw campaignNotFound(id);
      if (input.name !== undefined && (await isCampaignName(tx, input.name, id))) throw nameExists(input.name);
      const { name, logo, url, description } = input;
      await updateCampaignRow(tx, id, withoutUndefined({ name, logo, url, description }));
    }),
  );

/**
 * Deletes a campaign that no project has, with its links to organisations.
 * @throws DomainError CAMPAIGN_NOT_FOUND, CAMPAIGN_IN_USE
 */
export const deleteCampaign = ({ database }: Context, id: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if (!(await lockCampaign(tx, id))) throw campaignNotFound(id);
    if (await isCampaignUsed(tx, id)) throw new DomainError('CAMPAIGN_IN_USE', { details: { campaign_id: id } });
    await deleteCampaignRow(tx, id);
  });

/**
 * Sends a message to all contributors of projects of a campaign, except the sender and users who have switched off messages
 * about projects.
 * @param text Markdown
 * @throws DomainError CAMPAIGN_NOT_FOUND
 */
export async function messageContributors(
  context: Context,
  sender: Viewer,
  id: number,
  { subject, message: text }: { subject: string; message: string },
): Promise<void> {
  const { name } = await getCampaign(context, id);
  const link = userLink(context.config.appBaseUrl, sender.username);
  const head = `<p>A message from ${link} to the contributors of the campaign ${escapeHtml(name)}:</p>`;
  const content = {
    type: MESSAGE_TYPE.BROADCAST,
    fromUserId: sender.id,
    subject: textAsHtml(subject),
    message: `${head}\n${markdownToHtml(text)}`,
  };
  await inModelTransaction(context.database, async (tx) => {
    const receivers = (await findContributors(tx, id)).filter((userId) => userId !== sender.id);
    await sendMessages(
      tx,
      receivers.map((toUserId) => ({ toUserId, ...content })),
    );
  });
}
