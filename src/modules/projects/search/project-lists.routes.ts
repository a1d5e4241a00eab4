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
    summary: 'Projects that are shown first',
    description: 'Public projects that the installation recommends, without drafts.',
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
    summary: 'Published projects that are like another one',
    description: 'By what is mapped, how hard it is, and who asks for it; the most alike first.',
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
    summary: 'The ten projects that were worked on most',
    description: 'Public projects by the locks that ended in the last 90 days, most of them first.',
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
    summary: 'Areas of the projects in which something happened',
    description: 'Public published projects with an entry in the history or the chat in the last hours.',
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
    description: 'Summaries of the projects whose author the caller is, by status.',
    tag: 'projects',
    access: 'organisation:manage-any',
    refusal: 'UserPermissionError',
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
    description: 'Only those that the caller may see; users see all their own. The newest project comes first.',
    tag: 'projects',
    access: 'optional',
    params: usernamePath,
    headers: localeHeader,
    answers: { 200: touchedProjects },
    errors: ['USER_NOT_FOUND'],
    handler: async ({ params, granted: { viewer: actor }, locales, reply }) =>
      sendJsonText(reply, await listTouched(context, params.username, { actor, locales })),
  });

/** Lists of projects that are no searches, under `/api/v2/projects`. */
export const projectListOperations = (context: Context): Operation[] => [
  featured(context),
  similar(context),
  popular(context),
  active(context),
  own(context),
  touched(context),
];
