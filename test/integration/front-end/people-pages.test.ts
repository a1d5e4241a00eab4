import { beforeAll, describe, expect, it } from 'vitest';
import { useOsm } from '../../support/osm-server.js';
import { useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';
import { eachHas, hasKeys, openBrowser } from './browser.js';

/** The pages of users and groups, and the settings of a user, as the stock front-end opens them. */

const osm = useOsm();
const world = useApp(osm.env);

let member: User;
let organisation: number;

beforeAll(async () => {
  member = await world.make.user({ name: 'member' });
  osm.users.set(member.id, { name: member.username, changesets: 3 });
  organisation = await world.make.organisation();
  await world.make.team({ members: [member], organisation });
});

describe('pages of people and groups', () => {
  it('are opened: profile, settings, organisations, teams, campaigns, interests, licences, levels, badges, users', async () => {
    const page = openBrowser(world, member);
    const name = member.username;
    await page.boot();
    hasKeys(await page.json(`users/${name}/statistics/`), 'tasksMapped', 'tasksValidated', 'contributionsByDay');
    hasKeys(await page.json(`users/${name}/queries/interests/`), 'interests');
    hasKeys(await page.json(`projects/queries/${name}/touched/`), 'mappedProjects');
    hasKeys(await page.json(`badges/user/${member.id}/`), 'badges');
    await page.axios(`users/statistics/nextlevel/?userId=${member.id}`);
    hasKeys(await page.json(`users/statistics/ohsome/?userId=${member.id}&topics=building&hashtag=x`), 'result');
    const one = await page.json(`organisations/${organisation}/?omitManagerList=false`);
    hasKeys(
      one,
      'organisationId',
      'managers',
      'name',
      'slug',
      'logo',
      'description',
      'url',
      'isManager',
      'teams',
      'type',
    );
    hasKeys(await page.json(`organisations/${organisation}/statistics/`), 'projects', 'activeTasks');
    hasKeys(await page.json(`tasks/statistics/?organisationId=${organisation}&startDate=2026-01-01`), 'taskStats');
    const { teams } = await page.json(`teams/?fullMemberList=false&member=${member.id}&paginate=true&page=1`);
    eachHas(teams, 'teamId', 'name', 'members', 'joinMethod', 'visibility', 'organisation');
    const [{ teamId }] = teams as [{ teamId: number }];
    hasKeys(await page.json(`teams/${teamId}/`), 'members', 'team_projects', 'is_org_admin', 'is_general_admin');
    for (const list of ['campaigns', 'interests', 'licenses', 'levels', 'badges'])
      hasKeys(await page.json(`${list}/`), list);
    const { users, pagination } = await page.axios('users/?page=1');
    eachHas(users, 'id', 'username', 'role', 'mappingLevel', 'pictureUrl');
    hasKeys(pagination, 'total', 'pages');
  });

  it('return JSON for a badge request without a user, as the page sends it before the profile is loaded', async () => {
    const answer = await openBrowser(world, member).send('json', 'badges/user/undefined/');
    expect(answer.status).toBe(404);
    expect(String(answer.headers['content-type'])).toContain('json');
  });

  it('save the user settings with the fields of the form', async () => {
    const user = await world.make.user({ name: 'settler' });
    osm.users.set(user.id, { name: user.username, changesets: 3 });
    const page = openBrowser(world, user);
    const form = {
      id: user.id,
      name: 'A Name',
      emailAddress: `${user.username}@example.org`,
      city: 'Nairobi',
      country: 'Kenya',
      twitterId: null,
      facebookId: null,
      linkedinId: null,
      slackId: null,
      gender: null,
      selfDescriptionGender: null,
    };
    const saved = await page.json('users/me/actions/set-user/', { method: 'PATCH', body: form });
    expect(saved).toEqual({ verificationEmailSent: true });
    const body = { interests: [], id: user.id };
    hasKeys(await page.json('users/me/actions/set-interests/', { method: 'POST', body }), 'interests');
    expect(await page.json(`users/queries/${user.username}/`)).toMatchObject({ city: 'Nairobi', country: 'Kenya' });
  });
});
