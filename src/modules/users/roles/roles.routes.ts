import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { usernamePath } from '../users.schemas.js';
import {
  expertModeSet,
  expertPath,
  levelSet,
  rolePath,
  roleSet,
  statisticsStored,
  userLevelPath,
  voteCounted,
} from './roles.schemas.js';
import { approveLevel, setExpertMode, setLevel, setRole, updateStatistics } from './roles.service.js';

/** Changes of users by admins, under `/api/v2/users`. */
export const roleOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'setUserRole',
    method: 'PATCH',
    path: '/:username/actions/set-role/:role/',
    summary: 'Give a user a role',
    tag: 'users',
    access: 'admin',
    params: rolePath,
    answers: { 200: roleSet },
    errors: ['UnknownAddRole', 'USER_NOT_FOUND'],
    handler: async ({ params }) => {
      await setRole(context, params.username, params.role);
      return { Success: 'Role Added' };
    },
  }),
  defineOperation({
    id: 'setUserLevel',
    method: 'PATCH',
    path: '/:username/actions/set-level/:level/',
    summary: 'Give a user a mapping level',
    description: 'Nobody is notified.',
    tag: 'users',
    access: 'admin',
    params: userLevelPath,
    answers: { 200: levelSet },
    errors: ['UnknownUserRole', 'USER_NOT_FOUND'],
    handler: async ({ params }) => {
      await setLevel(context, params.username, params.level);
      return { Success: 'Level set' };
    },
  }),
  defineOperation({
    id: 'setExpertMode',
    method: 'PATCH',
    path: '/:username/actions/set-expert-mode/:isExpert/',
    summary: 'Switch the expert mode of a user on or off',
    tag: 'users',
    access: 'admin',
    params: expertPath,
    answers: { 200: expertModeSet },
    errors: ['InvalidData', 'USER_NOT_FOUND'],
    handler: async ({ params }) => {
      await setExpertMode(context, params.username, params.isExpert);
      return { Success: 'Expert mode updated' };
    },
  }),
  defineOperation({
    id: 'approveUserLevel',
    method: 'PATCH',
    path: '/:username/actions/approve-level/',
    summary: 'Vote for the level that a user is nominated for',
    description:
      'Each admin has one vote. With enough votes the user gets the level. If the user is not nominated, nothing happens.',
    tag: 'users',
    access: 'admin',
    params: usernamePath,
    answers: { 200: voteCounted },
    errors: ['PermisisonError', 'USER_NOT_FOUND'],
    handler: async ({ params, granted, reply }) => {
      await approveLevel(context, granted.viewer.id, params.username);
      return sendJsonText(reply, 'null');
    },
  }),
  defineOperation({
    id: 'updateUserStatistics',
    method: 'PATCH',
    path: '/:username/actions/update-stats/',
    summary: 'Fetch the statistics of a user from OSM and ohsome',
    description:
      'Then gives the user the badges and the level that they have reached. The request waits for both services.',
    tag: 'users',
    access: 'admin',
    params: usernamePath,
    answers: { 200: statisticsStored },
    errors: ['USER_NOT_FOUND', 'OSMServiceError'],
    handler: async ({ params, reply }) => {
      await updateStatistics(context, params.username);
      return sendJsonText(reply, 'null');
    },
  }),
];
