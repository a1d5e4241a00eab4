import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';

/** Checks the parts of a request with their schemas, and describes an invalid value in plain words. */

type RawIssue = z.core.$ZodRawIssue;
type Bound = Pick<RawIssue & { code: 'too_big' | 'too_small' }, 'origin' | 'inclusive'>;

const NAMES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  nan: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

const FORMATS: Record<string, string> = {
  date: 'give a date as YYYY-MM-DD',
  datetime: 'give a time as ISO 8601',
  email: 'give an e-mail address',
  url: 'give an address that begins with https://',
};

const UNITS: Record<string, [one: string, more: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

/** The kind of a value, for a sentence. */
function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return NAMES[Array.isArray(value) ? 'array' : typeof value] ?? 'nothing';
}

function wrongType({ expected, input, path }: RawIssue & { code: 'invalid_type' }): string | undefined {
  const name = NAMES[expected];
  if (name === undefined) return undefined;
  if (!path?.length && name === NAMES.object) return 'The body must be an object in JSON';
  if (input === undefined) return `it is missing; give ${name}`;
  const isNearly = typeof input === 'number' && (expected === 'int' || expected === 'number');
  return isNearly ? `give ${name}` : `give ${name}, not ${nameOf(input)}`;
}

/** The instruction for a value beyond a bound. An exclusive bound itself is not allowed. */
function boundOf(most: 'most' | 'least', { origin, inclusive }: Bound, bound: number | bigint): string {
  const unit = UNITS[origin];
  if (unit === undefined && inclusive === false) return `give ${most === 'most' ? 'less' : 'more'} than ${bound}`;
  if (most === 'least' && origin === 'string' && Number(bound) === 1) return 'it is empty';
  return `give at ${most} ${bound}${unit === undefined ? '' : ` ${unit[Number(bound) === 1 ? 0 : 1]}`}`;
}

/**
 * The end of a sentence about an issue. The sentence begins with the name of the field. A message of the schema takes
 * precedence.
 * @returns undefined if the message of zod is used
 */
export function plainIssue(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue);
    case 'invalid_value':
      return `give ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'too_big':
      return boundOf('most', issue, issue.maximum);
    case 'too_small':
      return boundOf('least', issue, issue.minimum);
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'it does not have the right form';
    case 'invalid_union':
      return 'it does not have an allowed form';
    case 'unrecognized_keys':
      return `unknown: ${issue.keys.join(', ')}`;
    default:
      return undefined;
  }
}

/** Compiles a schema of zod for Fastify. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const { data: value, error } = schema.safeParse(data, { error: plainIssue });
    if (!error) return { value };
    const issues = error.issues.map(({ path, message, code }) => ({
      keyword: code,
      instancePath: `/${path.join('/')}`,
      schemaPath: `#/${path.join('/')}/${code}`,
      params: {},
      message,
    }));
    return { error: issues as unknown as Error };
  };
