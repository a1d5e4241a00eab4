import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { projectPath } from '../../../http/schemas/schemas.js';
import { localeHeader } from '../details/project-details.routes.js';
import {
  activeProjects,
  activeQuery,
  ownProjects,
  ownQuery,
  projectCards,
  similarQuery,
  touchedProjects,
  usernamePath,
} from './project-lists.schemas.js';
import { listActive, listFeatured, listOwn, listPopular, listSimilar, listTouched } from './project-lists.service.js';

const featured = (context: Context): Operation =>
  defineOperation({
    id: 'listFeaturedProjects',
    method: 'GET',
    path: '/queries/featured/',
    summary: 'Featured projects',
    description: 'Public projects that are marked as featured. Drafts are left out.',
    tag: 'projects',
    access: 'public',
    headers: localeHeader,
    answers: { 200: projectCards },
    handler: async ({ locales, reply }) => sendJsonText(reply, await listFeatured(context, locales)),
  });

const similar = (context: Context): Operation =>
  defineOperation({
    id: 'listSimilarProjects',
    method: 'GET',
    path: '/queries/:projectId/similar-projects/',
    summary: 'Published projects that are similar to a project',
    description:
      'Compared by organisation, campaigns, country, mapping types and difficulty. The most similar project comes first.',
    tag: 'projects',
    access: 'public',
    params: projectPath,
    query: similarQuery,
    headers: localeHeader,
    answers: { 200: projectCards },
    errors: ['PROJECT_NOT_FOUND'],
    handler: async ({ params, query: { limit = 4 }, locales, reply }) =>
      sendJsonText(reply, await listSimilar(context, params.projectId, { limit, locales })),
  });

const popular = (context: Context): Operation =>
  defineOperation({
    id: 'listPopularProjects',
    method: 'GET',
    path: '/queries/popular/',
    summary: 'The ten most active projects',
    description:
      'Public projects with the most locks that ended in the last 90 days. The most active project comes first.',
    tag: 'projects',
    access: 'public',
    headers: localeHeader,
    answers: { 200: projectCards },
    handler: async ({ locales, reply }) => sendJsonText(reply, await listPopular(context, locales)),
  });

const active = (context: Context): Operation =>
  defineOperation({
    id: 'listActiveProjects',
    method: 'GET',
    path: '/queries/active/',
    summary: 'Areas of the projects with recent activity',
    description: 'Public published projects with a task action or a comment in the last hours.',
    tag: 'projects',
    access: 'public',
    query: activeQuery,
    answers: { 200: activeProjects },
    handler: async ({ query: { interval }, reply }) => sendJsonText(reply, await listActive(context, interval)),
  });

const own = (context: Context): Operation =>
  defineOperation({
    id: 'listOwnProjects',
    method: 'GET',
    path: '/queries/myself/owner/',
    summary: 'The projects of the caller',
    description: 'Summaries of the projects that the caller created, grouped by status.',
    tag: 'projects',
    access: 'organisation:manage-any',
    refusal: 'NoOrganisationManager',
    query: ownQuery,
    headers: localeHeader,
    answers: { 200: ownProjects },
    handler: async ({ query, granted: { viewer }, locales, reply }) => {
      const order = { orderBy: query.orderBy ?? 'priority', orderByType: query.orderByType ?? 'ASC' } as const;
      return sendJsonText(reply, await listOwn(context, viewer.id, { ...order, locales }));
    },
  });

const touched = (context: Context): Operation =>
  defineOperation({
    id: 'listTouchedProjects',
    method: 'GET',
    path: '/queries/:username/touched/',
    summary: 'Projects in which a user has mapped or validated',
    description: 'Only projects that the caller may see. Users see all their own. The newest project comes first.',
    tag: 'projects',
    access: 'optional',
    params: usernamePath,
    headers: localeHeader,
    answers: { 200: touchedProjects },
    errors: ['USER_NOT_FOUND'],
    handler: async ({ params, granted: { viewer: actor }, locales, reply }) =>
      sendJsonText(reply, await listTouched(context, params.username, { actor, locales })),
  });

/** Lists of projects without filters, under `/api/v2/projects`. */
export const projectListOperations = (context: Context): Operation[] => [
  featured(context),
  similar(context),
  popular(context),
  active(context),
  own(context),
  touched(context),
];
