import type { Context } from '../../../context.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { projectPath } from '../../../http/schemas/schemas.js';
import { projectEdit, updated } from './project-edit.schemas.js';
import { editProject } from './project-edit.service.js';

/** Editing projects, under `/api/v2/projects`. */
export const projectEditOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'editProject',
    method: 'PATCH',
    path: '/:projectId/',
    summary: 'Edit a project',
    description:
      'The body is the whole project as it was read, with the changes. A refused request changes nothing. A project can be published only if it has all texts in its default locale.',
    tag: 'projects',
    access: 'project:edit',
    params: projectPath,
    body: projectEdit,
    largeBody: true,
    answers: { 200: updated },
    errors: [
      'InfoForLocaleRequired',
      'MissingRequiredAttribute',
      'InvalidGeoJson',
      'RequireLicenseId',
      'ORGANISATION_NOT_FOUND',
      'TEAM_NOT_FOUND',
      'CAMPAIGN_NOT_FOUND',
      'INTEREST_NOT_FOUND',
      'USER_NOT_FOUND',
    ],
    handler: async ({ params, body }) => {
      await editProject(context, params.projectId, body);
      return { Status: 'Updated' };
    },
  }),
];
