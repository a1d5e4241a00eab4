import { readFileSync } from 'node:fs';
import { ParseOption, XmlDocument, XsdValidator } from 'libxml2-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project } from '../../support/factory.js';
import { squareOf, tileAt } from '../../support/factory-tasks.js';

const world = useApp();

const schema = readFileSync(new URL('../../fixtures/gpx-1.1.xsd', import.meta.url), 'utf8');

/** Validates against the GPX 1.1 schema with libxml2. @throws where the document is not valid */
function validate(gpx: string): void {
  const xsd = XmlDocument.fromString(schema);
  const document = XmlDocument.fromString(gpx, { option: ParseOption.XML_PARSE_NONET });
  const validator = XsdValidator.fromDoc(xsd);
  try {
    validator.validate(document);
  } finally {
    validator.dispose();
    document.dispose();
    xsd.dispose();
  }
}

const points = (text: string, element: string): [number, number][] =>
  [...text.matchAll(new RegExp(`<${element} lat="([^"]+)" lon="([^"]+)"`, 'g'))].map(([, lat, lon]) => [
    Number(lon),
    Number(lat),
  ]);

describe('the GPX export', () => {
  let project: Project;
  beforeAll(async () => {
    project = await world.make.project({ tasks: ['READY', 'MAPPED', 'BADIMAGERY'] });
  });

  it('is text/xml and valid against the schema', async () => {
    const answer = await world.get(`projects/${project.id}/tasks/queries/gpx/`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/xml/);
    expect(answer.headers['content-disposition']).toBeUndefined();
    expect(() => validate(answer.text)).not.toThrow();
    expect(() => validate(answer.text.replace('<trk>', '<track>').replace('</trk>', '</track>'))).toThrow();
  });

  it('name no schema file, as in version 5', async () => {
    const { text } = await world.get(`projects/${project.id}/tasks/queries/gpx/`);
    expect(text).toContain('xmlns="http://www.topografix.com/GPX/1/1"');
    expect(text).not.toContain('schemaLocation');
  });

  it('have the name as the first element of the track', async () => {
    const { text } = await world.get(`projects/${project.id}/tasks/queries/gpx/?tasks=1`);
    expect(text).toContain(`<trk><name>Task for project ${project.id}. Do not edit outside of this area!</name>`);
  });

  it('has a link to the project and the time of the export', async () => {
    const { text } = await world.get(`projects/${project.id}/tasks/queries/gpx/?tasks=1`);
    expect(text).toContain(`<link href="http://127.0.0.1:3000/projects/${project.id}">`);
    const time = /<metadata>.*<time>([^<]+Z)<\/time>.*<\/metadata>/s.exec(text)?.[1] ?? '';
    expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(60_000);
  });

  it('has one segment for each ring', async () => {
    const { text } = await world.get(`projects/${project.id}/tasks/queries/gpx/?tasks=2,3`);
    expect(text.match(/<trkseg>/g)).toHaveLength(2);
    const corners = points(text, 'trkpt');
    expect(corners).toHaveLength(10);
    for (const [longitude, latitude] of squareOf(tileAt(1)).coordinates[0]?.[0] ?? [])
      expect(
        corners.some(([x, y]) => Math.abs(x - (longitude ?? 0)) < 1e-6 && Math.abs(y - (latitude ?? 0)) < 1e-6),
      ).toBe(true);
  });

  it('is an attachment with as_file', async () => {
    const answer = await world.get(`projects/${project.id}/tasks/queries/gpx/?as_file=true`);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename=HOT-project-${project.id}.gpx`);
  });

  it('needs no session', async () => {
    const draft = await world.make.project({ status: 'DRAFT' });
    expect((await world.get(`projects/${draft.id}/tasks/queries/gpx/`)).status).toBe(200);
  });

  it('accepts longitude 180 and writes no exponents', async () => {
    const geometry = {
      type: 'MultiPolygon' as const,
      coordinates: [
        [
          [
            [179.5, -0.0000001],
            [180, -0.0000001],
            [180, 0.5],
            [179.5, 0.5],
            [179.5, -0.0000001],
          ],
        ],
      ],
    };
    const edge = await world.make.project({ tasks: [{ state: 'READY', tile: null, geometry }] });
    const { text } = await world.get(`projects/${edge.id}/tasks/queries/gpx/`);
    expect(() => validate(text)).not.toThrow();
    expect(text).not.toMatch(/l(at|on)="[^"]*e/i);
    for (const [longitude] of points(text, 'trkpt')) expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
  });

  it('has all tasks for an empty filter', async () => {
    const { text } = await world.get(`projects/${project.id}/tasks/queries/gpx/?tasks=`);
    expect(text.match(/<trkseg>/g)).toHaveLength(3);
  });

  it('returns 404 when no task is found', async () => {
    const answer = await world.get(`projects/${project.id}/tasks/queries/gpx/?tasks=77,78`);
    expectNotFound(answer, 'TASKS_NOT_FOUND', { project_id: project.id, task_ids: [77, 78] });
    expectNotFound(await world.get('projects/2000000000/tasks/queries/gpx/'), 'TASKS_NOT_FOUND', {
      project_id: 2_000_000_000,
    });
  });

  it.each(['b', '1;2', '2147483648'])('returns 400 for malformed ids: %s', async (ids) => {
    const answer = await world.get(`projects/${project.id}/tasks/queries/gpx/?tasks=${ids}`);
    expectRefusal(answer, 'InvalidData', (answer.body as { Error: string }).Error);
  });
});
