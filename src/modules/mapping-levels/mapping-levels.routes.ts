import type { Context } from '../../context.js';
import { sendJsonText } from '../../http/json-text.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { jsonNull } from '../../http/schemas/schemas.js';
import { level, levelChanges, levelList, levelPath, newLevel } from './mapping-levels.schemas.js';
import { changeLevel, createLevel, deleteLevel, getLevel, listLevels } from './mapping-levels.service.js';

/** Mapping levels, under `/api/v2/levels`. */
export const levelOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listLevels',
    method: 'GET',
    path: '/',
    summary: 'All mapping levels, lowest first',
    description: 'The badges that the levels require are left out.',
    tag: 'levels',
    access: 'public',
    answers: { 200: levelList },
    handler: () => listLevels(context),
  }),
  defineOperation({
    id: 'getLevel',
    method: 'GET',
    path: '/:levelId/',
    summary: 'One mapping level with the badges that it requires',
    tag: 'levels',
    access: 'public',
    params: levelPath,
    answers: { 200: level },
    errors: ['MAPPING_LEVEL_NOT_FOUND'],
    handler: ({ params }) => getLevel(context, params.levelId),
  }),
  defineOperation({
    id: 'createLevel',
    method: 'POST',
    path: '/',
    summary: 'Create a mapping level above all others',
    tag: 'levels',
    access: 'admin',
    body: newLevel,
    answers: { 200: level },
    handler: ({ body }) => createLevel(context, body),
  }),
  defineOperation({
    id: 'changeLevel',
    method: 'PATCH',
    path: '/:levelId/',
    summary: 'Change a mapping level',
    description:
      'Fields that are not sent keep their values. All nominations for a level and the votes on them are deleted.',
    tag: 'levels',
    access: 'admin',
    params: levelPath,
    body: levelChanges,
    answers: { 200: level },
    errors: ['MAPPING_LEVEL_NOT_FOUND'],
    handler: ({ params, body }) => changeLevel(context, params.levelId, body),
  }),
  defineOperation({
    id: 'deleteLevel',
    method: 'DELETE',
    path: '/:levelId/',
    summary: 'Delete a mapping level that no user has and no project requires',
    tag: 'levels',
    access: 'admin',
    params: levelPath,
    answers: { 200: jsonNull('The level is deleted') },
    errors: ['MAPPING_LEVEL_NOT_FOUND', 'MAPPING_LEVEL_BEGINNER', 'MAPPING_LEVEL_HAS_USERS'],
    handler: async ({ params, reply }) => {
      await deleteLevel(context, params.levelId);
      return sendJsonText(reply, 'null');
    },
  }),
];
