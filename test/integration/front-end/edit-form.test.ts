import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { hasKeys, patch, useManager } from './browser.js';

/** Each tab of the form that edits a project. The page sends all that it has read, with what the tab changed. */

const world = useApp();
const cast = useManager(world);

let path: string;
let campaign: { id: number; name: string };
let interest: { id: number; name: string };
let team: number;

beforeAll(async () => {
  const project = await world.make.project({ author: cast.manager, organisation: cast.organisation, tasks: ['READY'] });
  path = `projects/${project.id}/`;
  ({ id: team } = await world.make.team({ members: [cast.manager], organisation: cast.organisation }));
  const unique = Date.now();
  const { prisma } = world.database;
  campaign = await prisma.campaign.create({ data: { name: `tab ${unique}` }, select: { id: true, name: true } });
  const made = await prisma.interest.create({ data: { name: `tab ${unique}` } });
  interest = { id: made.id, name: made.name ?? '' };
  const form = await cast.page.json(path);
  const texts = { name: 'Roads', shortDescription: 'Short', description: 'Long', instructions: 'Trace' };
  const projectInfoLocales = [{ locale: 'en', ...texts, perTaskInstructions: '' }];
  await cast.page.json(path, patch({ ...form, mappingTypes: ['ROADS'], projectInfoLocales }));
});

/** Changes fields as a tab does, saves, and loads the page again. */
async function save(change: object) {
  await cast.page.json(path, patch({ ...(await cast.page.json(path)), ...change }));
  return cast.page.json(path);
}

describe('form of a project', () => {
  it('finds every field that it reads', async () => {
    const form = await cast.page.json(path);
    hasKeys(form, 'projectId', 'projectInfo', 'projectInfoLocales', 'defaultLocale', 'status', 'projectPriority');
    hasKeys(form, 'difficulty', 'mappingTypes', 'mappingEditors', 'validationEditors', 'customEditor', 'idPresets');
    hasKeys(form, 'extraIdParams', 'osmchaFilterId', 'organisation', 'organisationName', 'campaigns', 'interests');
    hasKeys(form, 'imagery', 'licenseId', 'priorityAreas', 'areaOfInterest', 'teams', 'allowedUsernames', 'private');
    hasKeys(form, 'mappingPermission', 'mappingPermissionLevelId', 'validationPermission', 'changesetComment');
    hasKeys(form, 'validationPermissionLevelId', 'enforceRandomTaskSelection', 'rapidPowerUser', 'dueDate', 'sandbox');
    for (const list of ['mappingEditors', 'validationEditors', 'teams', 'allowedUsernames', 'campaigns', 'interests'])
      expect(Array.isArray(form[list]), list).toBe(true);
  });

  it.each([
    ['description', { status: 'ARCHIVED', projectPriority: 'URGENT', difficulty: 'CHALLENGING' }],
    ['description', { status: 'PUBLISHED', projectPriority: 'LOW', difficulty: 'EASY' }],
    ['instructions', { changesetComment: '#one #two' }],
    ['metadata', { mappingTypes: ['ROADS', 'LAND_USE'], idPresets: ['building/house', 'highway'] }],
    ['metadata', { extraIdParams: 'disabled_features=buildings&offset=-10,5', osmchaFilterId: null }],
    ['imagery', { imagery: 'tms[22]:https://example.org/{zoom}/{x}/{y}.png', licenseId: null }],
    ['imagery', { imagery: 'Bing' }],
    ['permissions', { mappingPermission: 'TEAMS', mappingPermissionLevelId: 2, validationPermission: 'ANY' }],
    ['permissions', { mappingPermission: 'ANY', mappingPermissionLevelId: 1, validationPermissionLevelId: 3 }],
    ['permissions', { private: true, enforceRandomTaskSelection: true }],
    ['permissions', { private: false, enforceRandomTaskSelection: false }],
    ['settings', { mappingEditors: ['ID', 'RAPID', 'CUSTOM'], validationEditors: ['JOSM'], rapidPowerUser: true }],
    ['custom editor', { customEditor: { name: 'Mine', description: 'd', url: 'https://example.org/edit' } }],
  ])('stores the changes of the tab %s: %j', async (_tab, change) => {
    expect(await save(change)).toMatchObject(change);
  });

  it('keeps campaigns, categories, teams and users, and removes them', async () => {
    const { username } = cast.admin;
    const form = await save({
      campaigns: [campaign],
      interests: [{ ...interest, userSelected: null, countProjects: null, countUsers: null }],
      teams: [{ teamId: team, name: 'shown by the page', role: 'VALIDATOR' }],
      allowedUsernames: [username],
    });
    expect(form).toMatchObject({
      campaigns: [campaign],
      interests: [interest],
      teams: [{ teamId: team, role: 'VALIDATOR' }],
      allowedUsernames: [username],
    });
    const cleared = await save({ campaigns: null, interests: [], teams: [], allowedUsernames: [] });
    expect(cleared).toMatchObject({ campaigns: [], interests: [], teams: [], allowedUsernames: [] });
  });

  it('keeps priority areas that are drawn in the area', async () => {
    const { aoiBBOX } = (await cast.page.json(path)) as { aoiBBOX: [number, number, number, number] };
    const [west, south, east, north] = aoiBBOX;
    const [x, y] = [(west + east) / 2, (south + north) / 2];
    const ring = [
      [west, south],
      [x, south],
      [x, y],
      [west, y],
      [west, south],
    ];
    const { priorityAreas } = await save({ priorityAreas: [{ type: 'Polygon', coordinates: [ring] }] });
    expect(priorityAreas).toMatchObject([{ type: 'Polygon' }]);
    expect((await save({ priorityAreas: [] })).priorityAreas).toBeNull();
  });

  it.each([
    { imagery: '', extraIdParams: '', osmchaFilterId: '', changesetComment: '', dueDate: '' },
    { idPresets: [] },
  ])('accepts emptied fields: %j', async (emptied) => {
    await save(emptied);
  });
});
