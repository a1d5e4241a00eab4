import { z } from 'zod';
import {
  bodyId,
  nameText,
  optionalText,
  pathId,
  projectPath,
  storableText,
  success,
} from '../../http/schemas/schemas.js';

const campaignId = pathId('Id of the campaign');

export const campaignPath = z.object({ campaignId });
export const projectCampaignPath = projectPath.extend({ campaignId });
export const organisationPath = z.object({ organisationId: pathId('Id of the organisation') });
export const organisationCampaignPath = organisationPath.extend({ campaignId });

/** Longest name of a campaign. The column has no limit, but an entry of its index has a limit. */
const NAME_LENGTH = 500;

const texts = { logo: optionalText(), url: optionalText(), description: optionalText() };

export const newCampaign = z
  .object({
    name: nameText(NAME_LENGTH),
    ...texts,
    organisations: z.array(bodyId).max(10_000).nullable().optional().meta({ description: 'Ids of organisations' }),
  })
  .meta({
    id: 'NewCampaign',
    description: 'A new campaign',
    examples: [{ name: 'Floods', organisations: [11] }],
  });

export const campaignChange = z.object({ name: nameText(NAME_LENGTH).optional(), ...texts }).meta({
  id: 'CampaignChange',
  description: 'Changes to a campaign. Absent fields keep their values.',
  examples: [{ description: 'Roads and buildings' }],
});

export const campaign = z
  .object({
    id: z.int(),
    name: z.string(),
    logo: z.string().nullable(),
    url: z.string().nullable(),
    description: z.string().nullable(),
    organisations: z.null(),
  })
  .meta({
    id: 'Campaign',
    description: 'A campaign: a common purpose of projects',
    examples: [{ id: 3, name: 'Floods', logo: null, url: null, description: null, organisations: null }],
  });

export const campaignList = z.object({ campaigns: z.array(z.object({ id: z.int(), name: z.string() })) }).meta({
  id: 'CampaignList',
  description: 'Campaigns',
  examples: [{ campaigns: [{ id: 3, name: 'Floods' }] }],
});

export const campaignMade = z
  .object({ campaignId: z.int() })
  .meta({ id: 'CampaignMade', description: 'The new campaign', examples: [{ campaignId: 3 }] });

const done = (id: string, description: string, example: string) =>
  z.object({ Success: z.string() }).meta({ id, description, examples: [{ Success: example }] });

export const campaignUpdated = done('CampaignUpdated', 'The campaign is changed', 'Campaign 3 updated');
export const organisationAssigned = done(
  'OrganisationCampaignAssigned',
  'The campaign is assigned to the organisation',
  'campaign with id 3 assigned for organisation with id 11',
);
export const projectAssigned = done(
  'ProjectCampaignAssigned',
  'The campaign is assigned to the project',
  'campaign with id 3 assigned successfully for project with id 7',
);
export const campaignDeleted = success('Campaign deleted');
export const organisationUnassigned = success('Organisation and campaign unassociated successfully');
export const projectUnassigned = success('Campaigns Deleted');
export const contributorsMessaged = success('Message sent successfully');

const notBlank = storableText.refine((text) => text.trim() !== '', 'it is blank');

export const contributorMessage = z.object({ subject: notBlank, message: notBlank }).meta({
  id: 'CampaignMessage',
  description: 'A message to the contributors of a campaign. Its text is Markdown.',
  examples: [{ subject: 'Thank you', message: 'All **roads** are mapped' }],
});
