import { describe, expect, it } from 'vitest';
import { ringAround } from '../../support/areas.js';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project } from '../../support/factory.js';
import { adorn, unique } from './adorn.js';
import { formOf, formWithout } from './edit-form.js';

const world = useApp();

const edit = (project: { id: number | string }, as: { id: number } | undefined, body: unknown) =>
  world.send('PATCH', `projects/${project.id}/`, { as, body });

/** Everything that an edit may write, as text. */
async function stateOf({ id }: { id: number }): Promise<string> {
  const [row] = await world.database.prisma.$queryRaw<{ state: string }[]>`
    SELECT json_build_array(
      (SELECT to_json(p) FROM projects p WHERE p.id = ${id}::int),
      (SELECT json_agg(i ORDER BY i.locale) FROM project_info i WHERE i.project_id = ${id}::int),
      (SELECT json_agg(t ORDER BY t.team_id, t.role) FROM project_teams t WHERE t.project_id = ${id}::int),
      (SELECT json_agg(c ORDER BY c.campaign_id) FROM campaign_projects c WHERE c.project_id = ${id}::int),
      (SELECT json_agg(n ORDER BY n.interest_id) FROM project_interests n WHERE n.project_id = ${id}::int),
      (SELECT json_agg(a ORDER BY a.user_id) FROM project_allowed_users a WHERE a.project_id = ${id}::int),
      (SELECT json_agg(e) FROM project_custom_editors e WHERE e.project_id = ${id}::int),
      (SELECT json_agg(l) FROM project_priority_areas l WHERE l.project_id = ${id}::int))::text AS state`;
  return row?.state ?? '';
}

const read = async (project: Project, as: { id: number } = project.author) =>
  (await world.get(`projects/${project.id}/?abbreviated=true`, { as })).body as Record<string, unknown>;

const SQUARE = { type: 'Polygon', coordinates: [ringAround(1, 1, 2, 2)] };

