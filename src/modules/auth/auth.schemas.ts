import { z } from 'zod';
import { storableText } from '../../http/schemas/schemas.js';

const redirectUri = storableText
  .max(2000)
  .optional()
  .transform((text) => (text === '' ? undefined : text))
  .meta({
    type: 'string',
    description: 'Address to which OSM redirects. By default the address of the settings.',
    example: 'http://127.0.0.1:3000/authorized',
  });

export const signInQuery = z.object({ redirect_uri: redirectUri });

export const signInAddressAnswer = z
  .object({
    auth_url: z.string().meta({ description: 'Address for the browser' }),
    state: z.string().meta({ description: 'The client compares it with the state that OSM returns' }),
  })
  .meta({
    id: 'SignInAddress',
    description: 'The address for signing in with OpenStreetMap',
    examples: [
      {
        auth_url:
          'https://www.openstreetmap.org/oauth2/authorize?response_type=code&client_id=abc&redirect_uri=http%3A%2F%2F127.0.0.1%3A3000%2Fauthorized&scope=read_prefs+write_api&state=kq3-RrZ3',
        state: 'kq3-RrZ3',
      },
    ],
  });

export const callbackQuery = z.object({
  code: z.string().min(1, 'it is empty').max(10_000).meta({ description: 'The code that OSM sent to the browser' }),
  redirect_uri: redirectUri,
  email_address: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'E-mail address of a new user. An invalid address is ignored.' }),
});

export const signedIn = z
  .object({
    username: z.string(),
    session_token: z.string().meta({ description: 'Clients send `Token `, followed by the token in base64' }),
    picture: z.string().nullable().meta({ description: 'Address of the picture at OSM' }),
    session: z.looseObject({ access_token: z.string(), token_type: z.string() }).meta({
      description: 'The token answer of OSM. Editors in the browser use it to upload. The server does not store it.',
    }),
  })
  .meta({
    id: 'SignedIn',
    description: 'A session',
    examples: [
      {
        username: 'demo_mapper',
        session_token: 'MTAwNQ.aSe3kA.Xo0rYd1',
        picture: null,
        session: { access_token: 'abc', token_type: 'Bearer', scope: 'read_prefs write_api', created_at: 1764000000 },
      },
    ],
  });

export const emailQuery = z.object({
  username: z
    .string()
    .min(1)
    .refine((name) => !name.includes('\0'), 'NUL is not allowed')
    .meta({ description: 'The exact name of the user' }),
  token: z.string().min(1).meta({ description: 'The token of the link' }),
});

export const emailVerified = z
  .object({ Status: z.literal('OK') })
  .meta({ id: 'EmailVerified', description: 'The address is verified', examples: [{ Status: 'OK' }] });

export const keyPath = z.object({
  applicationKey: z
    .string()
    .refine((key) => !key.includes('\0'), 'NUL is not allowed')
    .meta({ description: 'The key itself' }),
});

const keyParts = {
  keyId: z.int(),
  userId: z.int().meta({ description: 'OSM user id of the owner' }),
  applicationkey: z.string().meta({ description: 'The key: a signed token' }),
  createdDate: z.iso.datetime().nullable(),
};

const exampleKey = {
  keyId: 3,
  userId: 1005,
  applicationkey: 'MTAwNQ.aSe3kA.Xo0rYd1',
  createdDate: '2026-03-01T08:00:00.000Z',
};

export const applicationKey = z
  .object(keyParts)
  .meta({ id: 'ApplicationKey', description: 'A key for an application of the user', examples: [exampleKey] });

export const applicationKeys = z.object({ applications: z.array(applicationKey) }).meta({
  id: 'ApplicationKeys',
  description: 'The keys of the user',
  examples: [{ applications: [exampleKey] }],
});

const noBody = (description: string) => z.literal('').meta({ description });

export const keyValid = noBody('The key is valid');
export const keyNotValid = noBody('The key is stored, but it is no longer valid');
export const keyDeleted = noBody('The key is deleted');
export const keyOfOtherUser = noBody('The key belongs to another user and is not deleted');
