import { stringify } from 'csv-stringify/sync';

/** A value of a table. The items of a list are written with commas between them. */
export type CsvValue = string | number | boolean | null | string[];

/** Texts that spreadsheet programs read as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * The text of a value. A text that a spreadsheet program would read as a formula gets an apostrophe in front
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function cell(value: CsvValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Writes the rows of a table as CSV (https://www.rfc-editor.org/rfc/rfc4180), with a line feed at the end of each row. */
export const csvLines = (rows: CsvValue[][]): string =>
  stringify(
    rows.map((row) => row.map(cell)),
    { record_delimiter: 'unix', quoted_match: /[\r\n]/ },
  );