describe('PATCH projects/{id}/', () => {
  it('writes every field of the form', async () => {
    const { allowed } = await world.make.users('allowed');
    const project = await world.make.project();
    const [team, organisation, licence] = [
      await world.make.team(),
      await world.make.organisation(),
      await world.make.licence(),
    ];
    const source = await world.make.project();
    await adorn(world.database, source, { campaigns: [unique('campaign')], interests: [unique('interest')] });
    const { campaigns, interests } = (await read(source)) as Record<'campaigns' | 'interests', { id: number }[]>;
    const answer = await edit(
      project,
      project.author,
      formOf({
        status: 'ARCHIVED',
        mappingPermission: 'TEAMS',
        validationPermission: 'TEAMS',
        mappingPermissionLevelId: '2',
        validationPermissionLevelId: 3,
        private: true,
        enforceRandomTaskSelection: true,
        rapidPowerUser: true,
        changesetComment: '  #padded  ',
        osmchaFilterId: 'https://osmcha.org/?aoi=1b2c-3d&x=1',
        dueDate: '2027-01-02T03:00:00.123456+05:00',
        imagery: 'https://tiles.example.org/',
        josmPreset: '<presets/>',
        idPresets: ['building'],
        extraIdParams: 'photo=1',
        mappingTypes: ['ROADS', 'OTHER'],
        countryTag: ['Nepal', 'भारत'],
        licenseId: licence,
        organisation,
        teams: [
          { teamId: team.id, role: 'MAPPER' },
          { teamId: team.id, role: 'MAPPER' },
          { teamId: String(team.id), role: 'VALIDATOR' },
        ],
        campaigns,
        interests: [...interests, ...interests],
        allowedUsernames: [allowed.username],
        priorityAreas: [SQUARE],
        customEditor: { name: 'Own "editor"', description: 'd', url: 'https://e.example.org/' },
      }),
    );
    expect(answer).toMatchObject({ status: 200, body: { Status: 'Updated' } });
    const body = await read(project);
    expect(body).toMatchObject({
      status: 'ARCHIVED',
      projectPriority: 'HIGH',
      difficulty: 'EASY',
      mappingPermission: 'TEAMS',
      mappingPermissionLevelId: 2,
      validationPermissionLevelId: 3,
      private: true,
      enforceRandomTaskSelection: true,
      rapidPowerUser: true,
      changesetComment: '#padded',
      osmchaFilterId: '1b2c-3d',
      dueDate: '2027-01-01T22:00:00.123456Z',
      imagery: 'https://tiles.example.org/',
      josmPreset: '<presets/>',
      idPresets: ['building'],
      extraIdParams: 'photo=1',
      mappingTypes: ['ROADS', 'OTHER'],
      countryTag: ['Nepal', 'भारत'],
      licenseId: licence,
      organisation,
      allowedUsernames: [allowed.username],
      priorityAreas: [SQUARE],
      customEditor: { name: 'Own "editor"', description: 'd', url: 'https://e.example.org/' },
      mappingEditors: ['ID', 'JOSM'],
      validationEditors: ['JOSM', 'ID'],
      taskCreationMode: 'GRID',
      author: project.author.username,
      teams: [
        { teamId: team.id, role: 'MAPPER' },
        { teamId: team.id, role: 'VALIDATOR' },
      ],
    });
    expect(body.campaigns).toEqual(campaigns);
    expect(body.interests).toEqual(interests);
  });

  it('clears absent fields, except the organisation and other locales', async () => {
    const organisation = await world.make.organisation();
    const project = await world.make.project({
      organisation,
      allowed: [await world.make.user()],
      teams: [{ team: await world.make.team(), role: 'MAPPER' }],
      instructions: { en: '', fr: 'consigne' },
    });
    await adorn(world.database, project, {
      campaigns: [unique('c')],
      interests: [unique('i')],
      customEditor: { name: 'e', url: 'u' },
      priorityAreas: [SQUARE],
      imagery: 'Bing',
      mappingTypes: [1],
      dueDate: '2027-01-01',
    });
    await edit(project, project.author, formOf());
    expect(await read(project)).toMatchObject({
      organisation,
      allowedUsernames: [],
      teams: [],
      campaigns: [],
      interests: [],
      customEditor: null,
      priorityAreas: null,
      imagery: null,
      mappingTypes: [],
      dueDate: null,
      enforceRandomTaskSelection: false,
      projectInfoLocales: [
        { locale: 'en', name: 'Kathmandu', description: '<p><strong>long</strong></p>', perTaskInstructions: '' },
        { locale: 'fr', perTaskInstructions: 'consigne' },
      ],
    });
  });

  it('stores Markdown as safe HTML, which is returned unchanged', async () => {
    const project = await world.make.project();
    const texts = {
      locale: 'en',
      name: 'n',
      shortDescription: 's',
      description: '<script>x</script>',
      instructions: '- one\n- two',
    };
    await edit(project, project.author, formOf({ projectInfoLocales: [texts] }));
    const first = (await read(project)).projectInfoLocales as Record<string, string>[];
    expect(first[0]).toMatchObject({
      shortDescription: '<p>s</p>',
      instructions: '<ul>\n<li>one</li>\n<li>two</li>\n</ul>',
    });
    expect(first[0]?.description).not.toContain('<script');
    await edit(project, project.author, formOf({ projectInfoLocales: first }));
    expect((await read(project)).projectInfoLocales).toEqual(first);
  });

  it('creates an empty text for a default locale without texts', async () => {
    const project = await world.make.project({ status: 'DRAFT' });
    await edit(project, project.author, formOf({ status: 'DRAFT', defaultLocale: 'sw' }));
    expect(await read(project)).toMatchObject({
      defaultLocale: 'sw',
      projectInfoLocales: [{ locale: 'en' }, { locale: 'sw', name: '', description: '' }],
    });
  });

  it('limits a sandbox project to the editor ID and the lowest priority', async () => {
    const project = await world.make.project();
    await adorn(world.database, project, { sandbox: true });
    await edit(project, project.author, formOf({ sandbox: false }));
    expect(await read(project)).toMatchObject({
      sandbox: true,
      projectPriority: 'LOW',
      mappingEditors: ['ID'],
      validationEditors: ['ID'],
    });
  });

  it('publishes only with the texts of the default locale', async () => {
    const project = await world.make.project({ status: 'DRAFT' });
    expectRefusal(
      await edit(project, project.author, formOf({ projectInfoLocales: [] })),
      'InfoForLocaleRequired',
      'A published project needs its texts in the default locale en',
    );
    const [texts] = formOf().projectInfoLocales as Record<string, string>[];
    for (const name of ['name', 'shortDescription', 'description', 'instructions'])
      expectRefusal(
        await edit(project, project.author, formOf({ projectInfoLocales: [{ ...texts, [name]: ' ' }] })),
        'MissingRequiredAttribute',
        `To publish the project, give ${name} in en`,
      );
    expect((await world.get(`projects/${project.id}/`)).status).toBe(403);
    expect((await edit(project, project.author, formOf())).status).toBe(200);
    expect((await world.get(`projects/${project.id}/`)).status).toBe(200);
  });
});

