import { stringify } from 'csv-stringify/sync';

/** A value of a table: lists are written with commas between their items. */
export type CsvValue = string | number | boolean | null | string[];

/** Texts that spreadsheet programs read as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** The text of a value. A text that a spreadsheet program would read as a formula gets an apostrophe in front. */
function cell(value: CsvValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Writes lines of a table as CSV (RFC 4180, with line feeds between the lines). */
export const csvLines = (rows: CsvValue[][]): string =>
  stringify(
    rows.map((row) => row.map(cell)),
    { record_delimiter: 'unix', quoted_match: /[\r\n]/ },
  );
