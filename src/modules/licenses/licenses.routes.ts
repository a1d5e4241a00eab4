import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import {
  licence,
  licenceAccepted,
  licenceChange,
  licenceCreated,
  licenceDeleted,
  licenceList,
  licencePath,
  licenceUpdated,
  newLicence,
} from './licenses.schemas.js';
import {
  acceptLicence,
  createLicence,
  deleteLicence,
  getLicence,
  listLicences,
  updateLicence,
} from './licenses.service.js';

const reads = (context: Context): Operation[] => [
  defineOperation({
    id: 'listLicences',
    method: 'GET',
    path: '/',
    summary: 'All licences',
    tag: 'licences',
    access: 'public',
    answers: { 200: licenceList },
    handler: () => listLicences(context),
  }),
  defineOperation({
    id: 'getLicence',
    method: 'GET',
    path: '/:licenseId/',
    summary: 'One licence',
    tag: 'licences',
    access: 'public',
    params: licencePath,
    answers: { 200: licence },
    errors: ['LICENSE_NOT_FOUND'],
    handler: ({ params }) => getLicence(context, params.licenseId),
  }),
];

/** Licences of imagery, under `/api/v2/licenses`. */
export const licenceOperations = (context: Context): Operation[] => [
  ...reads(context),
  defineOperation({
    id: 'createLicence',
    method: 'POST',
    path: '/',
    summary: 'Create a licence',
    tag: 'licences',
    access: 'admin',
    body: newLicence,
    answers: { 201: licenceCreated },
    errors: ['NameExists'],
    handler: ({ body }) => createLicence(context, body),
  }),
  defineOperation({
    id: 'updateLicence',
    method: 'PATCH',
    path: '/:licenseId/',
    summary: 'Change the texts of a licence',
    tag: 'licences',
    access: 'licence:manage',
    params: licencePath,
    body: licenceChange,
    answers: { 200: licenceUpdated },
    errors: ['NameExists'],
    handler: async ({ params, body }) => {
      await updateLicence(context, params.licenseId, body);
      return { status: 'Updated' };
    },
  }),
  defineOperation({
    id: 'deleteLicence',
    method: 'DELETE',
    path: '/:licenseId/',
    summary: 'Delete a licence that no project has',
    description: 'The acceptances of users are deleted too.',
    tag: 'licences',
    access: 'licence:manage',
    params: licencePath,
    answers: { 200: licenceDeleted },
    errors: ['LICENSE_IN_USE'],
    handler: async ({ params }) => {
      await deleteLicence(context, params.licenseId);
      return { Success: 'License deleted' };
    },
  }),
  defineOperation({
    id: 'acceptLicence',
    method: 'POST',
    path: '/:licenseId/actions/accept-for-me/',
    summary: 'Accept a licence',
    description: 'Afterwards the caller may work on projects with this licence. The request body is ignored.',
    tag: 'licences',
    access: 'session',
    params: licencePath,
    answers: { 200: licenceAccepted },
    errors: ['LICENSE_NOT_FOUND'],
    handler: async ({ params, granted }) => {
      await acceptLicence(context, params.licenseId, granted.viewer.id);
      return { Success: 'Terms Accepted' };
    },
  }),
];
