import { Agent, fetch, type RequestInit, type Response } from 'undici';

/** How long another service may take for a whole answer, in milliseconds. */
const SERVICE_TIMEOUT_MS = 10_000;

/** Largest answer of another service, in bytes. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

const agent = new Agent({
  connect: { timeout: SERVICE_TIMEOUT_MS },
  maxResponseSize: MAX_ANSWER_BYTES,
});

/**
 * Sends a request to another service. Redirects are not followed: a token is sent only where the settings say.
 * @throws Error where there is no connection, or no answer within ten seconds
 */
export const askService = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, {
    redirect: 'manual',
    dispatcher: agent,
    ...init,
    signal: AbortSignal.timeout(SERVICE_TIMEOUT_MS),
  });

/** The answer of a service that was asked for JSON. */
export interface JsonAnswer {
  status: number;
  /** The JSON value; undefined where the body is no JSON. */
  body: unknown;
}

/**
 * Asks another service for JSON.
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
