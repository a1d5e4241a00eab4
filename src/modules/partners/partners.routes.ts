import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { partnerStatisticsOperations } from './partner-statistics.routes.js';
import {
  newPartner,
  partner,
  partnerChange,
  partnerChanged,
  partnerDeleted,
  partnerKeyPath,
  partnerList,
  partnerMade,
  partnerPath,
} from './partners.schemas.js';
import { createPartner, deletePartner, getPartner, listPartners, updatePartner } from './partners.service.js';

/** Organisations that take part in projects, under `/api/v2/partners`. */
export const partnerOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listPartners',
    method: 'GET',
    path: '/',
    summary: 'All partners',
    tag: 'partners',
    access: 'admin:rule',
    answers: { 200: partnerList },
    handler: () => listPartners(context),
  }),
  defineOperation({
    id: 'getPartner',
    method: 'GET',
    path: '/:partnerId/',
    summary: 'One partner, by its id or its permalink',
    tag: 'partners',
    access: 'partner:read',
    params: partnerKeyPath,
    answers: { 200: partner },
    errors: ['PARTNER_NOT_FOUND'],
    handler: ({ params }) => getPartner(context, params.partnerId),
  }),
  defineOperation({
    id: 'createPartner',
    method: 'POST',
    path: '/',
    summary: 'Create a partner',
    tag: 'partners',
    access: 'admin:rule',
    body: newPartner,
    answers: { 200: partnerMade },
    errors: ['NameExists'],
    handler: ({ body }) => createPartner(context, body),
  }),
  defineOperation({
    id: 'updatePartner',
    method: 'PUT',
    path: '/:partnerId/',
    summary: 'Change a partner',
    tag: 'partners',
    access: 'admin:rule',
    params: partnerPath,
    body: partnerChange,
    answers: { 200: partnerChanged },
    errors: ['PARTNER_NOT_FOUND', 'NameExists'],
    handler: ({ params, body }) => updatePartner(context, params.partnerId, body),
  }),
  defineOperation({
    id: 'deletePartner',
    method: 'DELETE',
    path: '/:partnerId/',
    summary: 'Delete a partner that no project has',
    tag: 'partners',
    access: 'admin:rule',
    params: partnerPath,
    answers: { 200: partnerDeleted },
    errors: ['PARTNER_NOT_FOUND', 'PARTNER_IN_USE'],
    handler: async ({ params }) => {
      await deletePartner(context, params.partnerId);
      return { Success: 'Partner deleted' };
    },
  }),
  ...partnerStatisticsOperations(context),
];
