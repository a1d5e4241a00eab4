import { createHmac, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  authorizationFor,
  decodeCredentials,
  SESSION_SECONDS,
  signFor,
  signSession,
  verifyFor,
  verifySession,
} from '../../../src/access/tokens/session-token.js';

interface Vector {
  secret: string;
  userId: number | string;
  signedAt: number;
  session_token: string;
  authorization: string;
}

const { vectors } = JSON.parse(readFileSync(new URL('../../fixtures/token-vectors.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};

const SECRET = 'a secret of the tests, long enough';
const NOW = 1_790_000_000;

/** A token with a good signature, whatever it holds. */
function signed(value: string, secret = SECRET): string {
  const key = createHash('sha1').update(`itsdangerous${'signer'}${secret}`).digest();
  return `${value}.${createHmac('sha1', key).update(value).digest('base64url')}`;
}

const stamp = (seconds: number): string => {
  const hex = seconds.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
};

describe('tokens of itsdangerous', () => {
  it.each(vectors)('makes the same token for $userId at $signedAt', ({ secret, userId, signedAt, session_token }) => {
    expect(signSession(userId, secret, signedAt)).toBe(session_token);
  });

  it.each(vectors)(
    'reads the token for $userId at $signedAt',
    ({ secret, userId, signedAt, session_token, authorization }) => {
      expect(verifySession(session_token, secret, signedAt + 10)).toBe(userId);
      expect(decodeCredentials(authorization.replace('Token ', ''))).toBe(session_token);
    },
  );

  it('encodes the header as clients send it', () => {
    const numbered = vectors.filter(
      (vector): vector is Vector & { userId: number } => typeof vector.userId === 'number',
    );
    expect(numbered.length).toBeGreaterThan(5);
    for (const { userId, secret, signedAt, authorization } of numbered)
      expect(authorizationFor(userId, secret, signedAt)).toBe(authorization);
  });
});

describe('signSession and verifySession', () => {
  it('returns any user id, for any secret', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), fc.string({ minLength: 1 }), (id, secret) => {
        expect(verifySession(signSession(id, secret, NOW), secret, NOW)).toBe(id);
      }),
    );
  });

  it('returns any text, compressed when that is shorter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        expect(verifySession(signSession(text, SECRET, NOW), SECRET, NOW)).toBe(text);
      }),
    );
    expect(signSession('x'.repeat(300), SECRET, NOW).startsWith('.')).toBe(true);
  });

  it('accept a session until the end of its seventh day', () => {
    const token = signSession(5, SECRET, NOW);
    expect(SESSION_SECONDS).toBe(7 * 24 * 3600);
    expect(verifySession(token, SECRET, NOW)).toBe(5);
    expect(verifySession(token, SECRET, NOW + SESSION_SECONDS)).toBe(5);
    expect(verifySession(token, SECRET, NOW + SESSION_SECONDS + 1)).toBeUndefined();
    expect(verifySession(token, SECRET, NOW - 1)).toBeUndefined();
  });

  it('refuse a token of another purpose', () => {
    for (const purpose of ['export', 'command'] as const) {
      const signed = signFor(purpose, 5, SECRET, NOW);
      expect(verifySession(signed, SECRET, NOW)).toBeUndefined();
      expect(verifyFor(purpose, signed, SECRET, { now: NOW, maxAge: 60 })).toBe(5);
      expect(verifyFor(purpose, signSession(5, SECRET, NOW), SECRET, { now: NOW, maxAge: 60 })).toBeUndefined();
    }
  });

  it('refuse a session with a time in the future', () => {
    expect(verifySession(signSession(5, SECRET, NOW + 1), SECRET, NOW)).toBeUndefined();
  });

  it('refuse a session of another secret, even after it was accepted with its own', () => {
    const token = signSession(5, 'another secret', NOW);
    expect(verifySession(token, SECRET, NOW)).toBeUndefined();
    expect(verifySession(token, 'another secret', NOW)).toBe(5);
    expect(verifySession(token, SECRET, NOW)).toBeUndefined();
  });

  it('refuse a token with any one character changed, left out or added', () => {
    const token = signSession(4_000_000_001, SECRET, NOW);
    for (let at = 0; at < token.length; at++) {
      const replaced = token[at] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, at) + replaced + token.slice(at + 1);
      const shorter = token.slice(0, at) + token.slice(at + 1);
      const longer = `${token.slice(0, at)}A${token.slice(at)}`;
      for (const text of [changed, shorter, longer]) expect(verifySession(text, SECRET, NOW), text).toBeUndefined();
    }
    expect(verifySession(`${token}A`, SECRET, NOW)).toBeUndefined();
    expect(verifySession(`${token}=`, SECRET, NOW)).toBeUndefined();
  });

  it.each([
    '',
    '.',
    '..',
    '...',
    'a.b',
    'a.b.c',
    '\0.\0.\0',
    `.${'A'.repeat(5000)}.A.A`,
    'null',
    'undefined',
    '{"id":1}',
  ])('refuse %j', (text) => expect(verifySession(text, SECRET, NOW)).toBeUndefined());

  it('refuse any unsigned text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(verifySession(text, SECRET, NOW)).toBeUndefined();
      }),
    );
  });

  it('refuse a payload that unpacks to too many bytes, even when its signature is valid', () => {
    const bomb = deflateSync(Buffer.from(`"${'0'.repeat(3_000_000)}"`), { level: 9 }).toString('base64url');
    const token = signed(`.${bomb}.${stamp(NOW)}`);
    expect(token.length).toBeLessThan(4096 + 20);
    const small = deflateSync(Buffer.from(`"${'0'.repeat(70_000)}"`), { level: 9 }).toString('base64url');
    expect(verifySession(token, SECRET, NOW)).toBeUndefined();
    expect(verifySession(signed(`.${small}.${stamp(NOW)}`), SECRET, NOW)).toBeUndefined();
  });

  it.each([
    ['a payload that is no JSON', `${Buffer.from('user 5').toString('base64url')}.${stamp(NOW)}`],
    ['a payload that is not packed as it says', `.${Buffer.from('5').toString('base64url')}.${stamp(NOW)}`],
    ['no time', Buffer.from('5').toString('base64url')],
    ['an empty time', `${Buffer.from('5').toString('base64url')}.`],
    ['a time of seven bytes', `${Buffer.from('5').toString('base64url')}.${Buffer.alloc(7).toString('base64url')}`],
    ['no payload', `.${stamp(NOW)}`],
  ])('refuse %s, even when its signature is valid', (_what, value) => {
    expect(verifySession(signed(value), SECRET, NOW)).toBeUndefined();
  });
});

describe('decodeCredentials', () => {
  it('reverses the encoding of clients', () => {
    const token = signSession(17, SECRET, NOW);
    expect(decodeCredentials(Buffer.from(token).toString('base64'))).toBe(token);
  });

  it.each(['', 'null', '****', 'not base64!', '/w==', 'AAAA', Buffer.from('a b').toString('base64'), 'A'.repeat(9000)])(
    'finds no valid token in %j',
    (text) => {
      const token = decodeCredentials(text);
      expect(token === undefined ? undefined : verifySession(token, SECRET, NOW)).toBeUndefined();
    },
  );
});
