import type { Context } from '../../context.js';
import { findCountries } from './countries.repository.js';

/** The countries of all projects. */
export const listCountries = async ({ database }: Context) => ({ tags: await findCountries(database.db) });
