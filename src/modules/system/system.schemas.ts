import { z } from 'zod';
import { storableText, success } from '../../http/schemas/schemas.js';
import { emailAddress } from '../../text/email-address.js';

export const heartbeat = z
  .object({
    status: z.string(),
    release: z.object({ version: z.string(), published_at: z.iso.datetime() }).nullable(),
  })
  .meta({
    id: 'Heartbeat',
    description: 'The server answers. Its release, if one is recorded.',
    examples: [{ status: 'Fastapi healthy', release: null }],
  });

export const health = z
  .object({ status: z.literal('ok') })
  .meta({ id: 'Health', description: 'The server answers', examples: [{ status: 'ok' }] });

const MAX_BANNER = 255;

export const newBanner = z
  .object({
    message: storableText
      .trim()
      .refine((text) => [...text].length <= MAX_BANNER, `give at most ${MAX_BANNER} characters`)
      .meta({ description: `Markdown, at most ${MAX_BANNER} characters. May be empty.` }),
    visible: z.boolean().nullish().meta({ description: 'Whether the front-end shows the banner. True by default.' }),
  })
  .meta({
    id: 'NewBanner',
    description: 'The banner that the front-end shows above its pages',
    examples: [{ message: '**Maintenance** on Sunday', visible: true }],
  });

export const banner = z
  .object({ message: z.string().meta({ description: 'HTML that is safe to show' }), visible: z.boolean() })
  .meta({
    id: 'Banner',
    description: 'The banner that the front-end shows above its pages',
    examples: [{ message: '<p><strong>Maintenance</strong> on Sunday</p>', visible: true }],
  });

export const languages = z
  .object({
    mapperLevelIntermediate: z.int(),
    mapperLevelAdvanced: z.int(),
    supportedLanguages: z.array(z.object({ code: z.string(), language: z.string() })),
  })
  .meta({
    id: 'Languages',
    description: 'Languages of the front-end. The two numbers are for old clients.',
    examples: [
      {
        mapperLevelIntermediate: 250,
        mapperLevelAdvanced: 500,
        supportedLanguages: [{ code: 'sw', language: 'Kiswahili' }],
      },
    ],
  });

export const contactMessage = z
  .object({
    name: storableText.trim().min(1, 'it is empty').max(255),
    email: z
      .string()
      .refine((text) => emailAddress(text) !== null, 'give an e-mail address')
      .meta({ format: 'email' }),
    content: storableText.trim().min(1, 'it is empty').max(20_000),
  })
  .meta({
    id: 'ContactMessage',
    description: 'A message of a visitor to the operators of the instance',
    examples: [{ name: 'Asha', email: 'asha@example.org', content: 'How can we start a project?' }],
  });

export const messageSent = success('Email sent');

export const release = z.object({ release_version: z.string(), published_at: z.iso.datetime() }).meta({
  id: 'Release',
  description: 'The latest release',
  examples: [{ release_version: 'v5.0.5', published_at: '2026-01-02T03:04:05.000Z' }],
});

/** The body is validated after the settings, so that without an image service the error is the same for every body. */
export const imageUpload = z.unknown().meta({
  id: 'ImageUpload',
  description: 'An image: its name, its type (PNG, JPEG, WebP or GIF) and its bytes in base64',
  type: 'object',
  properties: { filename: { type: 'string' }, mime: { type: 'string' }, data: { type: 'string' } },
  examples: [{ filename: 'logo.png', mime: 'image/png', data: 'aGVsbG8=' }],
});

export const imageUploaded = z.looseObject({}).meta({
  id: 'ImageUploaded',
  description: 'The answer of the image service, unchanged',
  examples: [{ url: 'https://images.example.org/logo.png' }],
});

export const apiDocument = z.looseObject({ openapi: z.string() }).meta({
  id: 'ApiDocument',
  description: 'An OpenAPI document',
  examples: [{ openapi: '3.1.0', info: { title: 'Tessera', version: '2.0.0' }, paths: {} }],
});
