import { z } from 'zod';
import { DomainError, ERRORS, errorBody, type ErrorCode } from '../../errors/errors.js';
import { LIMITS } from '../plugins/limits.js';
import { INT4_MAX } from '../../int4.js';

/** Schemas that many routes share. */

/** An id in a path: a positive 32-bit integer. Other values get 404. */
export const pathId = (description: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .transform(Number)
    .pipe(z.number().max(INT4_MAX))
    .meta({ type: 'integer', description });

/** The path parameters of a project. */
export const projectPath = z.object({ projectId: pathId('Id of the project') });
/** The path parameters of a task. */
export const taskPath = projectPath.extend({ taskId: pathId('Id of the task within its project') });

/** The id of a user in a path: a positive integer of 64 bits in the database, exact in JavaScript. */
export const pathUserId = (description: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,15}$/)
    .transform(Number)
    .pipe(z.number().max(Number.MAX_SAFE_INTEGER))
    .meta({ type: 'integer', description });

/** `tasks=1,2`: ids of tasks. An empty value is no filter. Unknown ids are left out. */
export const taskIdsQuery = z
  .string()
  .regex(/^(-?\d{1,10}(,-?\d{1,10})*)?$/, 'give task ids separated by commas')
  .transform((text) => (text === '' ? null : [...new Set(text.split(',').map(Number))]))
  .refine((ids) => !ids || ids.length <= LIMITS.ids, `give at most ${LIMITS.ids} ids`)
  .refine((ids) => !ids || ids.every((id) => Math.abs(id) <= INT4_MAX), 'an id is out of range')
  .optional()
  .meta({
    type: 'string',
    description: 'Ids of tasks, separated by commas. Empty or absent: all tasks.',
    example: '1,2,3',
  });

/** A boolean in a query, in the forms that version 5 accepts. */
export const booleanQuery = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off', 't', 'f', 'y', 'n']))
  .transform((text) => ['true', '1', 'yes', 'on', 't', 'y'].includes(text));

/** `as_file`: whether the answer is a file. */
export const asFileQuery = booleanQuery
  .optional()
  .meta({ type: 'boolean', description: 'Whether the answer is an attachment with a file name' });

/** The response without a body for a client that already has the answer. See `etag.ts`. */
export const notModified = z.literal('').meta({ description: 'Not modified' });

/** Text from a client that can be stored: PostgreSQL stores no NUL, and UTF-8 has no half of a surrogate pair. */
export const storable = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => !text.includes('\0'), 'NUL is not allowed')
    .refine((text) => !/\p{Surrogate}/u.test(text), 'half a surrogate pair is not allowed');

/** Text from a client that can be stored, of at most 100,000 characters. */
export const storableText = storable(100_000);

/** A name or a title from a client: trimmed, not empty, and no longer than its column. */
export const nameText = (maxLength: number) => storableText.trim().min(1, 'it is empty').max(maxLength);

/** An optional text from a client, no longer than its column. Null clears it. */
export const optionalText = (maxLength = 100_000) => storableText.max(maxLength).nullable().optional();

/** The name of a code from a client, case-insensitive. The document shows the names in upper case. */
export const codeName = <const N extends string>(...names: readonly [N, ...N[]]) =>
  z
    .string()
    .trim()
    .toUpperCase()
    .pipe(z.enum(names))
    .meta({ enum: [...names] });

/** An id in a body: an integer of 32 bits. */
export const bodyId = z.int32();

/** An id in a query: an integer of 32 bits. */
export const queryId = z
  .string()
  .regex(/^-?\d{1,10}$/, 'give an id')
  .transform(Number)
  .pipe(z.int32())
  .meta({ type: 'integer' });

/** The id of a user in a query: a positive integer, exact in JavaScript. */
export const queryUserId = z
  .string()
  .regex(/^\d{1,16}$/, 'give the id of a user')
  .transform(Number)
  .pipe(z.number().max(Number.MAX_SAFE_INTEGER))
  .meta({ type: 'integer' });