describe('refusals of PATCH projects/{id}/', () => {
  it('returns 403 to others than managers of the project', async () => {
    const { boss, stranger, mapper, manager } = await world.make.users('boss', 'stranger', 'mapper', 'manager');
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const project = await world.make.project({
      organisation: await world.make.organisation({ managers: [boss, blocked] }),
      teams: [
        { team: await world.make.team({ members: [manager] }), role: 'PROJECT_MANAGER' },
        { team: await world.make.team({ members: [mapper] }), role: 'MAPPER' },
      ],
    });
    const before = await stateOf(project);
    for (const as of [stranger, mapper, blocked])
      expectRefusal(await edit(project, as, formOf()), 'UserPermissionError');
    expectRefusal(await edit(project, undefined, formOf()), 'InvalidToken');
    expectNotFound(await edit(project, { id: 999_999_999 }, formOf()), 'USER_NOT_FOUND');
    expect(await stateOf(project)).toBe(before);
    const admin = await world.make.user({ role: 'ADMIN' });
    const { teams } = await read(project);
    for (const as of [admin, boss, project.author, manager])
      expect((await edit(project, as, formOf({ teams }))).status).toBe(200);
  });

  it('returns 404 for an unknown project', async () => {
    const { ann } = await world.make.users('ann');
    expectNotFound(await edit({ id: 2_147_483_647 }, ann, formOf()), 'PROJECT_NOT_FOUND', {
      project_id: 2_147_483_647,
    });
    expectNotFound(await edit({ id: 'x' }, ann, formOf()), 'PROJECT_NOT_FOUND');
  });

  it.each([
    'status',
    'projectPriority',
    'defaultLocale',
    'difficulty',
    'mappingPermission',
    'mappingPermissionLevelId',
    'validationPermission',
    'validationPermissionLevelId',
    'private',
    'taskCreationMode',
    'mappingEditors',
    'validationEditors',
    'projectInfoLocales',
  ])('returns 400 without %s', async (key) => {
    const project = await world.make.project({ tasks: [] });
    for (const body of [formWithout(key), formOf({ [key]: null })])
      expect(await edit(project, project.author, body)).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
  });

  const text = { locale: 'en', name: 'n', shortDescription: 's', description: 'd', instructions: 'i' };
  const INVALID: Record<string, unknown[]> = {
    status: ['OPEN', 1],
    mappingPermissionLevelId: [99, 0, 'one', 3_000_000_000],
    mappingTypes: [['TREES'], 'ROADS'],
    mappingEditors: [['VI'], 'ID'],
    private: ['perhaps'],
    dueDate: [
      'soon',
      '2027-13-01',
      5,
      '9999-12-31T23:59:59-10:00',
      '0001-01-01T00:00:00+10:00',
      '2027-01-01T00:00:00+23:59',
    ],
    teams: [[{ teamId: 1, role: 'KING' }], [{ role: 'MAPPER' }]],
    customEditor: ['x', { name: 'n' }, { name: 'n'.repeat(51), url: 'u' }, { name: '', url: 'u' }],
    projectInfoLocales: [
      [{ ...text, name: 'n'.repeat(513) }],
      [text, { ...text, locale: 'much-too-long' }],
      [{ ...text, description: 'a\u0000b' }],
      [{ name: 'x' }],
    ],
    priorityAreas: ['x'],
    licenseId: ['x'],
    allowedUsernames: [[5]],
  };
  it.each(Object.keys(INVALID))('returns 400 for an invalid %s and changes nothing', async (key) => {
    const project = await world.make.project({ tasks: [] });
    const before = await stateOf(project);
    for (const value of INVALID[key] ?? [])
      expect(await edit(project, project.author, formOf({ [key]: value })), JSON.stringify(value)).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
    expect(await stateOf(project)).toBe(before);
  });

  it('returns 404 or 403 for an unknown reference and changes nothing', async () => {
    const project = await world.make.project({ teams: [{ team: await world.make.team(), role: 'MAPPER' }] });
    const before = await stateOf(project);
    const refused = (changes: Record<string, unknown>) => edit(project, project.author, formOf(changes));
    const id = 2_147_483_647;
    expectNotFound(await refused({ organisation: id }), 'ORGANISATION_NOT_FOUND', { organisation_id: id });
    expectNotFound(await refused({ teams: [{ teamId: id, role: 'MAPPER' }] }), 'TEAM_NOT_FOUND', { team_id: id });
    expectNotFound(await refused({ campaigns: [{ id }] }), 'CAMPAIGN_NOT_FOUND', { campaign_id: id });
    expectNotFound(await refused({ interests: [{ id }] }), 'INTEREST_NOT_FOUND', { interest_id: id });
    expectNotFound(await refused({ allowedUsernames: ['nobody at all'] }), 'USER_NOT_FOUND', {
      username: 'nobody at all',
    });
    expectRefusal(await refused({ licenseId: id }), 'RequireLicenseId');
    expect(await stateOf(project)).toBe(before);
  });

  it('returns 400 for an invalid priority polygon and changes nothing', async () => {
    const project = await world.make.project();
    const before = await stateOf(project);
    const bow = [
      [
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
        [0, 0],
      ],
    ];
    const WRONG = [
      { type: 'Point', coordinates: [1, 2] },
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      { type: 'Polygon', coordinates: bow },
      { type: 'Polygon', coordinates: [] },
      { type: 'Polygon' },
      null,
      7,
    ];
    for (const area of WRONG)
      expect(
        await edit(project, project.author, formOf({ priorityAreas: [SQUARE, area] })),
        JSON.stringify(area),
      ).toMatchObject({ status: 400, body: { SubCode: 'InvalidGeoJson' } });
    expect(await stateOf(project)).toBe(before);
  });
});
