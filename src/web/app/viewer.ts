import { computed, signal } from '@preact/signals';
import { api, dataOf } from '../api/client.js';
import { session } from './session.js';

/** The signed-in user: what decides which actions the page offers. The server decides again. */
export interface Person {
  username: string;
  role: 'READ_ONLY' | 'MAPPER' | 'ADMIN';
  id: number;
  /** Rank of the mapping level. */
  rank: number;
  /** The organisations for which the user may create projects. */
  organisations: { organisationId: number; name: string }[];
  /** Teams in which the user is an active member. */
  teamIds: ReadonlySet<number>;
  /** Ranks of all mapping levels, by their ids. */
  ranks: ReadonlyMap<number, number>;
}

/** Null: nobody is signed in, or it is not known yet who. */
export const person = signal<Person | null>(null);

/** Whether `person` has been read, or cannot be. Until then actions are not offered, so that none appears and vanishes. */
export const isPersonRead = signal(false);

async function read(username: string): Promise<Person> {
  const user = await dataOf(api.GET('/api/v2/users/queries/{username}/', { params: { path: { username } } }));
  const { id, role, level_ordering: rank } = user;
  const managed = { manager_user_id: id, omitManagerList: true, omitOrgStats: true };
  const [{ organisations }, { teams }, { levels }] = await Promise.all([
    dataOf(api.GET('/api/v2/organisations/', { params: { query: managed } })),
    dataOf(api.GET('/api/v2/teams/', { params: { query: { member: id, omitMemberList: true } } })),
    dataOf(api.GET('/api/v2/levels/')),
  ]);
  const teamIds = new Set(teams.map(({ teamId }) => teamId));
  const ranks = new Map(levels.map((level) => [level.id, level.ordering]));
  return { username, role, id, rank, organisations, teamIds, ranks };
}

/** Finds out who is signed in. Where that fails, the page offers every action, and no form of a new project. */
export async function loadPerson(): Promise<void> {
  const user = session.value;
  if (person.value?.username !== user?.username) {
    person.value = null;
    isPersonRead.value = false;
  }
  const found = user && (await read(user.username).catch(() => null));
  if (session.value !== user) return;
  if (found) person.value = found;
  isPersonRead.value = true;
}

/** The organisations for which the user may create projects. */
export const managesOrganisations = computed(() => person.value?.organisations ?? []);

/** Blocked users can read only. */
export const isBlocked = computed(() => person.value?.role === 'READ_ONLY');
