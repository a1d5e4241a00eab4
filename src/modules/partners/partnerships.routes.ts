import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { projectPath } from '../../http/schemas/schemas.js';
import {
  newPartnership,
  partnership,
  partnershipChange,
  partnershipChanged,
  partnershipDeleted,
  partnershipList,
  partnershipMade,
  partnershipPath,
} from './partnerships.schemas.js';
import {
  createPartnership,
  deletePartnership,
  getPartnership,
  listPartnerships,
  updatePartnership,
} from './partnerships.service.js';

/** Partnerships of projects, under `/api/v2/projects`. */
export const partnershipOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listPartnerships',
    method: 'GET',
    path: '/:projectId/partners/',
    summary: 'The partnerships of a project',
    tag: 'partners',
    access: 'project:read-open',
    params: projectPath,
    answers: { 200: partnershipList },
    handler: ({ params }) => listPartnerships(context, params.projectId),
  }),
  defineOperation({
    id: 'getPartnership',
    method: 'GET',
    path: '/partnerships/:partnershipId/',
    summary: 'One partnership',
    tag: 'partners',
    access: 'partnership:read-open',
    params: partnershipPath,
    answers: { 200: partnership },
    handler: ({ params }) => getPartnership(context, params.partnershipId),
  }),
  defineOperation({
    id: 'createPartnership',
    method: 'POST',
    path: '/partnerships/',
    summary: 'Assign a partner to a project',
    tag: 'partners',
    access: 'project:edit',
    blocked: 'ReadOnly',
    accessIds: ({ body }) => ({ projectId: body.projectId }),
    body: newPartnership,
    answers: { 201: partnershipMade },
    errors: ['PARTNER_NOT_FOUND', 'INVALID_TIME_RANGE'],
    handler: async ({ body }) => {
      const partnershipId = await createPartnership(context, body);
      return { Success: `Partner ${body.partnerId} assigned to project ${body.projectId}`, partnershipId };
    },
  }),
  defineOperation({
    id: 'updatePartnership',
    method: 'PATCH',
    path: '/partnerships/:partnershipId/',
    summary: 'Change the dates of a partnership',
    tag: 'partners',
    access: 'partnership:edit',
    params: partnershipPath,
    body: partnershipChange,
    answers: { 200: partnershipChanged },
    errors: ['INVALID_TIME_RANGE'],
    handler: async ({ params, body }) => {
      const { startedOn, endedOn } = await updatePartnership(context, params.partnershipId, body);
      return {
        Success: `Updated time range. startedOn: ${startedOn}, endedOn: ${endedOn ?? 'none'}`,
        startedOn,
        endedOn,
      };
    },
  }),
  defineOperation({
    id: 'deletePartnership',
    method: 'DELETE',
    path: '/partnerships/:partnershipId/',
    summary: 'Delete a partnership',
    tag: 'partners',
    access: 'partnership:edit',
    params: partnershipPath,
    answers: { 200: partnershipDeleted },
    handler: async ({ params }) => {
      await deletePartnership(context, params.partnershipId);
      return { Success: `Partnership ID ${params.partnershipId} deleted` };
    },
  }),
];
