import { LIMITS } from './plugins/limits.js';

/** The text is not acceptable JSON. The message names the reason. */
export class JsonError extends Error {
  /** @param isNested whether it nests too deep; false: it is no JSON */
  constructor(
    message: string,
    readonly isNested = false,
  ) {
    super(message);
  }
}

/** Whether arrays and objects of a JSON text are nested deeper than a limit. The text is not parsed, and strings are skipped. */
function exceedsDepth(text: string, limit: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++;
    } else if (c === 0x7b || c === 0x5b) {
      if (++depth > limit) return true;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return false;
}

/**
 * Reads JSON from a client.
 * @param maxDepth the largest depth of nested arrays and objects (GeoJSON needs 9 levels)
 * @throws JsonError if the text is not JSON, or is nested deeper
 */
export function parseJson(text: string, maxDepth: number = LIMITS.jsonDepth): unknown {
  if (exceedsDepth(text, maxDepth)) throw new JsonError(`The JSON nests deeper than ${maxDepth} levels`, true);
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as unknown;
  } catch (error) {
    throw new JsonError(`The body is not JSON: ${(error as Error).message}`);
  }
}
