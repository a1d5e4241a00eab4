import type pg from 'pg';
import type { Statement } from './floor-reads.js';

/** The database beside the servers, for floors, checks and changes between rounds. */
export interface Bench {
  /** For work of one caller. */
  db: pg.Client;
  /** For work of several. */
  pool: pg.Pool;
}

/** Runs a floor's statement, prepared under its name. */
export type RunFloor = (statement: Statement, values: unknown[]) => Promise<unknown>;

export const floorOf =
  ({ db, pool }: Bench, callers: number): RunFloor =>
  ({ name, text }, values) =>
    (callers === 1 ? db : pool).query({ name, text, values });
