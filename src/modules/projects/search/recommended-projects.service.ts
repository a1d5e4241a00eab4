import type { Context } from '../../../context.js';
import { readRecommended } from './project-lists.repository.js';

const AT_MOST = 20;

/**
 * Recommended projects for a user, as JSON text.
 * @param locales of the texts, best first
 */
export const listRecommended = async ({ database }: Context, userId: number, locales: string[]): Promise<string> =>
  `{"mapResults":[],"results":${await readRecommended(database.db, locales, userId, AT_MOST)},"pagination":null}`;
