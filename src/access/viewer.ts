import { DomainError } from '../errors/errors.js';
import { ROLE } from './codes.js';

/** The user of the request. */
export interface Viewer {
  /** OSM user id. */
  id: number;
  username: string;
  /** A code of `ROLE`. */
  role: number;
  /** Rank of the mapping level (`mapping_levels.ordering`, not its id). */
  level: number;
  /** Version of the row of the user (xmin). A lock writes a new version, so that only one of two simultaneous locks succeeds. */
  version: string;
}

/** Whether the user is an admin. */
export const isAdmin = ({ role }: Pick<Viewer, 'role'>): boolean => role === ROLE.ADMIN;

/** Whether an admin has blocked the user. A blocked user may read and may not write. */
export const isBlocked = ({ role }: Pick<Viewer, 'role'>): boolean => role === ROLE.READ_ONLY;

/** The error for a session whose user is not in the database, and for an unknown user id. */
export const userNotFound = (userId: number): DomainError =>
  new DomainError('USER_NOT_FOUND', { details: { user_id: userId } });
