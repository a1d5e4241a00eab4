import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { createKey, deleteKey, isKeyValid, listKeys } from './application-keys.service.js';
import {
  applicationKey,
  applicationKeys,
  callbackQuery,
  emailQuery,
  emailVerified,
  keyDeleted,
  keyValid,
  keyNotValid,
  keyOfOtherUser,
  keyPath,
  signedIn,
  signInAddressAnswer,
  signInQuery,
} from './auth.schemas.js';
import { verifyEmail } from './email-verification.service.js';
import { signIn, signInAddress } from './sign-in.service.js';

const TAG = 'authentication';

const signingIn = (context: Context): Operation[] => [
  defineOperation({
    id: 'getSignInAddress',
    method: 'GET',
    path: '/login/',
    summary: 'Address for signing in with OpenStreetMap',
    description:
      'The client stores `state` and opens `auth_url` in the browser. When OSM redirects to `redirect_uri`, the client compares the state.',
    tag: TAG,
    access: 'public',
    query: signInQuery,
    answers: { 200: signInAddressAnswer },
    errors: ['SignInNotConfigured'],
    handler: ({ query, reply }) => {
      reply.header('Cache-Control', 'no-store');
      return signInAddress(context, query.redirect_uri);
    },
  }),
  defineOperation({
    id: 'signIn',
    method: 'GET',
    path: '/callback/',
    summary: 'Sign in with the code from OpenStreetMap',
    description: 'A new user gets an account. Name and picture are copied from OpenStreetMap at every sign-in.',
    tag: TAG,
    access: 'public',
    query: callbackQuery,
    answers: { 200: signedIn },
    errors: ['SignInNotConfigured', 'InvalidGrantError', 'TokenFetchError', 'OSMServiceError', 'AuthError', 'Busy'],
    handler: ({ query, reply }) => {
      reply.header('Cache-Control', 'no-store');
      return signIn(context, { code: query.code, redirectUri: query.redirect_uri, email: query.email_address });
    },
  }),
  defineOperation({
    id: 'verifyEmail',
    method: 'GET',
    path: '/email/',
    summary: 'Verify an e-mail address with the link from the mail',
    tag: TAG,
    access: 'public',
    query: emailQuery,
    answers: { 200: emailVerified },
    errors: ['USER_NOT_FOUND', 'ExpiredToken', 'BadSignature', 'InvalidEmail'],
    handler: async ({ query }) => {
      await verifyEmail(context, query.username, query.token);
      return { Status: 'OK' };
    },
  }),
];

const keys = (context: Context): Operation[] => [
  defineOperation({
    id: 'listApplicationKeys',
    method: 'GET',
    path: '/applications/',
    summary: 'Application keys of the caller',
    tag: TAG,
    access: 'session',
    answers: { 200: applicationKeys },
    handler: ({ granted }) => listKeys(context, granted.viewer.id),
  }),
  defineOperation({
    id: 'createApplicationKey',
    method: 'POST',
    path: '/applications/',
    summary: 'Create an application key',
    tag: TAG,
    access: 'session',
    answers: { 200: applicationKey },
    handler: ({ granted }) => createKey(context, granted.viewer.id),
  }),
  defineOperation({
    id: 'checkApplicationKey',
    method: 'PATCH',
    path: '/applications/:applicationKey/',
    summary: 'Check an application key',
    tag: TAG,
    access: 'public',
    params: keyPath,
    answers: { 200: keyValid, 302: keyNotValid },
    errors: ['APPLICATION_NOT_FOUND'],
    handler: async ({ params, reply }) =>
      reply.code((await isKeyValid(context, params.applicationKey)) ? 200 : 302).send(''),
  }),
  defineOperation({
    id: 'deleteApplicationKey',
    method: 'DELETE',
    path: '/applications/:applicationKey/',
    summary: 'Delete an application key of the caller',
    tag: TAG,
    access: 'session',
    params: keyPath,
    answers: { 200: keyDeleted, 302: keyOfOtherUser },
    errors: ['APPLICATION_NOT_FOUND'],
    handler: async ({ params, granted, reply }) =>
      reply.code((await deleteKey(context, granted.viewer.id, params.applicationKey)) ? 200 : 302).send(''),
  }),
];

/** Signing in, application keys and the verification of addresses, under `/api/v2/system/authentication`. */
export const authOperations = (context: Context): Operation[] => [...signingIn(context), ...keys(context)];
