import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { create } from 'xmlbuilder2';
import { osmXml, osmXmlChunks, osmXmlPages } from '../../../src/exports/osm-xml.js';
import type { ExportedTask } from '../../../src/exports/rings.js';
import { legalCharacters } from '../../../src/exports/xml-writer.js';
import {
  anyTasks,
  childrenOf,
  type Element,
  isRing,
  place,
  placesOf,
  readXml,
  sampleTasks,
  square,
  task,
} from './support.js';

const info = { generator: 'Tessera' };

/** What an OSM reader makes of the file: for each task id, its rings as `role: place, place, …`. */
function readOsm(source: string): { root: Element; rings: Map<number, string[]> } {
  const root = readXml(source);
  const at = new Map(childrenOf(root, 'node').map((n) => [n.attributes.id, [+n.attributes.lon!, +n.attributes.lat!]]));
  const wayPlaces = new Map<string, string>();
  const rings = new Map<number, string[]>();
  const taskOf = (e: Element): number =>
    Number(childrenOf(e, 'tag').find((t) => t.attributes.k === 'taskId')?.attributes.v);
  for (const way of childrenOf(root, 'way')) {
    const places = childrenOf(way, 'nd').map((nd) => place(at.get(nd.attributes.ref)!));
    wayPlaces.set(way.attributes.id!, places.join(', '));
    if (taskOf(way)) rings.set(taskOf(way), [`outer: ${places.join(', ')}`]);
  }
  for (const relation of childrenOf(root, 'relation')) {
    const members = childrenOf(relation, 'member').map((m) => m.attributes);
    rings.set(
      taskOf(relation),
      members.map((m) => `${m.role}: ${wayPlaces.get(m.ref!)}`),
    );
  }
  return { root, rings };
}

const ringsOfTask = ({ geometry }: ExportedTask): string[] =>
  geometry.coordinates.flatMap((polygon) =>
    polygon.map((ring, i) => `${i === 0 ? 'outer' : 'inner'}: ${placesOf(ring).join(', ')}`),
  );

describe('osmXml', () => {
  it('writes the golden file for tasks with a shared edge, a hole and two parts', () => {
    const golden = readFileSync(new URL('golden/sample.osm', import.meta.url), 'utf8');
    expect(osmXml(sampleTasks, info).replace(/(?=<(node|way|relation|\/osm))/g, '\n') + '\n').toBe(golden);
  });

  it('writes the document that xmlbuilder2 writes for the same tree', () => {
    const sample = osmXml(sampleTasks, { generator: `<"Tessera" & 'co'>` });
    const copy = create({ version: '1.0', encoding: 'UTF-8' });
    copyInto(copy, readXml(sample));
    expect(sample).toBe(copy.end());
  });

  it('shares the nodes of a common edge between neighbours, even when rounding changed their coordinates', () => {
    const { root } = readOsm(osmXml([task(1, [square(0.1, 0)]), task(2, [square(1.1 + 2e-16, 1e-15)])], info));
    expect(childrenOf(root, 'node')).toHaveLength(6);
    const [first, second] = childrenOf(root, 'way').map((w) => childrenOf(w, 'nd').map((nd) => nd.attributes.ref));
    expect(first!.filter((ref) => second!.includes(ref))).toHaveLength(2);
  });

  it('writes a task smaller than the sixth decimal as a ring with its exact corners', () => {
    const tiny = 2 ** -23;
    const { root } = readOsm(osmXml([task(1, [square(0, 0, tiny)]), task(2, [square(tiny, 0, tiny)])], info));
    expect(childrenOf(root, 'node')).toHaveLength(6);
    for (const way of childrenOf(root, 'way'))
      expect(new Set(childrenOf(way, 'nd').map((n) => n.attributes.ref)).size).toBe(4);
  });

  it('tags each area and names its task', () => {
    const { root } = readOsm(osmXml(sampleTasks, info));
    const tags = (e: Element): string =>
      childrenOf(e, 'tag')
        .map((t) => `${t.attributes.k}=${t.attributes.v}`)
        .join(' ');
    expect(childrenOf(root, 'way').map(tags)).toEqual(['area=yes taskId=1', 'area=yes taskId=2', '', '', '', '', '']);
    expect(childrenOf(root, 'relation').map(tags)).toEqual([
      'type=multipolygon taskId=3',
      'type=multipolygon taskId=4',
    ]);
  });

  it('keeps hostile text of the generator inside its attribute', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('"/><slot/>&\u0000')), (generator) => {
        const { root } = readOsm(osmXml([task(1, [square(0, 0)])], { generator }));
        expect(Object.keys(root.attributes)).toEqual(['version', 'upload', 'generator', 'creator']);
        expect(root.attributes.generator).toBe(legalCharacters(generator).replace(/[\t\r\n]/g, ' '));
        expect(root.children.map((c) => c.name).join(' ')).toBe('node node node node way');
      }),
    );
  });

  it('writes all rings of any tasks, with unique negative ids, in order, without unused nodes', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const source = osmXml(tasks, info);
        expect(source).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><osm version="0.6" upload="never" /);
        const { root, rings } = readOsm(source);
        expect([...rings.keys()].sort()).toEqual(tasks.map((t) => t.taskId).sort());
        for (const t of tasks) expect(rings.get(t.taskId)).toEqual(ringsOfTask(t));
        checkStructure(root, tasks);
      }),
    );
  });

  it('writes an empty document for no tasks', () => {
    expect(readOsm(osmXml([], info)).root.children).toEqual([]);
  });
});

