import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';

/**
 * Session tokens, the same bytes as Python's `itsdangerous.URLSafeTimedSerializer(secret)` 2.1 makes with its defaults:
 * `base64url(json) "." base64url(seconds since 1970, big endian, no leading zeros) "." base64url(HMAC-SHA1)`, where the
 * key is SHA1("itsdangerous" + "signer" + secret) and long payloads are zlib-compressed behind a leading dot. Clients
 * send that text once more in base64 (`Authorization: Token <base64>`). Signatures for other purposes are made in the same way
 * with a salt of their own in place of "itsdangerous", so that none of them is ever valid as a session.
 */

/** Purposes of signatures, and their salts. */
const SALTS = {
  session: 'itsdangerous',
  export: 'tessera-export',
  command: 'tessera-command',
  standin: 'tessera-standin',
  stream: 'tessera-stream',
} as const;

/** The purpose of a signature. A signature is valid for one purpose only. */
export type Purpose = keyof typeof SALTS;

/** Duration of a session: 7 days, in seconds. */
export const SESSION_SECONDS = 604_800;

const toBase64Url = (bytes: Buffer): string => bytes.toString('base64url');

function fromBase64Url(text: string): Buffer | null {
  if (!/^[\w-]*$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  return toBase64Url(bytes) === text ? bytes : null;
}

/** Keys by secret and purpose. A process has one secret, so the map has one entry per purpose. */
const keys = new Map<string, Record<Purpose, Buffer>>();

const deriveKey = (salt: string, secret: string): Buffer =>
  createHash('sha1').update(salt).update('signer').update(secret, 'utf8').digest();

function keysOf(secret: string): Record<Purpose, Buffer> {
  const known = keys.get(secret);
  if (known) return known;
  const derived = Object.fromEntries(
    Object.entries(SALTS).map(([purpose, salt]) => [purpose, deriveKey(salt, secret)]),
  ) as Record<Purpose, Buffer>;
  keys.set(secret, derived);
  return derived;
}

const signature = (value: string, secret: string, purpose: Purpose): Buffer =>
  createHmac('sha1', keysOf(secret)[purpose]).update(value).digest();

/** JSON as itsdangerous writes it: compact, everything beyond ASCII escaped. */
const compactJson = (payload: unknown): string =>
  JSON.stringify(payload).replaceAll(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

function timestampBytes(seconds: number): Buffer {
  const hex = seconds.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}

const secondsNow = (): number => Math.floor(Date.now() / 1000);

/**
 * Signs a payload for a purpose.
 * @param now seconds since 1970
 */
export function signFor(purpose: Purpose, payload: unknown, secret: string, now = secondsNow()): string {
  const json = Buffer.from(compactJson(payload), 'utf8');
  const compressed = deflateSync(json);
  const body = compressed.length < json.length - 1 ? `.${toBase64Url(compressed)}` : toBase64Url(json);
  const value = `${body}.${toBase64Url(timestampBytes(now))}`;
  return `${value}.${toBase64Url(signature(value, secret, purpose))}`;
}

/**
 * Makes a session token.
 * @param payload the OSM user id
 * @param now seconds since 1970
 */
export const signSession = (payload: unknown, secret: string, now?: number): string =>
  signFor('session', payload, secret, now);

function readPayload(body: string): unknown {
  const compressed = body.startsWith('.');
  const bytes = fromBase64Url(compressed ? body.slice(1) : body);
  if (!bytes) return undefined;
  try {
    const json = compressed ? inflateSync(bytes, { maxOutputLength: 65_536 }) : bytes;
    return JSON.parse(json.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

interface Signed {
  payload: unknown;
  /** When it was signed, in seconds since 1970. */
  signedAt: number;
}

/** Reads a signed text whose signature is right (compared in constant time). Its age is not checked. */
function readSigned(purpose: Purpose, token: string, secret: string): Signed | undefined {
  if (token.length > 4096) return undefined;
  const lastDot = token.lastIndexOf('.');
  if (lastDot < 1) return undefined;
  const value = token.slice(0, lastDot);
  const given = fromBase64Url(token.slice(lastDot + 1));
  const expected = signature(value, secret, purpose);
  if (!given || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const stampDot = value.lastIndexOf('.');
  if (stampDot < 1) return undefined;
  const stamp = fromBase64Url(value.slice(stampDot + 1));
  if (!stamp || stamp.length === 0 || stamp.length > 6) return undefined;
  return { payload: readPayload(value.slice(0, stampDot)), signedAt: stamp.readUIntBE(0, stamp.length) };
}

/** The payload of a signed text, if it is neither too old nor signed in the future. */
function payloadAt(signed: Signed | undefined, now: number, maxAge: number): unknown {
  if (!signed) return undefined;
  const age = now - signed.signedAt;
  return age > maxAge || age < 0 ? undefined : signed.payload;
}

/**
 * Checks a signed text: its signature (in constant time), its age, its payload.
 * @param maxAge in seconds
 * @returns the payload, or undefined if the text is malformed, forged, made for another purpose or too old
 */
export const verifyFor = (
  purpose: Purpose,
  token: string,
  secret: string,
  { now = secondsNow(), maxAge }: { now?: number | undefined; maxAge: number },
): unknown => payloadAt(readSigned(purpose, token, secret), now, maxAge);

/**
 * Sessions whose signature was right, by secret and token. A client sends the same token with every request, and checking
 * the signature takes longer than all other work of the sign-in. The age is checked each time.
 */
const sessions = new Map<string, Signed>();
const MAX_REMEMBERED_SESSIONS = 10_000;

function readSession(token: string, secret: string): Signed | undefined {
  const key = `${secret} ${token}`;
  const known = sessions.get(key);
  if (known) return known;
  const signed = readSigned('session', token, secret);
  if (!signed) return undefined;
  if (sessions.size >= MAX_REMEMBERED_SESSIONS) sessions.clear();
  sessions.set(key, signed);
  return signed;
}

/** Checks a session token. @returns its payload, or undefined if it is not valid or older than 7 days */
export const verifySession = (token: string, secret: string, now = secondsNow()): unknown =>
  payloadAt(readSession(token, secret), now, SESSION_SECONDS);

/** The value of the Authorization header for a user: `Token ` and the session token in base64. */
export const authorizationFor = (userId: number, secret: string, now?: number): string =>
  `Token ${Buffer.from(signSession(userId, secret, now)).toString('base64')}`;

/** Reads the text after `Token ` in an Authorization header: base64 of a session token. Undefined if the text is malformed. */
export function decodeCredentials(credentials: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(credentials) || credentials.length > 8192) return undefined;
  const text = Buffer.from(credentials, 'base64').toString('latin1');
  return /^[\w.-]+$/.test(text) ? text : undefined;
}
