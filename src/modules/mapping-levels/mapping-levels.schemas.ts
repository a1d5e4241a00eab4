import { z } from 'zod';
import { nameText, numberOrDigits, pathId, storableText } from '../../http/schemas/schemas.js';
import { INT4_MAX } from '../../int4.js';

export const levelPath = z.object({ levelId: pathId('Id of the mapping level') });

const fields = {
  name: nameText(255),
  requiredBadges: z
    .array(z.object({ id: z.int().min(1).max(INT4_MAX) }))
    .max(1000)
    .meta({ description: 'The badges that a user needs for the level' }),
  approvalsRequired: numberOrDigits
    .refine((count) => count >= 0, 'give 0 or more')
    .meta({ type: 'integer', minimum: 0, description: 'Number of admins who must approve. 0: no approval is needed.' }),
  color: storableText.trim().max(255).nullable().meta({ description: 'Colour for the front-end, or null' }),
  isBeginner: z.boolean().meta({ description: 'Whether new users get the level' }),
};

const EXAMPLE = { name: 'EXPERT', approvalsRequired: 2, color: '#d73f3f', isBeginner: false };

export const newLevel = z
  .object({
    ...fields,
    approvalsRequired: fields.approvalsRequired.default(0),
    color: fields.color.default(null),
    isBeginner: fields.isBeginner.default(false),
  })
  .refine(({ requiredBadges }) => requiredBadges.length > 0, { path: ['requiredBadges'], message: 'give a badge' })
  .meta({
    id: 'NewMappingLevel',
    description: 'A new mapping level. It is higher than all others.',
    examples: [{ ...EXAMPLE, requiredBadges: [{ id: 3 }] }],
  });

export const levelChanges = z
  .object(fields)
  .partial()
  .refine(({ requiredBadges, isBeginner }) => requiredBadges?.length !== 0 || isBeginner === true, {
    path: ['requiredBadges'],
    message: 'give a badge',
  })
  .meta({
    id: 'MappingLevelChanges',
    description: 'Changes to a mapping level. Absent fields keep their values.',
    examples: [{ name: 'GURU' }],
  });

export const level = z
  .object({
    id: z.int().meta({ description: 'Id of the level' }),
    name: z.string(),
    approvalsRequired: z.int(),
    color: z.string().nullable(),
    ordering: z.int().meta({ description: 'Rank of the level; 1 is the lowest' }),
    isBeginner: z.boolean(),
    requiredBadges: z.array(z.object({ id: z.int(), name: z.string() })),
  })
  .meta({
    id: 'MappingLevel',
    description: 'A mapping level',
    examples: [{ id: 4, ...EXAMPLE, ordering: 4, requiredBadges: [{ id: 3, name: 'Builder' }] }],
  });

export const levelList = z.object({ levels: z.array(level) }).meta({
  id: 'MappingLevelList',
  description: 'Mapping levels without their badges, lowest first',
  examples: [{ levels: [{ id: 4, ...EXAMPLE, ordering: 4, requiredBadges: [] }] }],
});
