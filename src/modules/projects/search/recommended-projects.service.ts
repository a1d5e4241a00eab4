import type { Context } from '../../../context.js';
import { readRecommended } from './project-lists.repository.js';

const MAX_RECOMMENDED = 20;

/**
 * Recommended projects for a user, as JSON text.
 * @param locales the locales of the texts, best first
 */
export const listRecommended = async ({ database }: Context, userId: number, locales: string[]): Promise<string> =>
  `{"mapResults":[],"results":${await readRecommended(database.db, locales, userId, MAX_RECOMMENDED)},"pagination":null}`;
