import { z } from 'zod';
import { numberOrDigits, pathUserId } from '../../http/schemas/schemas.js';

/** Ids of partnerships have 64 bits. */
export const partnershipPath = z.object({ partnershipId: pathUserId('Id of the partnership') });

const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A date with or without a time. Without an offset it is UTC. */
const date = z
  .string()
  .regex(ISO, 'give a date such as 2026-02-01T00:00:00Z')
  .transform((text) => new Date(/[T ].*(Z|[+-]\d{2}:?\d{2})$/.test(text) || text.length === 10 ? text : `${text}Z`))
  .refine((value) => !Number.isNaN(value.getTime()), 'there is no such date')
  .nullable()
  .optional();

export const newPartnership = z
  .object({ projectId: numberOrDigits, partnerId: numberOrDigits, startedOn: date, endedOn: date })
  .meta({
    id: 'NewPartnership',
    description: 'A new partnership of a partner and a project. By default it starts now.',
    examples: [{ projectId: 7, partnerId: 3, startedOn: '2026-02-01T00:00:00Z', endedOn: null }],
  });

export const partnershipChange = z.object({ startedOn: date, endedOn: date }).meta({
  id: 'PartnershipChange',
  description:
    'New dates of a partnership. Absent dates keep their values. With `endedOn: null` the partnership has no end.',
  examples: [{ endedOn: null }],
});

export const partnership = z
  .object({
    id: z.int(),
    projectId: z.int(),
    partnerId: z.int(),
    startedOn: z.string().meta({ description: 'UTC' }),
    endedOn: z.string().nullable().meta({ description: 'UTC. Null: the partnership has no end.' }),
  })
  .meta({
    id: 'Partnership',
    description: 'A period in which a partner takes part in a project',
    examples: [{ id: 4, projectId: 7, partnerId: 3, startedOn: '2026-02-01T00:00:00.000000Z', endedOn: null }],
  });

export const partnershipList = z.object({ partnerships: z.array(partnership) }).meta({
  id: 'PartnershipList',
  description: 'Partnerships of a project',
  examples: [{ partnerships: [] }],
});

export const partnershipMade = z.object({ Success: z.string(), partnershipId: z.int() }).meta({
  id: 'PartnershipMade',
  description: 'The new partnership',
  examples: [{ Success: 'Partner 3 assigned to project 7', partnershipId: 4 }],
});

export const partnershipChanged = z
  .object({ Success: z.string(), startedOn: z.string(), endedOn: z.string().nullable() })
  .meta({
    id: 'PartnershipChanged',
    description: 'The dates after the change',
    examples: [
      {
        Success: 'Updated time range. startedOn: 2026-02-01T00:00:00.000000Z, endedOn: none',
        startedOn: '2026-02-01T00:00:00.000000Z',
        endedOn: null,
      },
    ],
  });

export const partnershipDeleted = z.object({ Success: z.string() }).meta({
  id: 'PartnershipDeleted',
  description: 'The partnership is deleted',
  examples: [{ Success: 'Partnership ID 4 deleted' }],
});
