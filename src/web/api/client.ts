import createClient from 'openapi-fetch';
import type { components, paths } from '../../../openapi/generated/tessera.js';
import { locale } from '../app/i18n.js';
import { endSession, session } from '../app/session.js';

export type Task = components['schemas']['Task'];
export type TaskHistory = components['schemas']['TaskHistory'];
export type TaskStatus = components['schemas']['TaskStatus'];
export type TaskFeatures = components['schemas']['TaskFeatures'];
export type Licence = components['schemas']['Licence'];
export type IssueCategory = components['schemas']['IssueCategory'];
export type Project = components['schemas']['Project'];
export type FoundProjects = components['schemas']['FoundProjects'];

/** The API of the server that serves the page. */
export const api = createClient<paths>({ baseUrl: location.origin });

/** Time of the server minus time of the browser, in milliseconds. */
let clockOffset = 0;

/** The current time of the server, in milliseconds. */
export const serverNow = (): number => Date.now() + clockOffset;

let signature = '';

/** The signature that exports of a private project need. It is valid for a short time. Empty if the server has sent none. */
export const exportSignature = (): string => signature;

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', locale.value);
    if (session.value) request.headers.set('Authorization', session.value.authorization);
    return request;
  },
  onResponse({ response }) {
    const offset = Date.parse(response.headers.get('Date') ?? '') - Date.now();
    // The header is in whole seconds, so small differences come from rounding.
    if (!Number.isNaN(offset)) clockOffset = Math.abs(offset) > 2000 ? offset : 0;
    signature = response.headers.get('Export-Signature') ?? signature;
    if (response.status === 401) endSession();
    return response;
  },
});

/** The error of a request that the server refused or did not answer (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** The two envelopes of errors of the API. */
type Refusal = { Error?: string; SubCode?: string; error?: { sub_code?: string; message?: string } } | undefined;

/**
 * Returns the data of an answer.
 * @throws ApiError if the server refuses the request or does not answer
 */
export async function dataOf<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answer.catch((failure: unknown) => {
    throw new ApiError(0, 'Offline', failure instanceof Error ? failure.message : String(failure));
  });
  if (response.ok) return data as T;
  const refusal = error as Refusal;
  throw new ApiError(
    response.status,
    refusal?.SubCode ?? refusal?.error?.sub_code ?? String(response.status),
    refusal?.Error ?? refusal?.error?.message ?? `HTTP ${response.status}`,
  );
}