describe('corners with the same six decimals', () => {
  const refsOf = (positions: Position[]): string[][] =>
    childrenOf(readOsm(osmXml([task(1, [positions])], info)).root, 'way').map((way) =>
      childrenOf(way, 'nd').map((nd) => nd.attributes.ref!),
    );

  it('are written once', () => {
    const close = [...square(30, -2).slice(0, 2), [31 + 3e-7, -2 + 3e-7], ...square(30, -2).slice(2)];
    expect(refsOf(close)).toEqual([['-1', '-2', '-3', '-4', '-1']]);
  });

  it('are written once when the ring starts and ends there', () => {
    const [first, ...rest] = square(30, -2);
    expect(refsOf([first!, ...rest.slice(0, 3), [30, -2 + 3e-7], first!])).toEqual([['-1', '-2', '-3', '-4', '-1']]);
  });

  it('stay separate nodes when the whole ring is that small', () => {
    const [way] = refsOf(square(30, -2, 3e-7));
    expect(way).toHaveLength(5);
    expect(new Set(way).size).toBe(4);
  });
});

describe('osmXmlChunks', () => {
  const many = Array.from({ length: 3000 }, (_, i) => task(i + 1, [square(i % 60, Math.floor(i / 60))]));

  it('cuts a large document into chunks of about 64 kB and starts before the last task is read', () => {
    const chunks = [...osmXmlChunks(many, info)];
    for (const chunk of chunks.slice(0, -1)) expect(chunk.length).toBeGreaterThanOrEqual(65536);
    for (const chunk of chunks) expect(chunk.length).toBeLessThan(70000);
    let read = 0;
    const counted = (function* () {
      for (const each of many) {
        read++;
        yield each;
      }
    })();
    osmXmlChunks(counted, info).next();
    expect(read).toBeLessThan(many.length);
  });

  it('writes the same document when the tasks arrive page by page', async () => {
    async function* pages(): AsyncGenerator<ExportedTask[]> {
      for (let i = 0; i < many.length; i += 700) yield many.slice(i, i + 700);
    }
    let paged = '';
    for await (const chunk of osmXmlPages(pages(), info)) paged += chunk;
    expect(paged).toBe(osmXml(many, info));
  });
});

function copyInto(parent: { ele(name: string, attributes: object): unknown }, element: Element): void {
  const copy = parent.ele(element.name, element.attributes) as typeof parent;
  element.children.forEach((child) => copyInto(copy, child));
}

function checkStructure(root: Element, tasks: ExportedTask[]): void {
  expect(root.children.map((c) => c.name).join(' ')).toMatch(/^(node ?)*(way ?)*(relation ?)*$/);
  const ids = root.children.map((c) => c.attributes.id!);
  for (const id of ids) expect(id).toMatch(/^-[1-9]\d*$/);
  expect(new Set(ids).size).toBe(ids.length);
  const used = new Set<string>();
  for (const way of childrenOf(root, 'way')) {
    const refs = childrenOf(way, 'nd').map((nd) => nd.attributes.ref!);
    expect(refs.at(0)).toBe(refs.at(-1));
    for (const [index, ref] of refs.entries()) expect(ref).not.toBe(refs[index + 1]);
    refs.forEach((ref) => used.add(ref));
  }
  expect(used).toEqual(new Set(childrenOf(root, 'node').map((n) => n.attributes.id)));
  if (!tasks.every((t) => t.geometry.coordinates.flat().every(isRing))) return;
  const places = childrenOf(root, 'node').map((n) => place([+n.attributes.lon!, +n.attributes.lat!]));
  expect(new Set(places).size).toBe(places.length);
}
