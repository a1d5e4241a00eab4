import type { Viewer } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { readFavouriteProjects } from './favourite-projects.repository.js';

/** The favourite projects of a user in the form for managers, without tasks, as JSON text. */
export const listFavouriteProjects = async ({ database, config }: Context, viewer: Viewer): Promise<string> =>
  `{"favoritedProjects":${await readFavouriteProjects(database.db, viewer, config.autoUnlockSeconds)}}`;
