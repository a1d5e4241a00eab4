import { computed, signal } from '@preact/signals';
import { api, dataOf } from '../api/client.js';
import { session } from './session.js';

/** The signed-in user, with the facts that decide which actions the page offers. The server checks each action again. */
export interface Viewer {
  username: string;
  role: 'READ_ONLY' | 'MAPPER' | 'ADMIN';
  id: number;
  /** Rank of the mapping level. */
  rank: number;
  /** The organisations that the user manages. The user may create projects for them. */
  organisations: { organisationId: number; name: string }[];
  /** Teams in which the user is an active member. */
  teamIds: ReadonlySet<number>;
  /** Rank of each mapping level by its id. */
  ranks: ReadonlyMap<number, number>;
}

/** The viewer; null if nobody is signed in or the viewer is not loaded yet. */
export const viewer = signal<Viewer | null>(null);

/** Whether the request for the viewer has ended. The page offers no actions before that, so that no button appears and disappears. */
export const isViewerLoaded = signal(false);

async function readViewer(username: string): Promise<Viewer> {
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

/** Loads the viewer. If this fails, the page offers all actions on tasks, but not the form for a new project. */
export async function loadViewer(): Promise<void> {
  const user = session.value;
  if (viewer.value?.username !== user?.username) {
    viewer.value = null;
    isViewerLoaded.value = false;
  }
  const found = user && (await readViewer(user.username).catch(() => null));
  if (session.value !== user) return;
  if (found) viewer.value = found;
  isViewerLoaded.value = true;
}

/** The organisations that the viewer manages. */
export const managedOrganisations = computed(() => viewer.value?.organisations ?? []);

/** Whether the viewer is blocked. Blocked users can only read. */
export const isBlocked = computed(() => viewer.value?.role === 'READ_ONLY');
