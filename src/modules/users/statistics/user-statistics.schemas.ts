import { z } from 'zod';
import { storableText } from '../../../http/schemas/schemas.js';

const userId = z.coerce
  .number()
  .int()
  .min(1)
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ type: 'integer', description: 'OSM id of the user', example: 1005 });

/** The id of a user. Any number is valid; for an unknown user the answer is 404. */
const anyUserId = z
  .string()
  .regex(/^-?\d{1,19}$/, 'give the id of a user')
  .transform(Number)
  .optional()
  .meta({ type: 'integer', description: 'OSM id of the user', example: 1005 });

export const nextLevelQuery = z.object({ userId: anyUserId });

export const nextLevelAnswer = z
  .object({
    nextLevel: z.string().meta({ description: 'Name of the next level' }),
    aggregatedProgress: z.number().meta({ description: 'Sum of these statistics of the user' }),
    aggregatedGoal: z.number().meta({ description: 'Sum that the badges of the level require' }),
    metrics: z.array(z.string()).meta({ description: 'The statistics' }),
  })
  .nullable()
  .meta({
    id: 'NextLevel',
    description: 'Progress of a user towards the next mapping level. Null at the highest level.',
    examples: [{ nextLevel: 'INTERMEDIATE', aggregatedProgress: 60, aggregatedGoal: 250, metrics: ['changeset'] }],
  });

const dateText = storableText
  .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/, 'give a date such as 2026-01-31')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'there is no such date')
  .optional();

export const ohsomeQuery = z.object({
  userId,
  topics: storableText
    .max(1000)
    .regex(/^[\w:-]+(,[\w:-]+)*$/, 'give topics separated by commas')
    .meta({ description: 'Topics of ohsome, separated by commas', example: 'building,highway' }),
  startdate: dateText.meta({ description: 'Start of the period', example: '2026-01-01' }),
  enddate: dateText.meta({ description: 'End of the period', example: '2026-02-01' }),
  hashtag: storableText
    .max(1000)
    .optional()
    .meta({ description: 'Only changesets with this hashtag', example: 'hotosm-project-*' }),
});

export const ohsomeAnswer = z
  .looseObject({})
  .meta({ id: 'OhsomeAnswer', description: 'The answer of ohsome, unchanged', examples: [{ result: { topics: {} } }] });
