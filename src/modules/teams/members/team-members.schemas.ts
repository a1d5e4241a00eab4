import { z } from 'zod';
import { codeName, queryId, storableText, success } from '../../../http/schemas/schemas.js';

const username = storableText.min(1).meta({ description: 'Name of a user' });

export const joinRequestsQuery = z.object({
  team_id: queryId.meta({ type: 'integer', description: 'Id of the team' }),
});

export const joinRequestsAnswer = {
  description: 'One line for each user who has asked to join. If there is no such user, the answer is a sentence.',
  content: {
    'text/csv': {
      schema: z.string().meta({
        examples: ['Username,Date Joined (UTC),Team Name\r\nselam,2026-05-02T10:00:00,Validators\r\n'],
      }),
    },
    'application/json': {
      schema: z
        .object({ message: z.literal('No inactive members found for the specified team') })
        .meta({ id: 'NoJoinRequests', examples: [{ message: 'No inactive members found for the specified team' }] }),
    },
  },
};

export const joinAnswer = z
  .object({
    username,
    action: z
      .string()
      .toLowerCase()
      .pipe(z.enum(['accept', 'reject'])),
    type: z.literal('join-response').optional(),
  })
  .meta({
    id: 'JoinAnswer',
    description: 'The answer to a request to join a team',
    examples: [{ username: 'selam', action: 'accept', type: 'join-response' }],
  });

export const newMember = z
  .object({
    username,
    role: codeName('MANAGER', 'MEMBER').nullable().optional().meta({ description: 'MEMBER for a new member' }),
  })
  .meta({
    id: 'NewTeamMember',
    description: 'A new member of a team',
    examples: [{ username: 'selam', role: 'MEMBER' }],
  });

export const leaver = z.object({ username }).meta({
  id: 'TeamLeaver',
  description: 'The user who leaves the team',
  examples: [{ username: 'selam' }],
});

const notBlank = storableText.refine((text) => text.trim() !== '', 'it is blank');

export const messageToMany = z.object({ subject: notBlank, message: notBlank }).meta({
  id: 'MessageToMany',
  description: 'A message. Its text is Markdown.',
  examples: [{ subject: 'Mapathon on Saturday', message: 'Come **all**' }],
});

export const joined = success('Join request successful');
export const joinAnswered = success('True');
export const memberAdded = success('User added to the team');
export const memberRemoved = success('User removed from the team');
export const messageSent = success('Message sent successfully');
