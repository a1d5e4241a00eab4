import type { Context } from '../../context.js';
import { sendJsonText } from '../../http/json-text.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { jsonNull } from '../../http/schemas/schemas.js';
import {
  badge,
  badgeChanges,
  badgeList,
  badgeOwnerPath,
  badgePath,
  newBadge,
  userBadges,
} from './mapping-badges.schemas.js';
import { changeBadge, createBadge, deleteBadge, getBadge, listBadges, listBadgesOf } from './mapping-badges.service.js';

/** Badges for mapping statistics, under `/api/v2/badges`. */
export const badgeOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listBadges',
    method: 'GET',
    path: '/',
    summary: 'All badges',
    description: 'Ordered by name. Internal and disabled badges are included.',
    tag: 'levels',
    access: 'public',
    answers: { 200: badgeList },
    handler: () => listBadges(context),
  }),
  defineOperation({
    id: 'getBadge',
    method: 'GET',
    path: '/:badgeId/',
    summary: 'One badge',
    tag: 'levels',
    access: 'public',
    params: badgePath,
    answers: { 200: badge },
    errors: ['MAPPING_BADGE_NOT_FOUND'],
    handler: ({ params }) => getBadge(context, params.badgeId),
  }),
  defineOperation({
    id: 'listBadgesOfUser',
    method: 'GET',
    path: '/user/:userId/',
    summary: 'The badges of a user',
    description: 'Only badges that are enabled and not internal. The list of an unknown user is empty.',
    tag: 'levels',
    access: 'public',
    params: badgeOwnerPath,
    answers: { 200: userBadges },
    errors: ['USER_NOT_FOUND'],
    handler: ({ params }) => listBadgesOf(context, params.userId),
  }),
  defineOperation({
    id: 'createBadge',
    method: 'POST',
    path: '/',
    summary: 'Create a badge',
    tag: 'levels',
    access: 'admin',
    body: newBadge,
    answers: { 200: badge },
    handler: ({ body }) => createBadge(context, body),
  }),
  defineOperation({
    id: 'changeBadge',
    method: 'PATCH',
    path: '/:badgeId/',
    summary: 'Change a badge',
    description:
      'Fields that are not sent keep their values. All nominations for a level and the votes on them are deleted.',
    tag: 'levels',
    access: 'admin',
    params: badgePath,
    body: badgeChanges,
    answers: { 200: badge },
    errors: ['MAPPING_BADGE_NOT_FOUND'],
    handler: ({ params, body }) => changeBadge(context, params.badgeId, body),
  }),
  defineOperation({
    id: 'deleteBadge',
    method: 'DELETE',
    path: '/:badgeId/',
    summary: 'Delete a badge that no user and no level has',
    tag: 'levels',
    access: 'admin',
    params: badgePath,
    answers: { 200: jsonNull('The badge is deleted') },
    errors: ['MAPPING_BADGE_NOT_FOUND', 'MAPPING_BADGE_HAS_USERS'],
    handler: async ({ params, reply }) => {
      await deleteBadge(context, params.badgeId);
      return sendJsonText(reply, 'null');
    },
  }),
];
