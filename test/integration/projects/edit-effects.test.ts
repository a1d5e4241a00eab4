import { describe, expect, it } from 'vitest';
import { expectRefusal, useApp } from '../../support/app.js';
import { formOf } from './edit-form.js';

const world = useApp();

const edit = async (project: { id: number; author: { id: number } }, changes: Record<string, unknown>) => {
  const answer = await world.send('PATCH', `projects/${project.id}/`, { as: project.author, body: formOf(changes) });
  expect(answer.status, answer.text).toBe(200);
};

describe('an edit of a project', () => {
  it('takes effect with the next request', async () => {
    const { stranger, allowed } = await world.make.users('stranger', 'allowed');
    const project = await world.make.project();
    const licenseId = await world.make.licence();
    const path = `projects/${project.id}/`;
    const lock = (as: { id: number }) => world.post(`${path}tasks/actions/lock-for-mapping/1/`, { as });
    await edit(project, { private: true, allowedUsernames: [allowed.username] });
    expectRefusal(await world.get(path, { as: stranger }), 'PrivateProject');
    expect((await world.get(path, { as: allowed })).status).toBe(200);
    await edit(project, { status: 'DRAFT' });
    expectRefusal(await world.get(path), 'ProjectNotFetched');
    await edit(project, { status: 'ARCHIVED' });
    expect((await world.get(path)).status).toBe(200);
    for (const as of [stranger, project.author]) expectRefusal(await lock(as), 'ProjectNotPublished');
    await edit(project, { status: 'PUBLISHED', licenseId });
    expect(await lock(stranger)).toMatchObject({ status: 409, body: { SubCode: 'UserLicenseError' } });
    await edit(project, { mappingPermissionLevelId: 3 });
    expect(await lock(stranger)).toMatchObject({ status: 403 });
    await edit(project, {});
    expect((await lock(stranger)).status).toBe(200);
  });

  it.each(['ARCHIVED', 'PUBLISHED', 'DRAFT'])('gives any state after %s', async (from) => {
    const project = await world.make.project({ status: from as 'DRAFT' });
    for (const to of ['ARCHIVED', 'PUBLISHED', 'DRAFT']) {
      await edit(project, { status: from });
      await edit(project, { status: to });
      const { body } = await world.get(`projects/${project.id}/`, { as: project.author });
      expect(body).toMatchObject({ status: to });
    }
  });

  it('updates the time of the last change and no field that the server fills', async () => {
    const project = await world.make.project();
    const read = async () => (await world.get(`projects/${project.id}/`, { as: project.author })).body as object;
    const before = Date.now();
    await edit(project, {
      projectId: 1,
      areaOfInterest: { type: 'MultiPolygon', coordinates: [] },
      aoiBBOX: [0, 0, 0, 0],
      tasks: null,
      projectInfo: { name: 'x' },
      organisationName: 'x',
      organisationSlug: 'x',
      organisationLogo: 'x',
      created: '2001-01-01T00:00:00Z',
      lastUpdated: '2001-01-01T00:00:00Z',
      database: 'PDMAP',
      sandbox: true,
      activeMappers: 9,
      percentMapped: 99,
      unknown: true,
    });
    const after = (await read()) as { lastUpdated: string };
    expect(after).toMatchObject({
      projectId: project.id,
      created: '2026-01-01T00:00:00.000000Z',
      author: project.author.username,
      database: 'OSM',
      sandbox: false,
      percentMapped: 0,
      tasks: { features: { length: 4 } },
    });
    expect(Math.abs(Date.parse(after.lastUpdated) - before)).toBeLessThan(60_000);
  });

  it('accepts names of codes in any case', async () => {
    const project = await world.make.project();
    const team = await world.make.team();
    await edit(project, {
      status: 'draft',
      projectPriority: 'low',
      difficulty: 'challenging',
      mappingPermission: 'teams',
      validationPermission: 'Any',
      taskCreationMode: 'grid',
      mappingEditors: ['id', 'Rapid'],
      mappingTypes: ['roads'],
      teams: [{ teamId: team.id, role: 'mapper' }],
    });
    const { body } = await world.get(`projects/${project.id}/`, { as: project.author });
    expect(body).toMatchObject({
      status: 'DRAFT',
      projectPriority: 'LOW',
      difficulty: 'CHALLENGING',
      mappingPermission: 'TEAMS',
      validationPermission: 'ANY',
      mappingEditors: ['ID', 'RAPID'],
      mappingTypes: ['ROADS'],
      teams: [{ teamId: team.id, role: 'MAPPER' }],
    });
  });

  it('stores names as they are, adds languages, and stores empty texts as NULL', async () => {
    const project = await world.make.project({ status: 'DRAFT' });
    const texts = [
      { locale: 'en', name: '  Ponds & <b>lakes</b> ', shortDescription: '', description: '# Two\n\n- a' },
      { locale: 'pt-BR', name: 'Lagos', instructions: 'Olá & adeus', perTaskInstructions: null },
    ];
    await edit(project, { status: 'DRAFT', projectInfoLocales: texts });
    const stored = await world.database.prisma.projectInfo.findMany({
      where: { projectId: project.id },
      orderBy: { locale: 'asc' },
    });
    expect(stored).toMatchObject([
      {
        locale: 'en',
        name: '  Ponds & <b>lakes</b> ',
        shortDescription: null,
        description: '<h1>Two</h1>\n<ul>\n<li>a</li>\n</ul>',
        instructions: null,
        perTaskInstructions: null,
      },
      { locale: 'pt-BR', name: 'Lagos', instructions: '<p>Olá &amp; adeus</p>', perTaskInstructions: null },
    ]);
  });

  it('accepts a body of several megabytes', async () => {
    const project = await world.make.project();
    const feature = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [1, 2] },
      properties: { text: 'x'.repeat(1000) },
    };
    await edit(project, {
      tasks: { type: 'FeatureCollection', features: Array.from({ length: 6000 }, () => feature) },
    });
  });
});
