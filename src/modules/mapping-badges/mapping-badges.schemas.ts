import { z } from 'zod';
import { nameText, pathId, pathUserId, storableText } from '../../http/schemas/schemas.js';

export const badgePath = z.object({ badgeId: pathId('Id of the badge') });

export const badgeOwnerPath = z.object({ userId: pathUserId('OSM id of the user') });

/** Whether a text is an object with at least one number. Its other values are stored, but they are not requirements. */
const isRequirements = (text: string): boolean => {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const numbers = Object.values(value).filter((entry) => typeof entry === 'number');
    return numbers.length > 0 && numbers.every((number) => Number.isFinite(number));
  } catch {
    return false;
  }
};

const requirements = storableText
  .refine(isRequirements, 'give the JSON text of an object with at least one number, such as {"changeset": 250}')
  .meta({ description: 'JSON text: the statistics and the numbers that a user needs', example: '{"changeset": 250}' });

const fields = {
  name: nameText(255),
  description: storableText.trim().max(10_000),
  imagePath: storableText.trim().max(2048).nullable().meta({ description: 'Address of a picture, or null' }),
  requirements,
};

const EXAMPLE = {
  name: 'Builder',
  description: 'A hundred buildings',
  imagePath: 'https://example.org/badges/builder.png',
  requirements: '{"building": 100}',
  isEnabled: true,
  isInternal: false,
};

export const newBadge = z
  .object({ ...fields, isEnabled: z.boolean().default(true), isInternal: z.boolean().default(false) })
  .meta({ id: 'NewMappingBadge', description: 'A new badge', examples: [EXAMPLE] });

export const badgeChanges = z
  .object({ ...fields, isEnabled: z.boolean(), isInternal: z.boolean() })
  .partial()
  .meta({
    id: 'MappingBadgeChanges',
    description: 'Changes to a badge. Absent fields keep their values.',
    examples: [{ isEnabled: false }],
  });

const id = z.int().meta({ description: 'Id of the badge' });
const shown = { id, name: z.string(), description: z.string(), imagePath: z.string().nullable() };

export const badge = z
  .object({
    ...shown,
    requirements: z.string().nullable().meta({ description: 'JSON text' }),
    isEnabled: z.boolean().meta({ description: 'Whether the badge is shown to users' }),
    isInternal: z.boolean().meta({ description: 'Whether the badge is only a requirement of a mapping level' }),
  })
  .meta({ id: 'MappingBadge', description: 'A badge', examples: [{ id: 3, ...EXAMPLE }] });

export const badgeList = z.object({ badges: z.array(badge) }).meta({
  id: 'MappingBadgeList',
  description: 'Badges by name',
  examples: [{ badges: [{ id: 3, ...EXAMPLE }] }],
});

export const userBadges = z.object({ badges: z.array(z.object(shown)) }).meta({
  id: 'UserBadges',
  description: 'The badges that a user has and that are shown',
  examples: [
    { badges: [{ id: 3, name: EXAMPLE.name, description: EXAMPLE.description, imagePath: EXAMPLE.imagePath }] },
  ],
});
