/** A value of a table: lists are written with commas between their items. */
export type CsvValue = string | number | null | string[];

/** What programs for tables take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: CsvValue): string {
  if (typeof value === 'number') return String(value);
  const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * Writes a table as CSV (RFC 4180, but with a line feed alone). A text that a program for tables would take for a formula
 * gets an apostrophe in front.
 */
export const csv = (header: string[], rows: CsvValue[][]): string =>
  [header, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
