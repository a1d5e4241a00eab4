import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { readBanner, writeBanner } from './banner.service.js';
import { contactAdmin } from './contact.service.js';
import { uploadImage } from './image-upload.service.js';
import { fetchRelease } from './release.service.js';
import {
  apiDocument,
  banner,
  contactMessage,
  health,
  heartbeat,
  imageUpload,
  imageUploaded,
  languages,
  messageSent,
  newBanner,
  release,
} from './system.schemas.js';
import { assertDatabaseAnswers, readHeartbeat, readLanguages } from './system.service.js';

const TAG = 'system';

const reads = (context: Context): Operation[] => [
  defineOperation({
    id: 'getHeartbeat',
    method: 'GET',
    path: '/heartbeat/',
    summary: 'Heartbeat and release of the server',
    description: 'The release is the one that `fetchRelease` has recorded.',
    tag: TAG,
    access: 'public',
    answers: { 200: heartbeat },
    handler: () => readHeartbeat(context),
  }),
  defineOperation({
    id: 'getLanguages',
    method: 'GET',
    path: '/languages/',
    summary: 'Languages of the front-end',
    tag: TAG,
    access: 'public',
    answers: { 200: languages },
    handler: () => readLanguages(context),
  }),
  defineOperation({
    id: 'getApiDocument',
    method: 'GET',
    path: '/docs/json/',
    summary: 'OpenAPI document of this API',
    description: 'The same as `/api/openapi.json`.',
    tag: TAG,
    access: 'public',
    answers: { 200: apiDocument },
    handler: ({ request }) => request.server.swagger(),
  }),
];

const banners = (context: Context): Operation[] => [
  defineOperation({
    id: 'getBanner',
    method: 'GET',
    path: '/banner/',
    summary: 'The banner of the instance',
    tag: TAG,
    access: 'public',
    answers: { 200: banner },
    handler: () => readBanner(context),
  }),
  defineOperation({
    id: 'updateBanner',
    method: 'PATCH',
    path: '/banner/',
    summary: 'Change the banner of the instance',
    description: 'The Markdown may contain links, headings, paragraphs and emphasis. Other tags are shown as text.',
    tag: TAG,
    access: 'admin:rule',
    body: newBanner,
    answers: { 200: banner },
    handler: ({ body }) => writeBanner(context, { message: body.message, visible: body.visible ?? true }),
  }),
];

const services = (context: Context): Operation[] => [
  defineOperation({
    id: 'contactAdmin',
    method: 'POST',
    path: '/contact-admin/',
    summary: 'Send a message to the operators of the instance',
    tag: TAG,
    access: 'public',
    body: contactMessage,
    answers: { 201: messageSent },
    errors: ['NotImplemented'],
    handler: async ({ body }) => {
      await contactAdmin(context, body);
      return { Success: 'Email sent' };
    },
  }),
  defineOperation({
    id: 'fetchRelease',
    method: 'POST',
    path: '/release/',
    summary: 'Fetch the latest release from GitHub and record it',
    tag: TAG,
    access: 'admin',
    answers: { 200: release },
    errors: ['GithubFetchError'],
    handler: () => fetchRelease(context),
  }),
  defineOperation({
    id: 'uploadImage',
    method: 'POST',
    path: '/image-upload/',
    summary: 'Upload an image to the image service of the instance',
    tag: TAG,
    access: 'session',
    body: imageUpload,
    largeBody: true,
    answers: { 201: imageUploaded },
    errors: ['UndefinedImageService', 'MissingFilename', 'MissingMime', 'UnsupportedFile', 'ImageUploadError'],
    handler: ({ body }) => uploadImage(context, body),
  }),
];

/** The banner, the languages and the release of the instance, under `/api/v2/system`. */
export const systemOperations = (context: Context): Operation[] => [
  ...reads(context),
  ...banners(context),
  ...services(context),
];

/** Health checks for load balancers and containers. `/health/live/`: the process answers. `/health/ready/`: the database answers too. */
export const healthOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'getLiveness',
    method: 'GET',
    path: '/live/',
    summary: 'Liveness of the process',
    description: 'For containers: 200 as long as the process runs, with or without its database.',
    tag: TAG,
    access: 'public',
    answers: { 200: health },
    handler: () => ({ status: 'ok' }),
  }),
  defineOperation({
    id: 'getReadiness',
    method: 'GET',
    path: '/ready/',
    summary: 'Readiness of the process and its database',
    description: 'For load balancers: 503 while the database does not answer.',
    tag: TAG,
    access: 'public',
    answers: { 200: health },
    errors: ['Busy'],
    handler: async () => {
      await assertDatabaseAnswers(context);
      return { status: 'ok' };
    },
  }),
];
