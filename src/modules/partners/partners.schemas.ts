import { z } from 'zod';
import { nameText, optionalText, pathId, storableText, success } from '../../http/schemas/schemas.js';
import { LINK_NUMBERS } from './website-links.js';

/** Longest permalink (`partners.permalink`), in characters. */
const PERMALINK_LENGTH = 500;

export const partnerPath = z.object({ partnerId: pathId('Id of the partner') });
export const partnerKeyPath = z.object({
  partnerId: storableText.max(PERMALINK_LENGTH).meta({ description: 'Id (digits) or permalink of the partner' }),
});
export const permalinkPath = z.object({
  permalink: storableText.max(PERMALINK_LENGTH).meta({ description: 'Permalink of the partner' }),
});

const texts = {
  secondary_hashtag: optionalText(200),
  logo_url: optionalText(500),
  link_meta: optionalText(300),
  link_x: optionalText(300),
  link_instagram: optionalText(300),
  current_projects: optionalText(),
  permalink: optionalText(PERMALINK_LENGTH),
  mapswipe_group_id: optionalText(),
};

const linkKeys = Object.fromEntries(
  LINK_NUMBERS.flatMap((n) => [
    [`name_${n}`, optionalText(1000)],
    [`url_${n}`, optionalText(2000)],
  ]),
);

const LINKS = 'A link (`name_1`, `url_1` to `name_5`, `url_5`) needs both its name and its address.';

export const newPartner = z
  .object({ name: nameText(150), primary_hashtag: nameText(200), ...texts, ...linkKeys })
  .meta({
    id: 'NewPartner',
    description: `A new partner. ${LINKS}`,
    examples: [{ name: 'Red Cross', primary_hashtag: '#redcross', name_1: 'Site', url_1: 'https://example.org' }],
  });

export const partnerChange = z
  .object({ name: nameText(150).optional(), primary_hashtag: nameText(200).optional(), ...texts, ...linkKeys })
  .meta({
    id: 'PartnerChange',
    description: `Changes to a partner. Absent fields keep their values. ${LINKS} New links replace all earlier links.`,
    examples: [{ permalink: 'red-cross' }],
  });

const row = {
  id: z.int(),
  name: z.string(),
  primary_hashtag: z.string(),
  secondary_hashtag: z.string().nullable(),
  logo_url: z.string().nullable(),
  link_meta: z.string().nullable(),
  link_x: z.string().nullable(),
  link_instagram: z.string().nullable(),
  current_projects: z.string().nullable(),
  permalink: z.string().nullable(),
  mapswipe_group_id: z.string().nullable(),
};

const EXAMPLE = {
  id: 3,
  name: 'Red Cross',
  primary_hashtag: '#redcross',
  secondary_hashtag: null,
  logo_url: null,
  link_meta: null,
  link_x: null,
  link_instagram: null,
  current_projects: null,
  permalink: 'red-cross',
  mapswipe_group_id: null,
};

/** A partner. Further keys are `name_N` and `url_N` of its links. */
export const partner = z
  .object(row)
  .catchall(z.string())
  .meta({
    id: 'Partner',
    description:
      'An organisation that takes part in projects. Its links are `name_1`, `url_1`, `name_2`, `url_2` and so on.',
    examples: [{ ...EXAMPLE, name_1: 'Site', url_1: 'https://example.org' }],
  });

export const partnerList = z.array(partner).meta({ id: 'PartnerList', description: 'Partners', examples: [[EXAMPLE]] });

export const partnerMade = z.object({ ...row, website_links: z.string().nullable() }).meta({
  id: 'PartnerMade',
  description: 'The new partner, with its links as JSON text',
  examples: [{ ...EXAMPLE, website_links: '[]' }],
});

export const partnerChanged = z
  .object({ ...row, website_links: z.array(z.object({ name: z.string(), url: z.string() })).nullable() })
  .meta({
    id: 'PartnerChanged',
    description: 'The partner after the change',
    examples: [{ ...EXAMPLE, website_links: [{ name: 'Site', url: 'https://example.org' }] }],
  });

export const partnerDeleted = success('Partner deleted');
