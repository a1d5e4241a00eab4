import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { askForJson } from '../../osm/ask-service.js';

const MIME_TYPES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

/** An image as clients send it, not checked yet. */
interface SentImage {
  filename?: unknown;
  mime?: unknown;
  data?: unknown;
}

/** @throws DomainError InvalidData, MissingFilename, MissingMime, UnsupportedFile */
function checkImage(body: unknown): { filename: string; mime: string; data: string } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new DomainError('InvalidData');
  const { filename, mime, data } = body as SentImage;
  if (filename === undefined || filename === null || filename === '') throw new DomainError('MissingFilename');
  if (mime === undefined || mime === null || mime === '') throw new DomainError('MissingMime');
  if (typeof filename !== 'string' || typeof mime !== 'string')
    throw new DomainError('InvalidData', { sentence: 'filename and mime are texts' });
  if (!MIME_TYPES.has(mime)) throw new DomainError('UnsupportedFile');
  if (typeof data !== 'string' || data === '') throw new DomainError('InvalidData', { sentence: 'data is a text' });
  return { filename, mime, data };
}

/**
 * Sends an image to the image service.
 * @param body an object with `filename`, `mime` and `data` (base64)
 * @returns the answer of the service
 * @throws DomainError UndefinedImageService, InvalidData, MissingFilename, MissingMime, UnsupportedFile,
 * ImageUploadError
 */
export async function uploadImage({ config }: Context, body: unknown): Promise<Record<string, unknown>> {
  const service = config.system.imageUpload;
  if (!service) throw new DomainError('UndefinedImageService');
  const image = checkImage(body);
  const url = new URL(service.url);
  url.searchParams.set('filename', image.filename);
  const answer = await askForJson(url.href, {
    method: 'POST',
    headers: { 'x-api-key': service.key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ image }),
  }).catch(() => {
    // The cause is left out, because it could contain the address and the key of the service.
    throw new DomainError('ImageUploadError');
  });
  if (answer.status < 200 || answer.status > 299 || typeof answer.body !== 'object' || answer.body === null)
    throw new DomainError('ImageUploadError');
  return answer.body as Record<string, unknown>;
}
