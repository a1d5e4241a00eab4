import { fetch } from 'undici';
import { z } from 'zod';
import type { Log } from '../../../context.js';

/** Longest wait for the answer. A slow Nominatim server must not delay the creation of a project. */
const TIMEOUT_MS = 3000;
/** Longest answer that is read. A usual answer has some hundred characters. */
const MAX_ANSWER_CHARACTERS = 100_000;

const answer = z.object({ address: z.object({ country: z.string().trim().min(1).max(200) }) });

/**
 * Reads from a Nominatim server in which country a place lies.
 * @param serverUrl without a final slash; null: no request is sent
 * @param place longitude and latitude in degrees
 * @returns the English name of the country; null if it is unknown or the server does not answer within 3 seconds
 */
export async function findCountry(
  serverUrl: string | null,
  [longitude, latitude]: readonly [number, number],
  log: Pick<Log, 'warn'>,
): Promise<string | null> {
  if (serverUrl === null) return null;
  const query = new URLSearchParams({
    format: 'jsonv2',
    lat: latitude.toFixed(6),
    lon: longitude.toFixed(6),
    zoom: '3',
    'accept-language': 'en',
  });
  try {
    const response = await fetch(`${serverUrl}/reverse?${query.toString()}`, {
      headers: { accept: 'application/json', 'user-agent': 'Tessera (Tasking Manager API server)' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    if (!response.ok || text.length > MAX_ANSWER_CHARACTERS) return null;
    const parsed = answer.safeParse(JSON.parse(text));
    return parsed.success && !parsed.data.address.country.includes('\0') ? parsed.data.address.country : null;
  } catch (error) {
    log.warn({ err: error }, 'the country of a new project could not be read');
    return null;
  }
}
