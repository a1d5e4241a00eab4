import { createHash } from 'node:crypto';

/** Versions of rows as PostgreSQL returns them: the bytes of one column of all rows, hexadecimal. Null without rows. */
export interface VersionColumns {
  /** `xmin`, four bytes for each row: the transaction that wrote the row. */
  writers: string | null;
  /** `ctid`, six bytes for each row: the page of the row, and the item in the page. */
  places?: string | null;
}

function bytesOf(hex: string | null): DataView {
  const bytes = Buffer.from(hex ?? '', 'hex');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/**
 * Versions of rows of one table: the place of each row, and its writer (the transaction that wrote it). A row with the same
 * place and the same writer is unchanged, because every change writes a new version with another transaction. This holds
 * within one run of the PostgreSQL server and one file of the table (an _epoch_). A restored backup counts its transactions
 * again, and rewriting the table moves other rows to the same places.
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

  /** The page and the item in the page, as one number. */
  place(index: number): number {
    return this.places.getUint32(index * 6) * 65_536 + this.places.getUint16(index * 6 + 4);
  }
}

/** A place in the form of a PostgreSQL `tid`. */
export const tidOf = (place: number): string => `(${Math.floor(place / 65_536)},${place % 65_536})`;

/**
 * Digest of a set of rows. It changes when any row changes: a changed or added row has a new writer, and a deleted row is
 * missing.
 */
export function digestOf(writers: string | null): string {
  const bytes = bytesOf(writers);
  const sorted = new Uint32Array(bytes.byteLength / 4);
  for (let index = 0; index < sorted.length; index++) sorted[index] = bytes.getUint32(index * 4);
  return createHash('sha1').update(sorted.sort()).digest('base64url');
}
