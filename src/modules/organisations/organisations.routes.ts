import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import {
  newOrganisation,
  oneOrganisationQuery,
  organisation,
  organisationChange,
  organisationDeleted,
  organisationKeyPath,
  organisationList,
  organisationListQuery,
  organisationMade,
  organisationPath,
  organisationStatistics,
  organisationUpdated,
} from './organisations.schemas.js';
import { getOrganisation, getOrganisationStatistics, listOrganisations } from './organisation-reads.service.js';
import { deleteOrganisation, registerOrganisation, updateOrganisation } from './organisation-writes.service.js';

const tag = 'organisations';

const reads = (context: Context): Operation[] => [
  defineOperation({
    id: 'listOrganisations',
    method: 'GET',
    path: '/',
    summary: 'Organisations, ordered by name',
    tag,
    access: 'optional',
    query: organisationListQuery,
    answers: { 200: organisationList },
    errors: ['LoginToFilterManager'],
    handler: ({ query, granted }) =>
      listOrganisations(context, granted.viewer, {
        omitManagerList: query.omitManagerList ?? false,
        omitStatistics: query.omitOrgStats ?? true,
        managerId: query.manager_user_id,
      }),
  }),
  defineOperation({
    id: 'getOrganisation',
    method: 'GET',
    path: '/:organisationId/',
    summary: 'One organisation, by its id or its slug',
    description: 'Private teams are shown to managers of the organisation and admins only.',
    tag,
    access: 'optional',
    params: organisationKeyPath,
    query: oneOrganisationQuery,
    answers: { 200: organisation },
    errors: ['ORGANISATION_NOT_FOUND'],
    handler: ({ params, query, granted }) =>
      getOrganisation(context, granted.viewer, params.organisationId, query.omitManagerList ?? false),
  }),
  defineOperation({
    id: 'getOrganisationStatistics',
    method: 'GET',
    path: '/:organisationId/statistics/',
    summary: 'Numbers of projects and tasks of an organisation, by state',
    tag,
    access: 'public',
    params: organisationPath,
    answers: { 200: organisationStatistics },
    errors: ['ORGANISATION_NOT_FOUND'],
    handler: ({ params }) => getOrganisationStatistics(context, params.organisationId),
  }),
];

const writes = (context: Context): Operation[] => [
  defineOperation({
    id: 'createOrganisation',
    method: 'POST',
    path: '/',
    summary: 'Create an organisation',
    tag,
    access: 'admin:rule',
    body: newOrganisation,
    answers: { 201: organisationMade },
    errors: ['USER_NOT_FOUND', 'NameExists'],
    handler: async ({ body, granted }) => ({
      organisationId: await registerOrganisation(context, granted.viewer.id, body),
    }),
  }),
  defineOperation({
    id: 'updateOrganisation',
    method: 'PATCH',
    path: '/:organisationId/',
    summary: 'Change an organisation',
    tag,
    access: 'organisation:manage',
    params: organisationPath,
    body: organisationChange,
    answers: { 200: organisationUpdated },
    errors: ['MustHaveAdmin', 'NameExists', 'USER_NOT_FOUND'],
    handler: async ({ params, body, granted }) => {
      await updateOrganisation(context, granted.viewer, params.organisationId, body);
      return { Status: 'Updated' };
    },
  }),
  defineOperation({
    id: 'deleteOrganisation',
    method: 'DELETE',
    path: '/:organisationId/',
    summary: 'Delete an organisation that has no projects and no teams',
    tag,
    access: 'organisation:manage',
    params: organisationPath,
    answers: { 200: organisationDeleted },
    errors: ['OrgHasProjects'],
    handler: async ({ params }) => {
      await deleteOrganisation(context, params.organisationId);
      return { Success: 'Organisation deleted' };
    },
  }),
];

/** Groups of users that own projects and teams, under `/api/v2/organisations`. */
export const organisationOperations = (context: Context): Operation[] => [...reads(context), ...writes(context)];