/** A whole number of 32 bits in a body, as a number or as its digits. Forms of the stock front-end send the digits. */
export const numberOrDigits = z.union(
  [
    z.int32(),
    z
      .string()
      .regex(/^-?\d{1,10}$/)
      .transform(Number)
      .pipe(z.int32()),
  ],
  'give a whole number',
);

/** An answer of one sentence: `{"Success": "…"}`. */
export const success = (sentence: string) => {
  const id = `Success${sentence.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')}`;
  return z.object({ Success: z.literal(sentence) }).meta({
    id,
    description: `The action is done. The sentence is always "${sentence}"`,
    examples: [{ Success: sentence }],
  });
};

/** The number of a page in a query, from 1. */
export const pageNumber = z.coerce.number().int().min(1, 'pages count from 1').max(INT4_MAX);

/** The position of a page in a list, in an answer. */
export const pagination = z
  .object({
    hasNext: z.boolean(),
    hasPrev: z.boolean(),
    nextNum: z.int().nullable().meta({ description: 'Number of the next page. Null on the last page.' }),
    page: z.int(),
    pages: z.int().meta({ description: 'Number of pages' }),
    prevNum: z.int().nullable().meta({ description: 'Number of the previous page. Null on the first page.' }),
    perPage: z.int(),
    total: z.int().meta({ description: 'Number of items on all pages' }),
  })
  .meta({
    id: 'Pagination',
    description: 'Position of a page in a list',
    examples: [{ hasNext: true, hasPrev: false, nextNum: 2, page: 1, pages: 4, prevNum: null, perPage: 10, total: 33 }],
  });

/** An example of `pagination`: the only page, with one entry. */
export const onlyPage = (perPage: number): z.output<typeof pagination> => ({
  hasNext: false,
  hasPrev: false,
  nextNum: null,
  page: 1,
  pages: 1,
  prevNum: null,
  perPage,
  total: 1,
});

const ruleError = z
  .object({ Error: z.string(), SubCode: z.string() })
  .meta({ id: 'RuleError', description: 'A refused request: a sentence for users, and a code for programs' });

const notFoundError = z
  .object({
    error: z.object({
      code: z.int(),
      sub_code: z.string(),
      message: z.string(),
      details: z.record(z.string(), z.unknown()),
    }),
  })
  .meta({ id: 'NotFoundError', description: 'The requested resource does not exist, or the server failed' });

/**
 * The error responses of a route, for its schema: one entry a status, with the codes that it can carry.
 * @param codes the codes of the error table that the route answers with, in the order of the checks
 */
export function errorResponses(...codes: ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...codes, 'INTERNAL_SERVER_ERROR'] as const)
    byStatus.set(ERRORS[code].status, [...(byStatus.get(ERRORS[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => {
      const envelopes = [...new Set(group.map((code) => ERRORS[code].envelope))].map((name) => ENVELOPES[name]);
      const [first] = envelopes as [(typeof envelopes)[number]];
      const schema = envelopes.length > 1 ? z.union(envelopes) : first;
      return [status, schema.meta({ description: group.join(', '), examples: group.map((code) => exampleOf(code)) })];
    }),
  ) as Record<number, z.ZodType<RuleErrorBody | NotFoundErrorBody>>;
}

const ENVELOPES = { rule: ruleError, notFound: notFoundError };
type RuleErrorBody = z.infer<typeof ruleError>;
type NotFoundErrorBody = z.infer<typeof notFoundError>;

const exampleOf = (code: ErrorCode) => errorBody(new DomainError(code)) as RuleErrorBody | NotFoundErrorBody;

/** An answer that is the JSON value `null`. The type is a list, because the generator leaves out a body of the type `null`. */
export const jsonNull = (description: string) => z.null().meta({ type: ['null'], description, examples: [null] });
