import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { projectPath } from '../../http/schemas/schemas.js';
import { annotationList, annotationPath, annotationsWritten, newAnnotations } from './annotations.schemas.js';
import { listAnnotations, writeAnnotations } from './annotations.service.js';

/** Annotations of tasks by programs, under `/api/v2/projects`. */
export const annotationOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listAnnotations',
    method: 'GET',
    path: '/:projectId/annotations/',
    summary: 'The annotations of a project',
    tag: 'annotations',
    access: 'project:read',
    params: projectPath,
    answers: { 200: annotationList },
    handler: ({ params }) => listAnnotations(context, params.projectId),
  }),
  defineOperation({
    id: 'listAnnotationsOfType',
    method: 'GET',
    path: '/:projectId/annotations/:annotationType/',
    summary: 'The annotations of a type in a project',
    tag: 'annotations',
    access: 'project:read',
    params: annotationPath,
    answers: { 200: annotationList },
    handler: ({ params }) => listAnnotations(context, params.projectId, params.annotationType),
  }),
  defineOperation({
    id: 'writeAnnotations',
    method: 'POST',
    path: '/:projectId/annotations/:annotationType/',
    summary: 'Create or update annotations of tasks',
    description:
      'Stores all annotations or none. If a task already has an annotation of the type, its properties are replaced. Its source and its text are kept.',
    tag: 'annotations',
    access: 'project:annotate',
    params: annotationPath,
    body: newAnnotations,
    answers: { 200: annotationsWritten },
    errors: ['TASK_NOT_FOUND'],
    handler: async ({ params, body }) => {
      await writeAnnotations(context, params.projectId, params.annotationType, body.tasks);
      return params.projectId;
    },
  }),
];
