/** One measured read of the API, and in simple cases the plain SQL statement for the same rows. */
export interface Path {
  name: string;
  /** Below `/api/v2/`. */
  path: string;
  userId?: number;
  floor?: string;
  /** The answer has the same number of rows at both sizes. Its time must not grow by more than a factor of 1.5. */
  steady: boolean;
  /** The median that version 5 took for it at the whole size, in milliseconds, on a database with as many rows. */
  v5?: number;
}

/** The name of a user of the seed. */
export const name = (id: number): string =>
  id % 7 === 0 ? `Jean ${id}` : id % 11 === 0 ? `नेपाल_${id}` : `mapper${id}`;
/** The name as part of a path. */
export const user = (id: number): string => encodeURIComponent(name(id));
