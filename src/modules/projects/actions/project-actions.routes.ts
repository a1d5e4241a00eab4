import type { Context } from '../../../context.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { projectPath } from '../../../http/schemas/schemas.js';
import {
  contributorMessage,
  featured,
  interestIds,
  messagesStarted,
  newOwner,
  projectInterests,
  projectTransferred,
  unfeatured,
} from './project-actions.schemas.js';
import { featureProject, setInterests, unfeatureProject } from './project-actions.service.js';
import { messageContributors, transferProject } from './project-messages.service.js';

const featuring = (context: Context): Operation[] => [
  defineOperation({
    id: 'featureProject',
    method: 'POST',
    path: '/:projectId/actions/feature/',
    summary: 'Mark a project as featured',
    tag: 'managing',
    access: 'project:edit',
    params: projectPath,
    answers: { 200: featured },
    errors: ['AlreadyFeatured'],
    handler: async ({ params }) => {
      await featureProject(context, params.projectId);
      return { Success: true };
    },
  }),
  defineOperation({
    id: 'unfeatureProject',
    method: 'POST',
    path: '/:projectId/actions/remove-feature/',
    summary: 'Remove a project from the featured projects',
    tag: 'managing',
    access: 'project:edit',
    params: projectPath,
    answers: { 200: unfeatured },
    errors: ['NotFeatured'],
    handler: async ({ params }) => {
      await unfeatureProject(context, params.projectId);
      return { Success: true };
    },
  }),
];

/** Actions on a whole project, under `/api/v2/projects`. */
export const projectActionOperations = (context: Context): Operation[] => [
  ...featuring(context),
  defineOperation({
    id: 'setProjectInterests',
    method: 'POST',
    path: '/:projectId/actions/set-interests/',
    summary: 'Replace the interests of a project',
    tag: 'managing',
    access: 'project:edit',
    params: projectPath,
    body: interestIds,
    answers: { 200: projectInterests },
    errors: ['INTEREST_NOT_FOUND'],
    handler: async ({ params, body }) => ({
      interests: await setInterests(context, params.projectId, body.interests),
    }),
  }),
  defineOperation({
    id: 'messageContributors',
    method: 'POST',
    path: '/:projectId/actions/message-contributors/',
    summary: 'Send a message to all contributors of a project',
    description:
      'The receivers are all users who have mapped or validated tasks. Users who have switched off project notifications get no message.',
    tag: 'managing',
    access: 'project:edit',
    params: projectPath,
    body: contributorMessage,
    answers: { 200: messagesStarted },
    handler: async ({ params, body, granted: { viewer } }) => {
      await messageContributors(context, params.projectId, { ...body, fromUserId: viewer.id });
      return { Success: 'Messages started' };
    },
  }),
  defineOperation({
    id: 'transferProject',
    method: 'POST',
    path: '/:projectId/actions/transfer-ownership/',
    summary: 'Transfer a project to a new owner',
    description:
      'The new owner must be an admin or a manager of the organisation. The managers of the organisation get a message.',
    tag: 'managing',
    access: 'project:own',
    refusal: 'TransferPermissionError',
    params: projectPath,
    body: newOwner,
    answers: { 200: projectTransferred },
    errors: ['USER_NOT_FOUND', 'InvalidNewOwner'],
    handler: async ({ params, body }) => {
      await transferProject(context, params.projectId, body.username);
      return { Success: 'Project Transferred' };
    },
  }),
];
