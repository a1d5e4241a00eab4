import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { hasKeys, openBrowser, patch, post, useManager } from './browser.js';

/** The pages on which organisations, teams, campaigns, interests, licences, badges and levels are managed. */

const world = useApp();

const cast = useManager(world);

describe('pages of groups', () => {
  it('create and edit an organisation', async () => {
    const asAdmin = openBrowser(world, cast.admin);
    const unique = `Org ${Date.now()}`;
    const body = { name: unique, url: 'https://example.org', type: 'FREE', managers: [cast.manager.username] };
    const { organisationId } = await asAdmin.json('organisations/', post(body));
    const path = `organisations/${String(organisationId)}/`;
    const { slug } = await asAdmin.json(path);
    const changes = { logo: null, description: 'new', type: 'FREE', subscriptionTier: null };
    await asAdmin.json(path, patch({ name: unique, url: 'https://example.org', slug, ...changes }));
    expect(await asAdmin.json(path)).toMatchObject({ name: unique, description: 'new' });
    await asAdmin.json(path, { method: 'DELETE' });
  });

  it('create and edit a team, let a user join and leave, and notify its members', async () => {
    const texts = { name: 'A team', description: 'for tests', visibility: 'PUBLIC', joinMethod: 'ANY' };
    const { teamId } = await cast.page.json('teams/', post({ ...texts, organisation_id: cast.organisation }));
    const path = `teams/${String(teamId)}/`;
    await cast.page.json(path, patch({ ...texts, description: 'new', organisation_id: cast.organisation }));
    const user = await world.make.user();
    const asUser = openBrowser(world, user);
    await asUser.json(`${path}actions/join/`, post({ role: 'MEMBER', username: user.username }));
    await cast.page.json(`${path}actions/message-members/`, post({ message: 'hello', subject: 'team' }));
    expect(await asUser.axios('notifications/queries/own/count-unread/')).toMatchObject({ unread: 1 });
    await asUser.json(`${path}actions/leave/`, post({ username: user.username }));
    await cast.page.json(path, { method: 'DELETE' });
  });

  it('create, change and delete a campaign, an interest and a licence', async () => {
    const asAdmin = openBrowser(world, cast.admin);
    const unique = Date.now();
    const forms = [
      ['campaigns/', { name: `campaign ${unique}`, organisations: [cast.organisation] }, 'campaignId'],
      ['interests/', { name: `interest ${unique}` }, 'id'],
      ['licenses/', { name: `licence ${unique}`, description: 'd', plainText: 'p' }, 'licenseId'],
    ] as const;
    for (const [path, form, idKey] of forms) {
      const made = await asAdmin.json(path, post(form));
      const one = `${path}${String(made[idKey])}/`;
      hasKeys(await asAdmin.json(one), 'name');
      await asAdmin.json(one, patch({ ...form, name: `${form.name} changed` }));
      await asAdmin.json(one, { method: 'DELETE' });
    }
  });

  it('create, change and delete a badge and a level', async () => {
    const asAdmin = openBrowser(world, cast.admin);
    const badge = {
      name: `badge ${Date.now()}`,
      description: 'd',
      imagePath: 'https://example.org/b.png',
      requirements: '{"building": 1000000}',
      isEnabled: true,
    };
    const { id: badgeId } = await asAdmin.json('badges/', post(badge));
    await asAdmin.json(`badges/${String(badgeId)}/`, patch({ ...badge, description: 'new' }));
    const level = {
      name: `level ${Date.now()}`,
      color: '#ff0000',
      // The form keeps the text of its input.
      approvalsRequired: '2',
      requiredBadges: [{ id: badgeId }],
    };
    const { id: levelId } = await asAdmin.json('levels/', post(level));
    const shown = await asAdmin.json(`levels/${String(levelId)}/`);
    expect(shown).toMatchObject({ approvalsRequired: 2, requiredBadges: [{ id: badgeId, name: badge.name }] });
    await asAdmin.json(`levels/${String(levelId)}/`, patch({ ...shown, approvalsRequired: '0' }));
    await asAdmin.json(`levels/${String(levelId)}/`, { method: 'DELETE' });
    await asAdmin.json(`badges/${String(badgeId)}/`, { method: 'DELETE' });
  });
});
