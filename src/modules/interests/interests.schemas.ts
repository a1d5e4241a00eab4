import { z } from 'zod';
import { nameText, pathId, success } from '../../http/schemas/schemas.js';

export const interestPath = z.object({ interestId: pathId('Id of the interest') });

export const newInterest = z.object({ name: nameText(100) }).meta({
  id: 'NewInterest',
  description: 'An interest to be made or renamed',
  examples: [{ name: 'Floods' }],
});

const id = z.int().meta({ description: 'Id of the interest' });
const name = z.string().meta({ description: 'Its name, which is unique' });

export const interest = z.object({ id, name }).meta({
  id: 'Interest',
  description: 'Something that users and projects can be interested in',
  examples: [{ id: 3, name: 'Floods' }],
});

export const interestList = z
  .object({
    interests: z.array(
      z.object({
        id,
        name,
        userSelected: z
          .boolean()
          .nullable()
          .meta({ description: 'Whether the user has chosen it; null where not asked' }),
        countProjects: z.int().nullable().meta({ description: 'Projects that have it; null where not counted' }),
        countUsers: z.int().nullable().meta({ description: 'Users who have it; null where not counted' }),
      }),
    ),
  })
  .meta({
    id: 'InterestList',
    description: 'Interests',
    examples: [{ interests: [{ id: 3, name: 'Floods', userSelected: null, countProjects: null, countUsers: null }] }],
  });

export const interestDeleted = success('Interest deleted');
