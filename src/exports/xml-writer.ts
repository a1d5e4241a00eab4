/**
 * The small writer for the long runs of an XML document (nodes, ways, points), where a document
 * builder would cost a hundred times as much. Everything that is not a number goes through it.
 */

/** What XML 1.0 (section 2.2, `Char`) does not allow, and halves of a surrogate pair. */
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
 * Replaces by U+FFFD what no XML 1.0 document may hold, not even as a character reference: most
 * control characters, U+FFFE, U+FFFF and lone surrogates.
 */
export function legalCharacters(text: string): string {
  return text.replace(ILLEGAL, '\uFFFD');
}

/**
 * Escapes a value for an attribute in double quotes. Tabs and line ends become character references,
 * because a parser would read them back as spaces (XML 1.0, section 3.3.3).
 */
export function attribute(value: string): string {
  return legalCharacters(value).replace(/[&<>"\t\n\r]/g, toEntity);
}

/**
 * A number of degrees as a plain decimal, as `xsd:decimal` and OSM readers want it: the shortest one
 * that reads back as the same double, without an exponent and never `-0`.
 *
 * @throws RangeError for NaN and the infinities, which have no decimal form
 * @example coordinate(1e-7) // "0.0000001"
 */
export function coordinate(degrees: number): string {
  const shortest = String(degrees);
  if (!Number.isFinite(degrees)) throw new RangeError(`${shortest} is not a coordinate`);
  return shortest.includes('e') ? withoutExponent(shortest) : shortest;
}

/** Moves the decimal point of `d.ddde±x`, the form in which JavaScript writes very small and very large numbers. */
function withoutExponent(number: string): string {
  const [mantissa = '', exponent = '0'] = number.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : sign + digits.padEnd(point, '0');
}
