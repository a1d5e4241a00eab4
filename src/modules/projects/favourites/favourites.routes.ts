import type { Context } from '../../../context.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { projectPath } from '../../../http/schemas/schemas.js';
import { favouriteProject, favouriteState } from './favourites.schemas.js';
import { addFavourite, hasFavourite, removeFavourite } from './favourites.service.js';

/** Favourites of users, under `/api/v2/projects`. */
export const favouriteOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'getFavourite',
    method: 'GET',
    path: '/:projectId/favorite/',
    summary: 'Whether a project is a favourite of the caller',
    tag: 'projects',
    access: 'project:read-signed-in',
    params: projectPath,
    answers: { 200: favouriteState },
    handler: async ({ params, granted: { viewer } }) => ({
      favorited: await hasFavourite(context, params.projectId, viewer.id),
    }),
  }),
  defineOperation({
    id: 'addFavourite',
    method: 'POST',
    path: '/:projectId/favorite/',
    summary: 'Make a project a favourite of the caller',
    description: 'Repeating the request changes nothing.',
    tag: 'projects',
    access: 'project:read-signed-in',
    params: projectPath,
    answers: { 201: favouriteProject },
    handler: async ({ params: { projectId }, granted: { viewer } }) => {
      await addFavourite(context, projectId, viewer.id);
      return { project_id: projectId };
    },
  }),
  defineOperation({
    id: 'removeFavourite',
    method: 'DELETE',
    path: '/:projectId/favorite/',
    summary: 'Remove a project from the favourites of the caller',
    tag: 'projects',
    access: 'project:read-signed-in',
    params: projectPath,
    answers: { 200: favouriteProject },
    errors: ['NotFavourite'],
    handler: async ({ params: { projectId }, granted: { viewer } }) => {
      await removeFavourite(context, projectId, viewer.id);
      return { project_id: projectId };
    },
  }),
];
