import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';
import { useLadder } from '../../support/ladder.js';
import { uniqueName } from '../../support/group-cast.js';

const world = useApp();
useLadder();

const TEXTS: [string, string][] = [
  ['quotes', `O'Brien "the \\ mapper" \``],
  ['other scripts', 'አዲስ አበባ 東京 مجموعة 🌍'],
  ['HTML', '<img src=x onerror=alert(1)><script>alert(2)</script></a><b>'],
  ['SQL', `'); DROP TABLE teams; --`],
  ['an address', 'a/b?c=d&e=%2F#f'],
  ['patterns', '100%_done $1 ${x} {{y}}'],
];

/** Tags and attributes that would do something in a browser. */
const ALIVE = /<(script|svg|iframe|style|object|form)\b|\son\w+=|javascript:/i;

async function messagesTo(user: User): Promise<string[]> {
  const rows = await world.database.prisma.message.findMany({ where: { toUserId: BigInt(user.id) } });
  return rows.flatMap(({ subject, message }) => [subject ?? '', message ?? '']);
}

/** Fails where a message holds HTML that does something. What stands outside tags is text, however it looks. */
function expectHarmless(html: string): void {
  const tags = html.match(/<[^>]*>/g) ?? [];
  expect(tags.filter((tag) => ALIVE.test(tag))).toEqual([]);
}

