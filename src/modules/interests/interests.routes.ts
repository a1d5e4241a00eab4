import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { interest, interestDeleted, interestList, interestPath, newInterest } from './interests.schemas.js';
import { createInterest, deleteInterest, getInterest, listInterests, renameInterest } from './interests.service.js';

/** Interests of users and projects, under `/api/v2/interests`. */
export const interestOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listInterests',
    method: 'GET',
    path: '/',
    summary: 'All interests',
    tag: 'interests',
    access: 'public',
    answers: { 200: interestList },
    handler: () => listInterests(context),
  }),
  defineOperation({
    id: 'getInterest',
    method: 'GET',
    path: '/:interestId/',
    summary: 'One interest',
    tag: 'interests',
    access: 'organisation:manage-any',
    params: interestPath,
    answers: { 200: interest },
    errors: ['INTEREST_NOT_FOUND'],
    handler: ({ params }) => getInterest(context, params.interestId),
  }),
  defineOperation({
    id: 'createInterest',
    method: 'POST',
    path: '/',
    summary: 'Create an interest',
    tag: 'interests',
    access: 'organisation:manage-any',
    body: newInterest,
    answers: { 200: interest },
    errors: ['NameExists'],
    handler: ({ body }) => createInterest(context, body.name),
  }),
  defineOperation({
    id: 'renameInterest',
    method: 'PATCH',
    path: '/:interestId/',
    summary: 'Rename an interest',
    tag: 'interests',
    access: 'organisation:manage-any',
    params: interestPath,
    body: newInterest,
    answers: { 200: interest },
    errors: ['INTEREST_NOT_FOUND', 'NameExists'],
    handler: ({ params, body }) => renameInterest(context, params.interestId, body.name),
  }),
  defineOperation({
    id: 'deleteInterest',
    method: 'DELETE',
    path: '/:interestId/',
    summary: 'Delete an interest that no user and no project has',
    tag: 'interests',
    access: 'organisation:manage-any',
    params: interestPath,
    answers: { 200: interestDeleted },
    errors: ['INTEREST_NOT_FOUND', 'INTEREST_IN_USE'],
    handler: async ({ params }) => {
      await deleteInterest(context, params.interestId);
      return { Success: 'Interest deleted' };
    },
  }),
];
