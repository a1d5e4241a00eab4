import { requireAccess } from '../../access/require-access.js';
import type { Context } from '../../context.js';
import { createCampaign, listCampaigns } from '../../modules/campaigns/campaigns.service.js';
import { chooseInterests } from '../../modules/interests/user-interests.service.js';
import { createInterest, listInterests } from '../../modules/interests/interests.service.js';
import { makeOrganisation } from '../../modules/organisations/organisation-admin.service.js';
import { findOrganisation } from '../../modules/organisations/organisations.service.js';
import { makeTeam, teamsForOperators } from '../../modules/teams/team-admin.service.js';
import { addMember, joinTeam } from '../../modules/teams/members/team-members.service.js';
import type { DemoUserIds } from './make-users.js';
import { DEMO_MANAGER, DEMO_MAPPER, DEMO_VALIDATOR, type DemoUser } from '../content/demo-users.js';
import { nullIfMissing } from './null-if-missing.js';

const ORGANISATIONS = {
  demo: {
    name: 'Tessera Demo',
    slug: 'tessera-demo',
    manager: DEMO_MANAGER,
    description: 'Manages the demo projects.',
  },
  saoTome: {
    name: 'Mapear São Tomé (demo)',
    slug: 'mapear-sao-tome',
    manager: 'demo_joao',
    description: 'Voluntários que mapeiam São Tomé e Príncipe.',
  },
  comoros: {
    name: 'Comores Carto (demo)',
    slug: 'comores-carto',
    manager: 'demo_fatima',
    description: 'Une équipe de cartographes aux Comores.',
  },
} as const;

const TEAMS = {
  validators: {
    name: 'Demo validators',
    organisation: ORGANISATIONS.demo.name,
    manager: DEMO_MANAGER,
    join: 'BY_REQUEST',
    members: [DEMO_VALIDATOR, 'demo_anna'],
  },
  saoTome: {
    name: 'Mapeadores de São Tomé',
    organisation: ORGANISATIONS.saoTome.name,
    manager: 'demo_joao',
    join: 'ANY',
    members: [DEMO_MAPPER, 'demo_ben'],
  },
  comoros: {
    name: 'Cartographes des Comores',
    organisation: ORGANISATIONS.comoros.name,
    manager: 'demo_fatima',
    join: 'BY_INVITE',
    members: [DEMO_MAPPER, 'demo_anna'],
  },
} as const;

const CAMPAIGNS = {
  islands: {
    name: 'Small islands (demo)',
    description: 'Small islands that are threatened by the sea.',
    organisations: ['demo', 'saoTome', 'comoros'],
  },
  health: {
    name: 'Health on islands (demo)',
    description: 'Ways to the next health post.',
    organisations: ['comoros'],
  },
} as const;

const INTERESTS = { resilience: 'Disaster resilience', health: 'Public health', environment: 'Environment' } as const;

/** An id for each key. */
type Ids<T> = Readonly<Record<keyof T, number>>;

/** Ids of the groups of the demo. */
export interface Groups {
  organisations: Ids<typeof ORGANISATIONS>;
  teams: Ids<typeof TEAMS>;
  campaigns: Ids<typeof CAMPAIGNS>;
  interests: Ids<typeof INTERESTS>;
}

/** Calls `make` for each value, one after the other. @returns the ids by key */
async function makeEach<T extends object>(things: T, make: (thing: T[keyof T]) => Promise<number>): Promise<Ids<T>> {
  const ids: Record<string, number> = {};
  for (const [key, thing] of Object.entries(things) as [string, T[keyof T]][]) ids[key] = await make(thing);
  return ids as Ids<T>;
}

/** The id of an organisation, which is made if it is missing. */
async function organisationId(context: Context, organisation: (typeof ORGANISATIONS)[keyof typeof ORGANISATIONS]) {
  const known = await nullIfMissing('ORGANISATION_NOT_FOUND', findOrganisation(context, organisation.name));
  return known?.id ?? (await makeOrganisation(context, { ...organisation, type: 'FREE' })).organisationId;
}

/** The id of a team with its members. The team and the memberships are made if they are missing. */
async function teamId(context: Context, users: DemoUserIds, team: (typeof TEAMS)[keyof typeof TEAMS]): Promise<number> {
  const known = (await teamsForOperators(context)).find(({ name }) => name === team.name);
  const id = known?.id ?? (await makeTeam(context, { ...team, private: false })).teamId;
  const granted = await teamAccess(context, 'team:manage', id, users[team.manager]);
  for (const username of team.members) {
    const { team: asMember } = await teamAccess(context, 'team:write', id, users[username]);
    if (asMember.function === null) await addMember(context, granted, { username });
  }
  return id;
}

const teamAccess = (context: Context, access: 'team:manage' | 'team:write', id: number, userId: number) =>
  requireAccess({ access }, { db: context.database.db, userId, params: { teamId: id } });

/** Makes a user ask to join a team. The request stays pending until a manager answers it. */
async function askToJoin(context: Context, team: number, userId: number): Promise<void> {
  const granted = await teamAccess(context, 'team:write', team, userId);
  if (granted.team.function === null) await joinTeam(context, granted);
}

/** Makes the organisations, teams with members, campaigns and interests of the demo. Those with the same name are used if they exist. */
export async function makeGroups(context: Context, users: DemoUserIds): Promise<Groups> {
  const organisations = await makeEach(ORGANISATIONS, (each) => organisationId(context, each));
  const teams = await makeEach(TEAMS, (each) => teamId(context, users, each));
  await askToJoin(context, teams.validators, users.demo_ben);
  const { campaigns: oldCampaigns } = await listCampaigns(context);
  const campaigns = await makeEach(CAMPAIGNS, async ({ organisations: owners, ...campaign }) => {
    const known = oldCampaigns.find(({ name }) => name === campaign.name);
    return (
      known?.id ?? createCampaign(context, { ...campaign, organisations: owners.map((key) => organisations[key]) })
    );
  });
  const { interests: oldInterests } = await listInterests(context);
  const interests = await makeEach(INTERESTS, async (name) => {
    const known = oldInterests.find((interest) => interest.name === name);
    return (known ?? (await createInterest(context, name))).id;
  });
  const chosen: [DemoUser, number[]][] = [
    [DEMO_MAPPER, [interests.resilience, interests.environment]],
    [DEMO_VALIDATOR, [interests.health]],
  ];
  for (const [username, ids] of chosen) await chooseInterests(context, users[username], ids);
  return { organisations, teams, campaigns, interests };
}
