import { requireAccess } from '../../access/require-access.js';
import type { Context } from '../../context.js';
import { createCampaign, listCampaigns } from '../../modules/campaigns/campaigns.service.js';
import { chooseInterests } from '../../modules/interests/user-interests.service.js';
import { createInterest, listInterests } from '../../modules/interests/interests.service.js';
import { makeOrganisation } from '../../modules/organisations/organisation-admin.service.js';
import { findOrganisation } from '../../modules/organisations/organisations.service.js';
import { makeTeam, teamsForOperators } from '../../modules/teams/team-admin.service.js';
import { addMember, joinTeam } from '../../modules/teams/members/team-members.service.js';
import type { People } from './make-users.js';
import { DEMO_MANAGER, DEMO_MAPPER, DEMO_VALIDATOR, type DemoUser } from '../content/demo-users.js';
import { unlessMissing } from './null-if-missing.js';

const ORGANISATIONS = {
  demo: {
    name: 'Tessera Demo',
    slug: 'tessera-demo',
    manager: DEMO_MANAGER,
    description: 'Looks after the demo projects.',
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
    description: 'Islands that the sea may take first.',
    of: ['demo', 'saoTome', 'comoros'],
  },
  health: { name: 'Health on islands (demo)', description: 'Ways to the next health post.', of: ['comoros'] },
} as const;

const INTERESTS = { resilience: 'Disaster resilience', health: 'Public health', environment: 'Environment' } as const;

type Ids<T> = Readonly<Record<keyof T, number>>;

/** Ids of the groups of the demo. */
export interface Groups {
  organisations: Ids<typeof ORGANISATIONS>;
  teams: Ids<typeof TEAMS>;
  campaigns: Ids<typeof CAMPAIGNS>;
  interests: Ids<typeof INTERESTS>;
}

/** Makes what each key stands for, one after the other. */
async function makeEach<T extends object>(things: T, make: (thing: T[keyof T]) => Promise<number>): Promise<Ids<T>> {
  const ids: Record<string, number> = {};
  for (const [key, thing] of Object.entries(things) as [string, T[keyof T]][]) ids[key] = await make(thing);
  return ids as Ids<T>;
}

async function organisationId(context: Context, organisation: (typeof ORGANISATIONS)[keyof typeof ORGANISATIONS]) {
  const known = await unlessMissing('ORGANISATION_NOT_FOUND', findOrganisation(context, organisation.name));
  return known?.id ?? (await makeOrganisation(context, { ...organisation, type: 'FREE' })).organisationId;
}

async function teamId(context: Context, people: People, team: (typeof TEAMS)[keyof typeof TEAMS]): Promise<number> {
  const known = (await teamsForOperators(context)).find(({ name }) => name === team.name);
  const id = known?.id ?? (await makeTeam(context, { ...team, private: false })).teamId;
  const asManager = await teamAccess(context, 'team:manage', id, people[team.manager]);
  for (const username of team.members) {
    const { team: seen } = await teamAccess(context, 'team:write', id, people[username]);
    if (seen.function === null) await addMember(context, asManager, { username });
  }
  return id;
}

const teamAccess = (context: Context, access: 'team:manage' | 'team:write', id: number, userId: number) =>
  requireAccess({ access }, { db: context.database.db, userId, params: { teamId: id } });

/** Ben asks to join the validators: the request waits for the manager of the demo. */
async function askToJoin(context: Context, team: number, userId: number): Promise<void> {
  const asUser = await teamAccess(context, 'team:write', team, userId);
  if (asUser.team.function === null) await joinTeam(context, asUser);
}

/** Makes organisations, teams with members, campaigns and interests. What is there already by its name is used. */
export async function makeGroups(context: Context, people: People): Promise<Groups> {
  const organisations = await makeEach(ORGANISATIONS, (each) => organisationId(context, each));
  const teams = await makeEach(TEAMS, (each) => teamId(context, people, each));
  await askToJoin(context, teams.validators, people.demo_ben);
  const { campaigns: oldCampaigns } = await listCampaigns(context);
  const campaigns = await makeEach(CAMPAIGNS, async ({ of, ...campaign }) => {
    const known = oldCampaigns.find(({ name }) => name === campaign.name);
    return known?.id ?? createCampaign(context, { ...campaign, organisations: of.map((key) => organisations[key]) });
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
  for (const [username, ids] of chosen) await chooseInterests(context, people[username], ids);
  return { organisations, teams, campaigns, interests };
}
