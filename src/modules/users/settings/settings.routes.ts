import type { Context } from '../../../context.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { interestList } from '../../interests/interests.schemas.js';
import { chooseInterests, listInterestsOf } from '../../interests/user-interests.service.js';
import { usernamePath } from '../users.schemas.js';
import {
  chosenInterests,
  profileChanged,
  profileChanges,
  registered,
  registration,
  verificationSent,
} from './settings.schemas.js';
import { changeProfile, registerAddress, resendVerification } from './settings.service.js';
import { userIdOf } from '../users.service.js';

/** Changes of users to their own profile, under `/api/v2/users`. */
export const settingsOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'changeProfile',
    method: 'PATCH',
    path: '/me/actions/set-user/',
    summary: 'Change the profile of the caller',
    description:
      'The body has the keys of a profile. User name, role, level, number of projects, verification and picture are ignored.',
    tag: 'users',
    access: 'session',
    body: profileChanges,
    answers: { 200: profileChanged },
    errors: ['UnableToAuth'],
    handler: async ({ body, granted }) => ({
      verificationEmailSent: await changeProfile(context, granted.viewer.id, body),
    }),
  }),
  defineOperation({
    id: 'resendVerification',
    method: 'PATCH',
    path: '/me/actions/verify-email/',
    summary: 'Send the verification link for the e-mail address of the caller again',
    tag: 'users',
    access: 'session',
    answers: { 200: verificationSent },
    errors: ['EmailNotSet'],
    handler: async ({ granted }) => {
      await resendVerification(context, granted.viewer.id);
      return { Success: 'Verification email resent' };
    },
  }),
  defineOperation({
    id: 'registerAddress',
    method: 'POST',
    path: '/actions/register/',
    summary: 'Register an e-mail address without signing in',
    tag: 'users',
    access: 'public',
    body: registration,
    answers: { 200: registered },
    handler: ({ body }) => registerAddress(context, body.email),
  }),
  defineOperation({
    id: 'chooseInterests',
    method: 'POST',
    path: '/me/actions/set-interests/',
    summary: 'Set the interests of the caller',
    tag: 'users',
    access: 'session',
    body: chosenInterests,
    answers: { 200: interestList },
    errors: ['INTEREST_NOT_FOUND'],
    handler: ({ body, granted }) => chooseInterests(context, granted.viewer.id, body.interests),
  }),
  defineOperation({
    id: 'listInterestsOfUser',
    method: 'GET',
    path: '/:username/queries/interests/',
    summary: 'All interests, with the ones that a user has chosen',
    tag: 'users',
    access: 'session',
    params: usernamePath,
    answers: { 200: interestList },
    errors: ['USER_NOT_FOUND'],
    handler: async ({ params }) => listInterestsOf(context, await userIdOf(context, params.username)),
  }),
];
