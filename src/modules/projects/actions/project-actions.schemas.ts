import { z } from 'zod';
import { nameText, storableText, success } from '../../../http/schemas/schemas.js';

/** Requests and answers of the actions on a whole project. */

const done = (id: string, description: string) =>
  z.object({ Success: z.literal(true) }).meta({ id, description, examples: [{ Success: true }] });

export const featured = done('ProjectFeatured', 'The project is featured');
export const unfeatured = done('ProjectUnfeatured', 'The project is no longer featured');

export const interestIds = z
  .object({
    interests: z.array(z.int32()).max(10_000).meta({ description: 'Ids of interests. An empty list removes all.' }),
  })
  .meta({
    id: 'InterestIds',
    description: 'New interests of a project',
    examples: [{ interests: [1, 3] }],
  });

export const projectInterests = z
  .object({ interests: z.array(z.object({ id: z.int(), name: z.string().nullable() })) })
  .meta({
    id: 'ProjectInterests',
    description: 'The interests of a project after the change',
    examples: [{ interests: [{ id: 3, name: 'Floods' }] }],
  });

export const contributorMessage = z
  .object({
    subject: nameText(1000),
    message: storableText.trim().min(1, 'it is empty').meta({ description: 'Markdown' }),
  })
  .meta({
    id: 'ContributorMessage',
    description: 'A message to all contributors of a project',
    examples: [{ subject: 'Almost done', message: 'Ten tasks are **left**.' }],
  });

export const messagesStarted = success('Messages started');

export const newOwner = z
  .object({ username: nameText(255).meta({ description: 'Exact name of the new owner' }) })
  .meta({ id: 'NewOwner', description: 'The new owner of a project', examples: [{ username: 'demo_manager' }] });

export const projectTransferred = success('Project Transferred');
