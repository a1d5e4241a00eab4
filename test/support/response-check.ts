import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../../src/http/app-types.js';
import { ERRORS, wireCodeOf, type ErrorCode } from '../../src/errors/errors.js';

/**
 * Checks every response that an application sends against the schema that its route documents for that status: the
 * values, and that no key is sent that the schema does not name. What does not agree is collected; `throwViolations`
 * (called after every request of the helpers and after every test) fails the test with it.
 */
const violations: string[] = [];

export function throwViolations(): void {
  if (violations.length === 0) return;
  const text = violations.splice(0).join('\n');
  throw new Error(`Responses that are not what their routes document:\n${text}`);
}

type Documented = z.ZodType | { content: Record<string, { schema: z.ZodType }> };

const ruleEnvelope = z.strictObject({ Error: z.string().min(1), SubCode: z.string().min(1) });
const notFoundEnvelope = z.strictObject({
  error: z.strictObject({
    code: z.int(),
    sub_code: z.string().min(1),
    message: z.string().min(1),
    details: z.record(z.string(), z.unknown()),
  }),
});

/** Answers that no route documents, because they are not about any route: no such path, another method. */
const OUTSIDE_ROUTES: Record<number, z.ZodType> = { 404: notFoundEnvelope, 405: ruleEnvelope };

/** Keys and items of `sent` that are missing from `parsed`, as paths: what the schema did not know and dropped. */
export function droppedKeys(sent: unknown, parsed: unknown, path = ''): string[] {
  if (typeof sent !== 'object' || sent === null) return [];
  if (typeof parsed !== 'object' || parsed === null) return [path || '(all)'];
  return Object.entries(sent).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    if (!Object.hasOwn(parsed, key)) return [here];
    return droppedKeys(value, (parsed as Record<string, unknown>)[key], here);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What is wrong with a response of a schema's status, or null. */
export function disagreement(schema: z.ZodType, type: string, text: string): string | null {
  const isJson = /^application\/(\w+\+)?json\b/.test(type);
  const value = isJson ? parse(text) : text;
  if (value === undefined) return 'the body is not the JSON that its content type promises';
  const result = schema.safeParse(value);
  if (!result.success) return z.prettifyError(result.error);
  const dropped = droppedKeys(value, result.data);
  return dropped.length > 0 ? `keys that the schema does not name: ${dropped.slice(0, 5).join(', ')}` : null;
}

function schemaFor(documented: Documented, type: string): z.ZodType | string {
  if (!('content' in documented)) return documented;
  const mediaType = type.split(';')[0] ?? '';
  const entry = documented.content[mediaType];
  return entry ? entry.schema : `the content type ${mediaType} is not documented`;
}

function complaintAbout(request: FastifyRequest, reply: FastifyReply, text: string): string | null {
  const { schema } = request.routeOptions;
  const status = reply.statusCode;
  const type = String(reply.getHeader('content-type') ?? '');
  const documented = (schema?.response as Record<number, Documented> | undefined)?.[status];
  const isOutside = !schema || 'hide' in schema;
  // Files of a front-end.
  if (isOutside && status < 400 && !/^\/(api|health|internal)\//.test(request.url)) return null;
  if (documented) {
    const found = schemaFor(documented, type);
    return typeof found === 'string' ? found : disagreement(found, type, text);
  }
  const outside = isOutside ? OUTSIDE_ROUTES[status] : undefined;
  if (outside) return disagreement(outside, type, text);
  return `the status is not documented; it said: ${text.slice(0, 200)}`;
}

/** Whether the check applies: not to documentation pages, answers without a body, and the preflight of CORS. */
const isChecked = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api/docs') &&
  !request.url.startsWith('/api/openapi.json') &&
  request.method !== 'HEAD' &&
  request.method !== 'OPTIONS';

/** Give it to `buildApp` as `prepare`. */
export function checkResponses(app: App): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const isStream = payload instanceof Readable;
    const body = isStream ? await text(payload) : payload;
    if (isChecked(request)) {
      const text = typeof body === 'string' || Buffer.isBuffer(body) ? body.toString() : '';
      const complaint = complaintAbout(request, reply, text);
      if (complaint) violations.push(`${request.method} ${request.url} → ${reply.statusCode}: ${complaint}`);
      const code = codeOf(text);
      const statuses = statusesOf(code);
      if (statuses.length > 0 && !statuses.includes(reply.statusCode))
        violations.push(`${request.method} ${request.url}: ${code} came with ${reply.statusCode}`);
    }
    return isStream ? Readable.from([body]) : body;
  });
}

/** The statuses with which a code may come: several errors of the table can share a code. */
const statusesOf = (code: string | undefined): number[] =>
  (Object.keys(ERRORS) as ErrorCode[]).filter((name) => wireCodeOf(name) === code).map((name) => ERRORS[name].status);

/** The code that an error body of either envelope carries. */
export function codeOf(text: string): string | undefined {
  const body = parse(text) as { SubCode?: unknown; error?: { sub_code?: unknown } } | null | undefined;
  const code = body?.SubCode ?? body?.error?.sub_code;
  return typeof code === 'string' ? code : undefined;
}
