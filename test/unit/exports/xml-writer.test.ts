import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { create } from 'xmlbuilder2';
import { attribute, coordinate, legalCharacters } from '../../../src/exports/xml-writer.js';
import { readXml } from './support.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map((u) => String.fromCharCode(...u)),
);

describe('coordinate', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [180, '180'],
    [-179.9999999, '-179.9999999'],
    [1e-7, '0.0000001'],
    [-1.25e-9, '-0.00000000125'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1.5e21, '1500000000000000000000'],
  ])('writes %d as %s', (degrees, expected) => {
    expect(coordinate(degrees)).toBe(expected);
  });

  it('writes every finite number as a plain decimal that reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (degrees) => {
        expect(coordinate(degrees)).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(coordinate(degrees))).toBe(degrees + 0);
      }),
    );
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d', (degrees) => {
    expect(() => coordinate(degrees)).toThrow(RangeError);
  });
});

describe('escaping', () => {
  it('returns any legal text after parsing', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(readXml(`<a b="${attribute(value)}"/>`).attributes.b).toBe(legalCharacters(value));
      }),
    );
  });

  it('replaces only characters that XML 1.0 forbids', () => {
    expect(legalCharacters('a\u0000b\u001Fc\uD800d\uDC00e\uFFFE')).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD');
    expect(legalCharacters('\t\r\n ~\u0085é漢😀')).toBe('\t\r\n ~\u0085é漢😀');
  });

  it('escapes as xmlbuilder2 does', () => {
    const hostile = `"><script>alert('1 & 2')</script>]]>`;
    const expected = create().ele('a', { b: hostile }).end({ headless: true });
    expect(`<a b="${attribute(hostile)}"/>`).toBe(expected.replace(/^<\?.*?\?>/, ''));
  });
});
