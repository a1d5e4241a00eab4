import { JOIN_METHOD, nameOfCode, ORGANISATION_TYPE, TEAM_FUNCTION, TEAM_VISIBILITY } from '../../access/codes.js';
import { managesOrganisation, organisationNotFound } from '../../access/organisation-policy.js';
import type { Viewer } from '../../access/viewer.js';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import {
  findOrganisationRow,
  findOrganisations,
  findOrganisationWithTeams,
  isManagerOf,
} from './organisations.repository.js';
import {
  noStatistics,
  readOrganisationStatistics,
  type OrganisationStatistics,
} from './organisation-statistics.repository.js';
import { isInt4IdText } from '../../int4.js';

type Row = NonNullable<Awaited<ReturnType<typeof findOrganisationRow>>>;
type RowWithTeams = NonNullable<Awaited<ReturnType<typeof findOrganisationWithTeams>>>;

/** The keys of an organisation that all answers have. */
const commonKeys = ({ id, name, slug, logo, description, url, type, subscriptionTier }: Omit<Row, 'managers'>) => ({
  organisationId: id,
  name,
  slug,
  logo,
  description,
  url,
  projects: [],
  campaigns: null,
  type: nameOfCode(ORGANISATION_TYPE, type),
  subscriptionTier,
});

const person = ({ user }: { user: { username: string | null; pictureUrl: string | null } }) => ({
  username: user.username ?? '',
  pictureUrl: user.pictureUrl,
});

/** All organisations, or those that a user manages, ordered by name. @throws DomainError LoginToFilterManager */
export async function listOrganisations(
  { database }: Context,
  viewer: Viewer | null,
  query: { omitManagerList: boolean; omitStatistics: boolean; managerId: number | undefined },
) {
  if (query.managerId !== undefined && !viewer) throw new DomainError('LoginToFilterManager');
  const withManagers = viewer !== null && !query.omitManagerList;
  const rows = await findOrganisations(database.db, query.managerId, withManagers);
  const statistics = query.omitStatistics
    ? null
    : await readOrganisationStatistics(
        database.db,
        rows.map(({ id }) => id),
        true,
      );
  return {
    organisations: rows.map((row) => ({
      ...commonKeys(row),
      managers: withManagers ? row.managers : null,
      isManager: null,
      teams: null,
      stats: statistics && (statistics.get(row.id) ?? noStatistics()),
    })),
  };
}

/** The key of the organisation in a path: an id, or for other texts a slug. */
const keyOf = (text: string): { id: number } | { slug: string } =>
  isInt4IdText(text) ? { id: Number(text) } : { slug: text };

const teamOf = ({ id, name, description, joinMethod, visibility, members }: RowWithTeams['teams'][number]) => ({
  teamId: id,
  name,
  description,
  joinMethod: nameOfCode(JOIN_METHOD, joinMethod),
  visibility: nameOfCode(TEAM_VISIBILITY, visibility),
  members: members.map((member) => ({
    ...person(member),
    function: nameOfCode(TEAM_FUNCTION, member.function),
    active: member.active ? 'true' : 'false',
  })),
});

/**
 * One organisation, by its id or its slug. Private teams are shown to its managers only.
 * @throws DomainError ORGANISATION_NOT_FOUND
 */
export async function getOrganisation(
  { database: { prisma } }: Context,
  viewer: Viewer | null,
  keyText: string,
  omitManagerList: boolean,
) {
  const key = keyOf(keyText);
  const row = omitManagerList ? await findOrganisationRow(prisma, key) : await findOrganisationWithTeams(prisma, key);
  if (!row) throw new DomainError('ORGANISATION_NOT_FOUND', { details: { organisation_id: keyText } });
  const isManager =
    viewer !== null && managesOrganisation(viewer, { manages: await isManagerOf(prisma, row.id, viewer.id) });
  const shown = { ...commonKeys(row), isManager, stats: null };
  if (!('teams' in row)) return { ...shown, managers: [], teams: null };
  const full = row as RowWithTeams;
  const teams = full.teams.filter(({ visibility }) => isManager || visibility === TEAM_VISIBILITY.PUBLIC);
  return { ...shown, managers: full.managers.map(person), teams: teams.map(teamOf) };
}

/**
 * Numbers of projects of an organisation, and of tasks of its published projects by their stored state.
 * @throws DomainError ORGANISATION_NOT_FOUND
 */
export async function getOrganisationStatistics({ database }: Context, id: number): Promise<OrganisationStatistics> {
  const [row, statistics] = await Promise.all([
    findOrganisationRow(database.prisma, { id }),
    readOrganisationStatistics(database.db, [id], false),
  ]);
  if (!row) throw organisationNotFound(id);
  return statistics.get(id) ?? noStatistics();
}

/** Whether there is an organisation with the id. */
export const isKnownOrganisation = async ({ database }: Context, id: number): Promise<boolean> =>
  (await findOrganisationRow(database.prisma, { id })) !== null;
