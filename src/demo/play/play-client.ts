import { setTimeout } from 'node:timers/promises';

/** An error that ends the play. The message is a sentence for the user who started it. */
export class PlayError extends Error {}

/** A simulated user. */
export interface Player {
  username: string;
  /** The value of the Authorization header. */
  authorization: string;
}

/** An answer of the server, with the code and the sentence of a refusal from either envelope. */
export interface Answer {
  status: number;
  code: string;
  sentence: string;
  body: unknown;
}

/** How often a request is repeated if the server is busy or limits requests. */
const MAX_REPEATS = 5;

/**
 * Sends a request as a player. If the server is busy, the request is repeated after the time that the server requests.
 *
 * @throws PlayError if the server does not answer
 */
export async function send(url: URL, method: string, who: Player, body?: object, repeats = 0): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: { Authorization: who.authorization, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new PlayError(`The server at ${url.origin} does not answer.`, { cause });
  }
  const wait = Number(response.headers.get('Retry-After'));
  if ((response.status === 429 || response.status === 503) && repeats < MAX_REPEATS) {
    await setTimeout(Math.min(60, wait || 1) * 1000);
    return send(url, method, who, body, repeats + 1);
  }
  const answer = (await response.json().catch(() => null)) as {
    Error?: string;
    SubCode?: string;
    error?: { sub_code?: string; message?: string };
  } | null;
  return {
    status: response.status,
    code: answer?.SubCode ?? answer?.error?.sub_code ?? '',
    sentence: answer?.Error ?? answer?.error?.message ?? `status ${response.status}`,
    body: answer,
  };
}
