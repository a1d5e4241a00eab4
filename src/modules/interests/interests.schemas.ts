import { z } from 'zod';
import { nameText, pathId, success } from '../../http/schemas/schemas.js';

export const interestPath = z.object({ interestId: pathId('Id of the interest') });

export const newInterest = z.object({ name: nameText(100) }).meta({
  id: 'NewInterest',
  description: 'A new interest, or a new name',
  examples: [{ name: 'Floods' }],
});

const id = z.int().meta({ description: 'Id of the interest' });
const name = z.string().meta({ description: 'Unique name of the interest' });

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
        userSelected: z.boolean().nullable().meta({
          description: 'Whether the user has chosen the interest. Null in answers that are not about a user.',
        }),
        countProjects: z
          .int()
          .nullable()
          .meta({ description: 'Number of projects with the interest. Null if not counted.' }),
        countUsers: z.int().nullable().meta({ description: 'Number of users with the interest. Null if not counted.' }),
      }),
    ),
  })
  .meta({
    id: 'InterestList',
    description: 'Interests',
    examples: [{ interests: [{ id: 3, name: 'Floods', userSelected: null, countProjects: null, countUsers: null }] }],
  });

export const interestDeleted = success('Interest deleted');
