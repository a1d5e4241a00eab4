import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainIssue } from '../../../src/http/validation.js';
import { bodyId, nameText, numberOrDigits } from '../../../src/http/schemas/schemas.js';

const sentenceOf = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value, { error: plainIssue }).error?.issues[0]?.message;

describe('the sentence of a refused value', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.object({ a: z.string() }), {}, 'it is missing; give a text'],
    [z.object({ a: z.string() }), { a: null }, 'give a text, not null'],
    [z.object({ a: z.string() }), undefined, 'The body must be an object in JSON'],
    [z.object({ a: z.string() }), null, 'The body must be an object in JSON'],
    [z.object({ a: z.string() }), [], 'The body must be an object in JSON'],
    [z.array(z.string()), { 0: 'a' }, 'give a list, not an object'],
    [z.string(), 5, 'give a text, not a number'],
    [z.boolean(), 'yes', 'give true or false, not a text'],
    [bodyId, 1.5, 'give a whole number'],
    [bodyId, '7', 'give a number, not a text'],
    [bodyId, 2_147_483_648, 'give at most 2147483647'],
    [z.coerce.number().int(), 'x', 'give a number'],
    [numberOrDigits, 'seven', 'give a whole number'],
    [numberOrDigits, {}, 'give a whole number'],
    [nameText(5), 'too long', 'give at most 5 characters'],
    [z.number().positive(), 0, 'give more than 0'],
    [nameText(5), '  ', 'it is empty'],
    [z.string().min(1), '', 'it is empty'],
    [z.array(z.int()).min(1), [], 'give at least 1 entry'],
    [z.enum(['EASY', 'HARD']), 'easy', 'give one of EASY, HARD'],
    [z.literal('x'), 'y', 'give x'],
    [z.iso.date(), 'soon', 'give a date as YYYY-MM-DD'],
    [z.string().regex(/^a/), 'b', 'it does not have the right form'],
    [z.union([z.string(), z.int()]), true, 'it does not have an allowed form'],
    [z.strictObject({}), { zzz: 1 }, 'unknown: zzz'],
  ])('%# is the expected plain sentence', (schema, value, sentence) => {
    expect(sentenceOf(schema, value)).toBe(sentence);
  });
});
