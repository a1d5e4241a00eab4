import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../../support/response-check.js';
import { useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';
import { uniqueName } from '../../support/group-cast.js';
import { formOf } from '../projects/edit-form.js';
import { WriteWatch } from '../../support/write-watch.js';

const world = useApp();

const UNKNOWN = 2_000_000_000;

interface Request {
  method: string;
  path: string;
  body: object;
}

/** What the requests name: all of it is there, and all of it is the admin's to change. */
interface Cast {
  admin: User;
  ann: User;
  organisation: number;
  team: number;
  other: number;
  project: number;
  interest: number;
  campaign: number;
  partner: number;
  takenName: string;
  partnership: number;
}

const FIRST = { function: 'MEMBER', active: true };

/** Requests with a list whose last item is wrong, and how each is refused. */
const REQUESTS: [string, string, (cast: Cast) => Request][] = [
  [
    'createOrganisation',
    '404 USER_NOT_FOUND',
    ({ ann }) => ({
      method: 'POST',
      path: 'organisations/',
      body: { name: uniqueName('All'), type: 'FREE', managers: [ann.username, uniqueName('nobody')] },
    }),
  ],
  [
    'updateOrganisation',
    '404 USER_NOT_FOUND',
    ({ ann, organisation }) => ({
      method: 'PATCH',
      path: `organisations/${organisation}/`,
      body: { description: 'new', managers: [ann.username, uniqueName('nobody')] },
    }),
  ],
  [
    'createCampaign',
    '404 ORGANISATION_NOT_FOUND',
    ({ organisation }) => ({
      method: 'POST',
      path: 'campaigns/',
      body: { name: uniqueName('All'), organisations: [organisation, UNKNOWN] },
    }),
  ],
  [
    'updateTeam',
    '404 USER_NOT_FOUND',
    ({ ann, team }) => ({
      method: 'PATCH',
      path: `teams/${team}/`,
      body: {
        description: 'new',
        members: [
          { username: ann.username, ...FIRST },
          { username: uniqueName('nobody'), ...FIRST },
        ],
      },
    }),
  ],
  [
    'unlinkTeams',
    '404 TEAM_NOT_FOUND',
    ({ project, team }) => ({
      method: 'DELETE',
      path: 'teams/projects/unlink/',
      body: {
        items: [
          { project_id: project, team_id: team },
          { project_id: project, team_id: UNKNOWN },
        ],
      },
    }),
  ],
  [
    'setMyInterests',
    '404 INTEREST_NOT_FOUND',
    ({ interest }) => ({
      method: 'POST',
      path: 'users/me/actions/set-interests/',
      body: { interests: [interest, UNKNOWN] },
    }),
  ],
  [
    'setProjectInterests',
    '404 INTEREST_NOT_FOUND',
    ({ project, interest }) => ({
      method: 'POST',
      path: `projects/${project}/actions/set-interests/`,
      body: { interests: [interest, UNKNOWN] },
    }),
  ],
  [
    'createAnnotations',
    '404 TASK_NOT_FOUND',
    ({ project }) => ({
      method: 'POST',
      path: `projects/${project}/annotations/building/`,
      body: {
        tasks: [
          { taskId: 1, properties: {} },
          { taskId: 999, properties: {} },
        ],
      },
    }),
  ],
  [
    'createMappingLevel',
    '400 InvalidData',
    () => ({ method: 'POST', path: 'levels/', body: { name: 'x', requiredBadges: [{ id: 1 }, { id: UNKNOWN }] } }),
  ],
  [
    'updateMappingLevel',
    '400 InvalidData',
    () => ({ method: 'PATCH', path: 'levels/3/', body: { name: 'x', requiredBadges: [{ id: 1 }, { id: UNKNOWN }] } }),
  ],
  [
    'updateProject (teams)',
    '404 TEAM_NOT_FOUND',
    ({ project, other }) => ({
      method: 'PATCH',
      path: `projects/${project}/`,
      body: formOf({
        teams: [
          { teamId: other, role: 'MAPPER' },
          { teamId: UNKNOWN, role: 'MAPPER' },
        ],
      }),
    }),
  ],
  [
    'updateProject (interests)',
    '404 INTEREST_NOT_FOUND',
    ({ project, interest }) => ({
      method: 'PATCH',
      path: `projects/${project}/`,
      body: formOf({ interests: [{ id: interest }, { id: UNKNOWN }] }),
    }),
  ],
  [
    'updateProject (campaigns)',
    '404 CAMPAIGN_NOT_FOUND',
    ({ project, campaign }) => ({
      method: 'PATCH',
      path: `projects/${project}/`,
      body: formOf({ campaigns: [{ id: campaign }, { id: UNKNOWN }] }),
    }),
  ],
];

/** Requests about partners with one wrong part, and how each is refused. */
const PARTNER_REQUESTS: [string, string, (cast: Cast) => Request][] = [
  [
    'updatePartner with a taken name',
    '400 NameExists',
    ({ partner, takenName }) => ({
      method: 'PUT',
      path: `partners/${partner}/`,
      body: { name: takenName, link_new: 'https://example.org' },
    }),
  ],
  [
    'createPartnership that ends before it starts',
    '400 INVALID_TIME_RANGE',
    ({ partner, project: projectId }) => ({
      method: 'POST',
      path: 'projects/partnerships/',
      body: { projectId, partnerId: partner, startedOn: '2026-02-01T00:00:00Z', endedOn: '2026-01-01T00:00:00Z' },
    }),
  ],
  [
    'updatePartnership that ends before it starts',
    '400 INVALID_TIME_RANGE',
    ({ partnership }) => ({
      method: 'PATCH',
      path: `projects/partnerships/${partnership}/`,
      body: { startedOn: '2026-02-01T00:00:00Z', endedOn: '2026-01-01T00:00:00Z' },
    }),
  ],
];

describe('refused request', () => {
  let cast: Cast;
  let watch: WriteWatch;

  beforeAll(async () => {
    const { make, database } = world;
    const admin = await make.user({ role: 'ADMIN' });
    const ann = await make.user();
    const organisation = await make.organisation({ managers: [admin] });
    const team = await make.team({ organisation });
    const other = await make.team({ organisation });
    const teams = [
      { team, role: 'MAPPER' as const },
      { team: other, role: 'PROJECT_MANAGER' as const },
    ];
    const { id: project } = await make.project({ organisation, teams, tasks: ['READY', 'READY'] });
    const { id: interest } = await database.prisma.interest.create({ data: { name: uniqueName('Interest') } });
    const { id: campaign } = await database.prisma.campaign.create({ data: { name: uniqueName('Campaign') } });
    const takenName = uniqueName('Partner');
    const partnerNamed = async (name: string): Promise<number> =>
      ((await world.post('partners/', { as: admin, body: { name, primary_hashtag: '#x' } })).body as { id: number }).id;
    await partnerNamed(takenName);
    const partner = await partnerNamed(uniqueName('Partner'));
    const made = await world.post('projects/partnerships/', {
      as: admin,
      body: { projectId: project, partnerId: partner },
    });
    const { partnershipId: partnership } = made.body as { partnershipId: number };
    const groups = { organisation, team: team.id, other: other.id, project, interest, campaign };
    cast = { admin, ann, ...groups, partner, takenName, partnership };
    watch = new WriteWatch(database);
  });

  it.each([...REQUESTS, ...PARTNER_REQUESTS])(
    'to %s returns %s and changes no row',
    async (_name, refusal, requestOf) => {
      const { method, path, body } = requestOf(cast);
      await watch.accept();
      const { status, text } = await world.send(method, path, { as: cast.admin, body });
      expect(`${status} ${codeOf(text)}`, text).toBe(refusal);
      expect(await watch.written()).toBeNull();
    },
  );
});
