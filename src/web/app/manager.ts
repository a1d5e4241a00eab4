import { signal } from '@preact/signals';
import { api, dataOf } from '../api/client.js';
import { session } from './session.js';

/** The organisations for which the user may create projects. */
export const managesOrganisations = signal<{ organisationId: number; name: string }[]>([]);

/** Finds out for which organisations the user may create projects. A failure counts as none. */
export async function loadManager(): Promise<void> {
  const user = session.value;
  managesOrganisations.value = [];
  if (!user) return;
  try {
    const path = { username: user.username };
    const { id } = await dataOf(api.GET('/api/v2/users/queries/{username}/', { params: { path } }));
    const query = { manager_user_id: id, omitManagerList: true, omitOrgStats: true };
    const { organisations } = await dataOf(api.GET('/api/v2/organisations/', { params: { query } }));
    if (session.value === user) managesOrganisations.value = organisations;
  } catch {
    // The link to the form of a new project is not shown. Everything else works.
  }
}
