import { z } from 'zod';
import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { listCountries } from './countries.service.js';

const countryList = z.object({ tags: z.array(z.string()) }).meta({
  id: 'CountryList',
  description: 'Names of countries, sorted',
  examples: [{ tags: ['Kenya', 'Malta'] }],
});

/** Countries of projects, under `/api/v2/countries`. */
export const countryOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listCountries',
    method: 'GET',
    path: '/',
    summary: 'Countries of all projects',
    tag: 'projects',
    access: 'public',
    answers: { 200: countryList },
    handler: () => listCountries(context),
  }),
];
