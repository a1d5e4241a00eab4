import { XmlDocument } from 'libxml2-wasm';
import type { FuzzAnswer } from './client.js';
import type { Operation, ResponseSchemas } from './document.js';

/** What must hold for every answer. Each returns what is wrong, or null. */

function bodyComplaint(
  type: string,
  text: string,
  schema: Record<string, unknown>,
  schemas: ResponseSchemas,
): string | null {
  if (/json/.test(type)) {
    try {
      return schemas.complaint(schema, JSON.parse(text));
    } catch (error) {
      return `no JSON: ${(error as Error).message}`;
    }
  }
  if (/xml/.test(type))
    try {
      XmlDocument.fromString(text).dispose();
    } catch (error) {
      return `no XML: ${(error as Error).message}`;
    }
  return schemas.complaint(schema, text);
}

function leakComplaint({ headers, text, status }: FuzzAnswer): string | null {
  if (headers['x-powered-by']) return 'says X-Powered-By';
  if (status >= 400 && /node_modules|\bat \S+ \(|\.ts:\d+|\bprisma\b|SELECT .* FROM/i.test(text))
    return 'shows its internals';
  // What is refused by the parser of HTTP has no hook that adds them.
  const isRaw = headers.connection === 'close' && !headers['x-request-id'];
  if (!isRaw && headers['x-content-type-options'] !== 'nosniff') return 'lacks the security headers';
  return null;
}

export function complaintAbout(operation: Operation, answer: FuzzAnswer, schemas: ResponseSchemas): string | null {
  const { status, headers, text } = answer;
  const documented = operation.responses[status];
  // What another service does not do is told as 501 or 502, where the document says so.
  if (status >= 500 && !(documented && [501, 502].includes(status))) return 'the server failed';
  if (!documented) return 'the status is not documented';
  const type = String(headers['content-type'] ?? '').split(';')[0] ?? '';
  const media = documented.content?.[type];
  if (!media) return `the content type "${type}" is not documented`;
  return bodyComplaint(type, text, media.schema, schemas) ?? leakComplaint(answer);
}