describe.each(TEXTS)('%s', (_, text) => {
  it('are returned unchanged from every field of an organisation', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    const name = `${text} ${uniqueName('')}`;
    const fields = { name, slug: name.slice(0, 255), logo: text, description: text, url: text };
    const made = await world.post('organisations/', { as, body: { ...fields, managers: [], type: 'FREE' } });
    expect(made.status).toBe(201);
    const { organisationId } = made.body as { organisationId: number };
    expect((await world.get(`organisations/${organisationId}/`)).body).toMatchObject(fields);
    const bySlug = await world.get(`organisations/${encodeURIComponent(fields.slug)}/`);
    expect(bySlug.body).toMatchObject({ organisationId });
  });

  it('are returned unchanged from every field of a campaign and of a partner', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    const name = `${text.slice(0, 60)} ${uniqueName('')}`;
    const fields = { name, logo: text, url: text, description: text };
    const made = (await world.post('campaigns/', { as, body: fields })).body as { campaignId: number };
    expect((await world.get(`campaigns/${made.campaignId}/`)).body).toMatchObject(fields);
    const partner = {
      name,
      primary_hashtag: text,
      secondary_hashtag: text,
      logo_url: text,
      link_meta: text,
      link_x: text,
      link_instagram: text,
      current_projects: text,
      permalink: name,
      mapswipe_group_id: text,
      name_1: text,
      url_1: text,
    };
    expect((await world.post('partners/', { as, body: partner })).status).toBe(200);
    expect((await world.get(`partners/${encodeURIComponent(name)}/`)).body).toMatchObject(partner);
  });

  it('are returned unchanged from every field of a licence, an issue category, an interest, a level and a badge', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    const name = `${text.slice(0, 30)} ${uniqueName('')}`;
    const texts = { name, description: text };
    const badge = { ...texts, imagePath: text, requirements: JSON.stringify({ [text]: 3 }) };
    const made: [string, object, string][] = [
      ['licenses/', { ...texts, plainText: text }, 'licenseId'],
      ['tasks/issues/categories/', texts, 'categoryId'],
      ['interests/', { name }, 'id'],
      ['badges/', badge, 'id'],
      ['levels/', { name, color: text, requiredBadges: [{ id: 1 }] }, 'id'],
    ];
    for (const [path, fields, idName] of made) {
      const answer = await world.post(path, { as, body: fields });
      expect(answer.status, answer.text).toBeLessThan(300);
      const id = (answer.body as Record<string, number>)[idName];
      const { requiredBadges: _required, ...stored } = fields as { requiredBadges?: unknown };
      expect((await world.get(`${path}${id}/`, { as })).body).toMatchObject(stored);
      const changed = await world.send('PATCH', `${path}${id}/`, { as, body: { name: `${name} again` } });
      expect(changed.status, changed.text).toBe(200);
      expect((await world.get(`${path}${id}/`, { as })).body).toMatchObject({ ...stored, name: `${name} again` });
    }
  });

  it('are returned unchanged from the annotations of tasks', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    const { id } = await world.make.project({ author: as });
    const annotation = { taskId: 1, properties: { [text]: text }, annotationSource: text, annotationMarkdown: text };
    const path = `projects/${id}/annotations/${encodeURIComponent(text)}/`;
    const answer = await world.post(path, { as, body: { tasks: [annotation] } });
    expect(answer.status, answer.text).toBeLessThan(300);
    expect((await world.get(path, { as })).body).toMatchObject({ tasks: [annotation] });
  });

  it('are returned unchanged from every field of a team and find it in a search', async () => {
    const as = await world.make.user({ role: 'ADMIN' });
    const organisation = await world.make.organisation();
    const name = `${text} ${uniqueName('')}`;
    const fields = { name, description: text };
    const body = { ...fields, organisation_id: organisation, joinMethod: 'ANY', visibility: 'PUBLIC' };
    const { teamId } = (await world.post('teams/', { as, body })).body as { teamId: number };
    expect((await world.get(`teams/${teamId}/`, { as })).body).toMatchObject(fields);
    const found = await world.get(`teams/?team_name=${encodeURIComponent(name.toUpperCase())}`, { as });
    expect((found.body as { teams: object[] }).teams).toMatchObject([{ teamId, ...fields }]);
  });

  it('are harmless in the messages of a team', async () => {
    const [member, asker] = await Promise.all([world.make.user({ name: text }), world.make.user({ name: text })]);
    const manager = await world.make.user({ name: text });
    const team = await world.make.team({ members: [manager] });
    const { prisma } = world.database;
    await prisma.team.update({ where: { id: team.id }, data: { name: text, joinMethod: 1 } });
    await prisma.teamMember.updateMany({
      where: { teamId: team.id },
      data: { function: 1, joinRequestNotifications: true },
    });
    const act = async (method: string, action: string, as: User, body: object) =>
      expect((await world.send(method, `teams/${team.id}/actions/${action}/`, { as, body })).status).toBe(200);
    await act('POST', 'join', asker, {});
    await act('PATCH', 'join', manager, { username: asker.username, action: 'accept', type: 'join-response' });
    await act('POST', 'add', manager, { username: member.username });
    await act('POST', 'message-members', manager, { subject: text, message: `${text}\n\n[x](javascript:alert(3))` });
    for (const user of [manager, asker, member]) {
      const sent = await messagesTo(user);
      expect(sent.length).toBeGreaterThan(0);
      for (const part of sent) expectHarmless(part);
    }
    const links = [...(await messagesTo(manager)).join('\n').matchAll(/href="([^"]*)"/g)];
    const addresses = links.map(([, address]) => decodeURIComponent((address ?? '').replaceAll('&#39;', "'")));
    expect(addresses.filter((address) => address.endsWith(`/users/${asker.username}`))).not.toEqual([]);
    expect((await messagesTo(member)).join('\n')).toContain(`/teams/${team.id}/membership`);
  });

  it('are harmless in the message to the contributors of a campaign', async () => {
    const admin = await world.make.user({ role: 'ADMIN', name: text });
    const mapper = await world.make.user();
    const { id: campaign } = await world.database.prisma.campaign.create({
      data: { name: `${text} ${uniqueName('')}` },
    });
    const { id } = await world.make.project({ tasks: [{ state: 'MAPPED', mapper }] });
    expect((await world.post(`projects/${id}/campaigns/${campaign}/`, { as: admin })).status).toBe(200);
    await world.database.prisma.user.update({
      where: { id: BigInt(mapper.id) },
      data: { projectsNotifications: true },
    });
    const body = { subject: text, message: text };
    expect((await world.post(`campaigns/${campaign}/actions/message-contributors/`, { as: admin, body })).status).toBe(
      200,
    );
    const sent = await messagesTo(mapper);
    expect(sent).toHaveLength(2);
    expect(sent[0]).not.toContain('<');
    for (const part of sent) expectHarmless(part);
  });
});
