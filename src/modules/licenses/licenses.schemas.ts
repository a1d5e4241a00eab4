import { z } from 'zod';
import { nameText, pathId, storableText, success } from '../../http/schemas/schemas.js';

export const licencePath = z.object({ licenseId: pathId('Id of the licence') });

const text = storableText.nullable().optional();

export const newLicence = z.object({ name: nameText(1000), description: text, plainText: text }).meta({
  id: 'NewLicence',
  description: 'A new licence',
  examples: [{ name: 'NextView', description: 'Terms of the imagery', plainText: 'Use it for OpenStreetMap only.' }],
});

export const licenceChange = z.object({ name: nameText(1000).optional(), description: text, plainText: text }).meta({
  id: 'LicenceChange',
  description: 'Changes to a licence. Absent fields keep their values.',
  examples: [{ description: 'New terms of the imagery' }],
});

const licenseId = z.int().meta({ description: 'Id of the licence' });

export const licence = z
  .object({
    licenseId,
    name: z.string().nullable(),
    description: z.string().nullable(),
    plainText: z.string().nullable(),
  })
  .meta({
    id: 'Licence',
    description: 'A licence: terms that mappers accept before they use an imagery',
    examples: [{ licenseId: 1, name: 'NextView', description: 'Terms of the imagery', plainText: null }],
  });

export const licenceList = z.object({ licenses: z.array(licence) }).meta({
  id: 'LicenceList',
  description: 'Licences, ordered by id',
  examples: [{ licenses: [{ licenseId: 1, name: 'NextView', description: null, plainText: null }] }],
});

export const licenceCreated = z
  .object({ licenseId })
  .meta({ id: 'LicenceCreated', description: 'The new licence', examples: [{ licenseId: 4 }] });

export const licenceUpdated = z
  .object({ status: z.literal('Updated') })
  .meta({ id: 'LicenceUpdated', description: 'The licence is changed', examples: [{ status: 'Updated' }] });

export const licenceDeleted = success('License deleted');
export const licenceAccepted = success('Terms Accepted');
