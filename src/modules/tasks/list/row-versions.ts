import { createHash } from 'node:crypto';

/** Versions of rows as PostgreSQL tells them: bytes of the same column of all rows, hexadecimal; null where there are none. */
export interface VersionColumns {
  /** `xmin`, four bytes a row: the transaction that wrote the row. */
  writers: string | null;
  /** `ctid`, six bytes a row: the page and the item in it where the row lies. */
  places?: string | null;
}

function bytesOf(hex: string | null): DataView {
  const bytes = Buffer.from(hex ?? '', 'hex');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/**
 * Versions of rows of one table: where each lies, and who wrote it. A row that lies where it lay and was written by the
 * transaction that wrote it then is the row that it was: whoever changes a row, in whichever process, makes a new version
 * of it by a transaction of their own. This holds within one run of the PostgreSQL server and
 * one file of the table (an _epoch_): a backup that is put back in place counts its transactions anew, and rewriting the
 * table puts other rows to the same places.
 */
export class RowVersions {
  readonly length: number;
  private readonly writers: DataView;
  private readonly places: DataView;

  constructor({ writers, places }: VersionColumns) {
    this.writers = bytesOf(writers);
    this.places = bytesOf(places ?? null);
    this.length = this.writers.byteLength / 4;
  }

  writer(index: number): number {
    return this.writers.getUint32(index * 4);
  }

  /** The page and the item in it, as one number. */
  place(index: number): number {
    return this.places.getUint32(index * 6) * 65_536 + this.places.getUint16(index * 6 + 4);
  }
}

/** A place as PostgreSQL writes it: the number of the page, and of the item in it. */
export const tidOf = (place: number): string => `(${Math.floor(place / 65_536)},${place % 65_536})`;

/**
 * Digest of a set of rows. It changes when any row changes: a changed or added row has a writer that no row had before, and
 * a deleted row is missing.
 */
export function digestOf(writers: string | null): string {
  const bytes = bytesOf(writers);
  const sorted = new Uint32Array(bytes.byteLength / 4);
  for (let index = 0; index < sorted.length; index++) sorted[index] = bytes.getUint32(index * 4);
  return createHash('sha1').update(sorted.sort()).digest('base64url');
}
