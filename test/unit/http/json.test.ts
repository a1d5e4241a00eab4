import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonError, parseJson } from '../../../src/http/json.js';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('parseJson', () => {
  it('returns what JSON.parse returns', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text) as unknown);
      }),
    );
  });

  it('skips a byte order mark', () => {
    expect(parseJson('\ufeff{"a":1}')).toEqual({ a: 1 });
  });

  it('accepts 64 levels and refuses the 65th', () => {
    expect(JSON.stringify(parseJson(nested(64)))).toBe(nested(64));
    expect(() => parseJson(nested(65))).toThrow(new JsonError('The JSON nests deeper than 64 levels', true));
  });

  it('counts objects as levels and accepts another limit', () => {
    expect(() => parseJson('{"a":{"b":[1]}}', 2)).toThrow(JsonError);
    expect(parseJson('{"a":{"b":[1]}}', 3)).toEqual({ a: { b: [1] } });
  });

  it('refuses a million levels within a second', () => {
    const begin = performance.now();
    expect(() => parseJson(nested(1_000_000))).toThrow(JsonError);
    expect(() => parseJson('{"a":'.repeat(1_000_000))).toThrow(JsonError);
    expect(performance.now() - begin).toBeLessThan(1000);
  });

  it('ignores brackets in texts, however they are escaped', () => {
    const brackets = '[{'.repeat(100);
    for (const text of [brackets, `"${brackets}`, `\\"${brackets}\\`, `\\\\${brackets}`])
      expect(parseJson(JSON.stringify({ text }))).toEqual({ text });
  });

  it('counts sibling levels once', () => {
    expect(parseJson(`[${Array.from({ length: 1000 }, () => '[[]]').join(',')}]`, 3)).toHaveLength(1000);
  });

  it.each(['', '{', '{"status":', '[object Object]', 'undefined', "{'a':1}", '{"a":1,}', '"\\', '"', '[1'])(
    'refuses %j as invalid JSON',
    (text) => {
      expect(() => parseJson(text)).toThrow(JsonError);
      expect(() => parseJson(text)).toThrow(/^The body is not JSON: /);
    },
  );
});
