import { describe, expect, it } from 'vitest';
import { signExports } from '../../../src/access/tokens/export-signature.js';
import { expectNotFound, expectRefusal, SECRET, useApp } from '../../support/app.js';
import { unique } from './adorn.js';

const open = useApp();
const closed = useApp({ PRIVATE_EXPORTS: 'token' });

describe.each([
  'queries/aoi/',
  'queries/aoi/?as_file=true',
  'queries/priority-areas/',
  'contributions/queries/day/',
  'statistics/',
  'tasks/queries/mapped/',
  'partners/',
])('GET projects/{id}/%s', (path) => {
  it('returns 200 to everybody, for private projects and drafts too', async () => {
    const blocked = await open.make.user({ role: 'BLOCKED' });
    for (const kind of [{ private: true }, { status: 'DRAFT' as const }]) {
      const project = await open.make.project(kind);
      for (const as of [undefined, blocked, project.author])
        expect((await open.get(`projects/${project.id}/${path}`, { as })).status).toBe(200);
    }
  });

  it('returns 200 only to readers of the project when exports need a token', async () => {
    const project = await closed.make.project({ private: true });
    const stranger = await closed.make.user();
    for (const as of [undefined, stranger])
      expectRefusal(await closed.get(`projects/${project.id}/${path}`, { as }), 'PrivateProject');
    expect((await closed.get(`projects/${project.id}/${path}`, { as: project.author })).status).toBe(200);
  });

  it('returns 404 for unknown ids', async () => {
    expectNotFound(await open.get(`projects/2147483647/${path}`), 'PROJECT_NOT_FOUND', { project_id: 2_147_483_647 });
    expectNotFound(await open.get(`projects/x/${path}`), 'PROJECT_NOT_FOUND');
    const project = await open.make.project();
    expectNotFound(await open.get(`projects/${project.id}/${path}`, { as: 999_999_999 }), 'USER_NOT_FOUND');
  });
});

describe.each(['xml', 'gpx'])('GET projects/{id}/tasks/queries/%s/', (format) => {
  it('returns 200 to everybody, for private projects and drafts too', async () => {
    for (const kind of [{ private: true }, { status: 'DRAFT' as const }]) {
      const project = await open.make.project({ ...kind, tasks: ['READY'] });
      for (const as of [undefined, await open.make.user(), project.author])
        expect((await open.get(`projects/${project.id}/tasks/queries/${format}/`, { as })).status).toBe(200);
    }
  });

  it('returns 200 only to members and signed requests when exports need a token', async () => {
    const project = await closed.make.project({ private: true, tasks: ['READY'] });
    const path = `projects/${project.id}/tasks/queries/${format}/`;
    expectRefusal(await closed.get(path), 'PrivateProject');
    expectRefusal(await closed.get(path, { as: await closed.make.user() }), 'PrivateProject');
    expect((await closed.get(path, { as: project.author })).status).toBe(200);
    const { headers } = await closed.get(`projects/${project.id}/tasks/`, { as: project.author });
    const signature = encodeURIComponent(String(headers['export-signature']));
    expect((await closed.get(`${path}?sig=${signature}`)).status).toBe(200);
    expectRefusal(await closed.get(`${path}?sig=x`), 'PrivateProject');
  });
});

describe('GET projects/partnerships/{id}/', () => {
  it('returns 200 to everybody, and only to readers of the project when exports need a token', async () => {
    const project = await open.make.project({ private: true });
    const partner = await open.database.prisma.partner.create({ data: { name: unique('p'), primaryHashtag: '#x' } });
    const { id } = await open.database.prisma.projectPartnership.create({
      data: { projectId: project.id, partnerId: partner.id, startedOn: new Date('2026-01-01T00:00:00Z') },
    });
    const path = `projects/partnerships/${id}/`;
    expect((await open.get(path)).status).toBe(200);
    expectRefusal(await closed.get(path), 'PrivateProject');
    expectRefusal(await closed.get(path, { as: await closed.make.user() }), 'PrivateProject');
    expect((await closed.get(path, { as: project.author })).status).toBe(200);
  });
});

describe('GET projects/{id}/queries/aoi/?sig=', () => {
  it('returns the area of the signed project only', async () => {
    const project = await closed.make.project({ private: true });
    const other = await closed.make.project({ private: true });
    const sig = encodeURIComponent(signExports(project.id, SECRET));
    expect((await closed.get(`projects/${project.id}/queries/aoi/?as_file=true&sig=${sig}`)).status).toBe(200);
    expectRefusal(await closed.get(`projects/${other.id}/queries/aoi/?sig=${sig}`), 'PrivateProject');
  });

  it('names the file by its media type', async () => {
    const project = await open.make.project();
    const { headers } = await open.get(`projects/${project.id}/queries/aoi/?as_file=true`);
    expect(headers['content-type']).toBe('application/geo+json');
    expect(headers['content-disposition']).toBe(`attachment; filename="${project.id}-aoi.geojson"`);
  });
});
