import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { create } from 'xmlbuilder2';
import { gpx, gpxPages } from '../../../src/exports/gpx.js';
import {
  anyTasks,
  childrenOf,
  chunksOf,
  distanceTo,
  type Element,
  finePositions,
  fineTask,
  isInside,
  pagesOf,
  readXml,
  ROUNDING,
  sampleTasks,
  square,
  task,
  textOf,
} from './support.js';

const info = {
  projectId: 102,
  link: 'https://tasks.example/projects/102?a=1&b=2',
  time: new Date('2026-11-05T12:30:00Z'),
};

const schema = XmlDocument.fromBuffer(readFileSync(new URL('../../fixtures/gpx-1.1.xsd', import.meta.url)));
const validator = XsdValidator.fromDoc(schema);
afterAll(() => {
  validator.dispose();
  schema.dispose();
});

/** Reads a file after validating it against the schema of GPX 1.1. */
function readGpx(source: string): Element {
  const document = XmlDocument.fromString(source);
  try {
    validator.validate(document);
  } finally {
    document.dispose();
  }
  return readXml(source);
}

const position = (point: Element): number[] => [Number(point.attributes.lon), Number(point.attributes.lat)];
const segmentsOf = (root: Element): number[][][] =>
  childrenOf(childrenOf(root, 'trk')[0]!, 'trkseg').map((s) => childrenOf(s, 'trkpt').map(position));

describe('gpx', () => {
  it('writes the golden file for tasks with a shared edge, a hole and two parts', () => {
    const golden = readFileSync(new URL('golden/sample.gpx', import.meta.url), 'utf8');
    const lines = gpx(sampleTasks, info).replace(/(?=<(metadata|wpt|trk>|trkseg|\/trk>|\/gpx))/g, '\n') + '\n';
    expect(lines).toBe(golden);
  });

  it('writes the document that xmlbuilder2 writes for the same tree', () => {
    const sample = gpx(sampleTasks, info);
    const [metadata, ...points] = readGpx(sample).children;
    const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('http://www.topografix.com/GPX/1/1', 'gpx', {
      version: '1.1',
      creator: 'HOT Tasking Manager',
    });
    const copy = (parent: typeof root, e: Element): void => {
      const child = parent.ele(e.name, e.attributes);
      if (e.children.length === 0 && e.text !== '') child.txt(e.text);
      e.children.forEach((c) => copy(child, c));
    };
    [metadata!, ...points].forEach((e) => copy(root, e));
    expect(sample).toBe(root.end());
  });

  it('writes the name as the first child of the track, without white space before it', () => {
    const name = '<name>Task for project 102. Do not edit outside of this area!</name>';
    expect(gpx(sampleTasks, info)).toContain(`<trk>${name}<trkseg>`);
  });

  it('writes each distinct vertex as one waypoint', () => {
    const waypoints = childrenOf(readGpx(gpx(sampleTasks.slice(0, 2), info)), 'wpt').map(position);
    expect(waypoints).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [2, 0],
      [2, 1],
    ]);
  });

  it('writes longitude 180 as 179.9999999 and does not cross the antimeridian', () => {
    const root = readGpx(gpx([task(1, [square(179, 0)]), task(2, [square(-180, 0)])], info));
    const [east, west] = segmentsOf(root);
    expect(east!.map(([lon]) => lon)).toEqual([179, 179.9999999, 179.9999999, 179, 179]);
    expect(west!.map(([lon]) => lon)).toEqual([-180, -179, -179, -180, -180]);
  });

  it('moves coordinates that rounding put out of range back into range', () => {
    const over = [
      [180.00000000000003, 90.00000000000001],
      [-180.00000000000003, 90],
      [0, -90.00000000000001],
    ];
    const [segment] = segmentsOf(readGpx(gpx([task(1, [[...over, over[0]!]])], info)));
    expect(segment!.slice(0, 3)).toEqual([
      [179.9999999, 90],
      [-180, 90],
      [0, -90],
    ]);
  });

  it('writes valid XML with closed segments for any tasks', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const root = readGpx(gpx(tasks, info));
        expect(childrenOf(root, 'trk')).toHaveLength(1);
        const segments = segmentsOf(root);
        for (const segment of segments) {
          expect(segment.length).toBeGreaterThan(3);
          expect(segment.at(-1)).toEqual(segment[0]);
        }
        expect(new Set(childrenOf(root, 'wpt').map((w) => textOf(position(w))))).toEqual(
          new Set(segments.flat().map(textOf)),
        );
      }),
    );
  });

  it('keeps the interior of rings that the rounding changes', () => {
    fc.assert(
      fc.property(fineTask, (fine) => {
        const after = segmentsOf(readGpx(gpx([fine], info)));
        const before = fine.geometry.coordinates.flat();
        for (const at of finePositions) {
          if (distanceTo(at, before) > ROUNDING) expect(isInside(at, after)).toBe(isInside(at, before));
        }
      }),
    );
  });

  it('keeps hostile text of link and creator inside their attributes', () => {
    const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('"><slot/><wpt/>&\u0000'));
    fc.assert(
      fc.property(hostile, hostile, (link, creator) => {
        const root = readXml(gpx([task(1, [square(0, 0)])], { ...info, link, creator }));
        expect(root.children.map((c) => c.name).join(' ')).toBe('metadata wpt wpt wpt wpt trk');
        expect(Object.keys(root.attributes)).toEqual(['version', 'creator']);
      }),
    );
  });

  it('writes a valid document without tasks', () => {
    expect(segmentsOf(readGpx(gpx([], info)))).toEqual([]);
  });

  it('refuses an invalid time', () => {
    expect(() => gpx([], { ...info, time: new Date(NaN) })).toThrow(RangeError);
  });
});

describe('gpxPages', () => {
  const many = Array.from({ length: 3000 }, (_, i) => task(i + 1, [square(i % 60, Math.floor(i / 60))]));

  it('divides a large document into chunks of about 64 kB', async () => {
    const [, ...chunks] = await chunksOf(gpxPages(pagesOf(many, many.length), info));
    expect(chunks.length).toBeGreaterThan(5);
    // The last chunk of the page and the last chunk of the document may be smaller.
    expect(chunks.filter(({ length }) => length < 65536).length).toBeLessThanOrEqual(2);
    for (const chunk of chunks) expect(chunk.length).toBeLessThan(70000);
  });

  it('writes the same document when the tasks arrive page by page', async () => {
    expect((await chunksOf(gpxPages(pagesOf(many, 700), info))).join('')).toBe(gpx(many, info));
  });
});
