/**
 * Functions to write the many equal elements of an XML document (nodes, ways, points) as text. A document builder takes a hundred
 * times as long. Every value that is not a whole number must be passed through these functions.
 */

/** Characters that XML 1.0 does not allow (https://www.w3.org/TR/xml/#charsets), and halves of a surrogate pair. */
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
const toEntity = (character: string): string => ENTITIES[character] ?? character;

/**
 * Replaces characters that XML 1.0 does not allow by U+FFFD: most control characters, U+FFFE, U+FFFF and single surrogates. They are
 * not allowed as character references either.
 */
export function legalCharacters(text: string): string {
  return text.replace(ILLEGAL, '\uFFFD');
}

/**
 * Escapes a value for an attribute in double quotes. Tabs and line ends become character references, because a parser would read them
 * as spaces (https://www.w3.org/TR/xml/#AVNormalize).
 */
export function attribute(value: string): string {
  return legalCharacters(value).replace(/[&<>"\t\n\r]/g, toEntity);
}

/**
 * Writes a coordinate as a decimal number without an exponent, as `xsd:decimal` and OSM readers require. It is the shortest text that
 * reads back as the same number. Zero has no sign.
 *
 * @param degrees - a longitude or latitude in degrees
 * @throws RangeError for NaN and infinite numbers
 * @example coordinate(1e-7) // "0.0000001"
 */
export function coordinate(degrees: number): string {
  const shortest = String(degrees);
  if (!Number.isFinite(degrees)) throw new RangeError(`The coordinate ${shortest} is not a finite number.`);
  return shortest.includes('e') ? withoutExponent(shortest) : shortest;
}

/** Moves the decimal point of a number in the form `d.ddde±x`, in which JavaScript writes very small and very large numbers. */
function withoutExponent(number: string): string {
  const [mantissa = '', exponent = '0'] = number.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : sign + digits.padEnd(point, '0');
}
