import type { Context } from '../../context.js';
import { findCountries } from './countries.repository.js';

/** The countries in which projects are. */
export const listCountries = async ({ database }: Context) => ({ tags: await findCountries(database.db) });
