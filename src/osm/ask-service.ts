import { Agent, fetch, type RequestInit, type Response } from 'undici';

/** Time limit for the whole answer of another service, in milliseconds. */
const SERVICE_TIMEOUT_MS = 10_000;

/** Largest answer of another service, in bytes. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

const agent = new Agent({
  connect: { timeout: SERVICE_TIMEOUT_MS },
  maxResponseSize: MAX_ANSWER_BYTES,
});

/**
 * Sends a request to another service. Redirects are not followed, so that a token is sent only to the configured
 * address.
 * @throws Error if there is no connection, or no answer within ten seconds
 */
export const askService = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, {
    redirect: 'manual',
    dispatcher: agent,
    ...init,
    signal: AbortSignal.timeout(SERVICE_TIMEOUT_MS),
  });

/** The answer of a JSON service. */
export interface JsonAnswer {
  status: number;
  /** The JSON value; undefined where the body is no JSON. */
  body: unknown;
}

/**
 * Requests JSON from another service.
 * @throws Error where there is no connection, or no whole answer within ten seconds
 */
export async function askForJson(url: string, init: RequestInit = {}): Promise<JsonAnswer> {
  const response = await askService(url, {
    ...init,
    headers: { Accept: 'application/json', ...(init.headers as Record<string, string> | undefined) },
  });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) as unknown };
  } catch {
    return { status: response.status, body: undefined };
  }
}
