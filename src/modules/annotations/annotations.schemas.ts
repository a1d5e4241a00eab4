import { z } from 'zod';
import { projectPath, storableText } from '../../http/schemas/schemas.js';

export const annotationPath = projectPath.extend({
  annotationType: storableText.min(1).meta({ description: 'Type of the annotations' }),
});

const hasStorableTexts = (value: unknown): boolean =>
  storableText.max(10_000_000).safeParse(JSON.stringify(value)).success;

const properties = z.record(z.string(), z.unknown());

const EXAMPLE = {
  taskId: 7,
  annotationType: 'building',
  annotationSource: 'model-3',
  annotationMarkdown: null,
  properties: { count: 3 },
};

export const newAnnotations = z
  .object({
    tasks: z
      .array(
        z.object({
          taskId: z.int32(),
          properties: properties.refine(
            (value) => hasStorableTexts(value) && !JSON.stringify(value).includes('\\u0000'),
            'NUL is not allowed',
          ),
          annotationSource: storableText.nullable().optional(),
          annotationMarkdown: storableText.nullable().optional(),
        }),
      )
      .max(50_000),
  })
  .meta({
    id: 'NewAnnotations',
    description: 'Annotations of tasks',
    examples: [{ tasks: [{ taskId: 7, properties: { count: 3 }, annotationSource: 'model-3' }] }],
  });

export const annotationList = z
  .object({
    projectId: z.int(),
    tasks: z.array(
      z.object({
        taskId: z.int(),
        annotationType: z.string(),
        annotationSource: z.string().nullable(),
        annotationMarkdown: z.string().nullable(),
        properties: z.unknown(),
      }),
    ),
  })
  .meta({
    id: 'AnnotationList',
    description: 'Annotations, ordered by task',
    examples: [{ projectId: 3, tasks: [EXAMPLE] }],
  });

export const annotationsWritten = z.int().meta({ description: 'Id of the project', examples: [3] });
