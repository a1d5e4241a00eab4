/** A value of a table: lists are written with commas between their items. */
export type CsvValue = string | number | boolean | null | string[];

/** What programs for tables take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: CsvValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * Writes lines of a table as CSV (RFC 4180, but with a line feed alone). A text that a program for tables would take for a
 * formula gets an apostrophe in front.
 */
export const csvLines = (rows: CsvValue[][]): string => rows.map((row) => `${row.map(cell).join(',')}\n`).join('');

/** Writes a whole table with its header as CSV. */
export const csv = (header: string[], rows: CsvValue[][]): string => csvLines([header, ...rows]);
