import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { withUniqueName } from '../../errors/unique-name.js';
import {
  createPartnerRow,
  deletePartnerRow,
  findPartner,
  findPartners,
  isPartnerNameTaken,
  isPartnerUsed,
  lockPartner,
  updatePartnerRow,
  type PartnerData,
  type PartnerRow,
} from './partners.repository.js';
import { linkKeysOf, linksIn, parseLinks } from './website-links.js';
import { INT4_MAX } from '../../int4.js';
import { withoutUndefined } from '../../without-undefined.js';

/** The error for an unknown partner. */
export const partnerNotFound = (partner: number | string): DomainError =>
  new DomainError('PARTNER_NOT_FOUND', { details: { partner_id: partner } });

/** The columns of a partner, as clients name them. */
const columnsOf = (row: PartnerRow) => ({
  id: row.id,
  name: row.name,
  primary_hashtag: row.primaryHashtag,
  secondary_hashtag: row.secondaryHashtag,
  logo_url: row.logoUrl,
  link_meta: row.linkMeta,
  link_x: row.linkX,
  link_instagram: row.linkInstagram,
  current_projects: row.currentProjects,
  permalink: row.permalink,
  mapswipe_group_id: row.mapswipeGroupId,
});

const partnerOf = (row: PartnerRow) => ({ ...columnsOf(row), ...linkKeysOf(parseLinks(row.websiteLinks) ?? []) });

/** All partners. */
export const listPartners = async ({ database }: Context) => (await findPartners(database.prisma)).map(partnerOf);

/** One partner, by its id (digits) or its permalink. @throws DomainError PARTNER_NOT_FOUND */
export async function getPartner({ database }: Context, key: string) {
  const isNumber = /^\d+$/.test(key);
  const row =
    isNumber && Number(key) > INT4_MAX
      ? null
      : await findPartner(database.prisma, isNumber ? { id: Number(key) } : { permalink: key });
  if (!row) throw partnerNotFound(key);
  return partnerOf(row);
}

/** The row of the partner with a permalink. @throws DomainError PARTNER_NOT_FOUND */
export async function partnerByPermalink({ database }: Context, permalink: string): Promise<PartnerRow> {
  const row = await findPartner(database.prisma, { permalink });
  if (!row) throw partnerNotFound(permalink);
  return row;
}

/** The values of a partner from a client. An undefined value is not written. Null clears the column. */
export interface PartnerInput {
  name?: string | undefined;
  primary_hashtag?: string | undefined;
  secondary_hashtag?: string | null | undefined;
  logo_url?: string | null | undefined;
  link_meta?: string | null | undefined;
  link_x?: string | null | undefined;
  link_instagram?: string | null | undefined;
  current_projects?: string | null | undefined;
  permalink?: string | null | undefined;
  mapswipe_group_id?: string | null | undefined;
}

function dataOf(input: PartnerInput): PartnerData {
  return withoutUndefined({
    name: input.name,
    primaryHashtag: input.primary_hashtag,
    secondaryHashtag: input.secondary_hashtag,
    logoUrl: input.logo_url,
    linkMeta: input.link_meta,
    linkX: input.link_x,
    linkInstagram: input.link_instagram,
    currentProjects: input.current_projects,
    permalink: input.permalink,
    mapswipeGroupId: input.mapswipe_group_id,
  });
}

/**
 * Creates a partner.
 * @returns its row, with the links as JSON text
 * @throws DomainError NameExists
 */
export const createPartner = (
  { database }: Context,
  input: PartnerInput & { name: string; primary_hashtag: string },
): Promise<ReturnType<typeof columnsOf> & { website_links: string | null }> =>
  withUniqueName(
    undefined,
    inModelTransaction(database, async (tx) => {
      const data = { ...dataOf(input), name: input.name, primaryHashtag: input.primary_hashtag };
      if (await isPartnerNameTaken(tx, data)) throw new DomainError('NameExists');
      const websiteLinks = JSON.stringify(linksIn({ ...input }));
      const row = await createPartnerRow(tx, { ...data, websiteLinks });
      return { ...columnsOf(row), website_links: row.websiteLinks };
    }),
  );

/**
 * Changes a partner. Its links are replaced only if the input has at least one link.
 * @returns its row
 * @throws DomainError PARTNER_NOT_FOUND, NameExists
 */
export const updatePartner = ({ database }: Context, id: number, input: PartnerInput) =>
  withUniqueName(
    undefined,
    inModelTransaction(database, async (tx) => {
      if (!(await lockPartner(tx, id))) throw partnerNotFound(id);
      const data = dataOf(input);
      if (await isPartnerNameTaken(tx, data, id)) throw new DomainError('NameExists');
      const links = linksIn({ ...input });
      const row = await updatePartnerRow(tx, id, {
        ...data,
        ...(links.length > 0 && { websiteLinks: JSON.stringify(links) }),
      });
      return { ...columnsOf(row), website_links: parseLinks(row.websiteLinks) };
    }),
  );

/** Deletes a partner that no project has. @throws DomainError PARTNER_NOT_FOUND, PARTNER_IN_USE */
export const deletePartner = ({ database }: Context, id: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if (!(await lockPartner(tx, id))) throw partnerNotFound(id);
    if (await isPartnerUsed(tx, id)) throw new DomainError('PARTNER_IN_USE', { details: { partner_id: id } });
    await deletePartnerRow(tx, id);
  });
