import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { create } from 'xmlbuilder2';
import { osmXml, osmXmlPages } from '../../../src/exports/osm-xml.js';
import type { ExportedTask } from '../../../src/exports/rings.js';
import { legalCharacters } from '../../../src/exports/xml-writer.js';
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
  readOsm,
  readXml,
  ROUNDING,
  sampleTasks,
  square,
  task,
  textOf,
} from './support.js';

const info = { generator: 'Tessera' };

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

  it('writes the exact vertices of a task that is smaller than the sixth decimal', () => {
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
      'type=multipolygon note=Boundary of task 3 taskId=3',
      'type=multipolygon note=Boundary of task 4 taskId=4',
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

  it('writes unique negative ids in order, without unused nodes or repeated edges, for any tasks', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const source = osmXml(tasks, info);
        expect(source).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><osm version="0.6" upload="never" /);
        const { root, rings } = readOsm(source);
        checkStructure(root);
        for (const t of tasks) {
          const vertices = new Set(t.geometry.coordinates.flat(2).map(textOf));
          for (const { positions } of rings.get(t.taskId) ?? []) {
            for (const position of positions) expect(vertices).toContain(textOf(position));
          }
        }
      }),
    );
  });

  it('keeps the interior of rings that the rounding changes', () => {
    fc.assert(
      fc.property(fineTask, (fine) => {
        const { root, rings } = readOsm(osmXml([fine], info));
        checkStructure(root);
        const before = fine.geometry.coordinates.flat();
        const after = (rings.get(1) ?? []).map(({ positions }) => positions);
        for (const at of finePositions) {
          if (distanceTo(at, before) > ROUNDING) expect(isInside(at, after)).toBe(isInside(at, before));
        }
      }),
    );
  });

  it('writes an empty document for no tasks', () => {
    expect(readOsm(osmXml([], info)).root.children).toEqual([]);
  });
});

describe('a part that fills the hole of another task', () => {
  it('is the same way', () => {
    const enclave = square(1, 1);
    const { root, rings } = readOsm(
      osmXml([task(1, [square(0, 0, 4), [...enclave].reverse()]), task(2, [square(8, 0)], [enclave])], info),
    );
    expect(childrenOf(root, 'way')).toHaveLength(3);
    const members = childrenOf(root, 'relation').map((r) => childrenOf(r, 'member').map((m) => m.attributes));
    expect(members[0]![1]!.ref).toBe(members[1]![1]!.ref);
    expect(rings.get(1)!.map(({ role }) => role)).toEqual(['outer', 'inner']);
    expect(rings.get(2)!.map(({ role }) => role)).toEqual(['outer', 'outer']);
  });
});

describe('osmXmlPages', () => {
  const many = Array.from({ length: 3000 }, (_, i) => task(i + 1, [square(i % 60, Math.floor(i / 60))]));

  it('divides a large document into chunks of about 64 kB', async () => {
    const [, ...chunks] = await chunksOf(osmXmlPages(pagesOf(many, many.length), info));
    expect(chunks.length).toBeGreaterThan(5);
    // The last chunk of the page and the last chunk of the document may be smaller.
    expect(chunks.filter(({ length }) => length < 65536).length).toBeLessThanOrEqual(2);
    for (const chunk of chunks) expect(chunk.length).toBeLessThan(70000);
  });

  it('returns the first chunks before it reads the last task', async () => {
    let read = 0;
    async function* counted(): AsyncGenerator<Iterable<ExportedTask>> {
      yield (function* () {
        for (const each of many) {
          read++;
          yield each;
        }
      })();
    }
    const chunks = osmXmlPages(counted(), info);
    await chunks.next();
    await chunks.next();
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(many.length);
  });

  it('writes the same document when the tasks arrive page by page', async () => {
    expect((await chunksOf(osmXmlPages(pagesOf(many, 700), info))).join('')).toBe(osmXml(many, info));
  });
});

function copyInto(parent: { ele(name: string, attributes: object): unknown }, element: Element): void {
  const copy = parent.ele(element.name, element.attributes) as typeof parent;
  element.children.forEach((child) => copyInto(copy, child));
}

function checkStructure(root: Element): void {
  expect(root.children.map((c) => c.name).join(' ')).toMatch(/^(node ?)*(way ?)*(relation ?)*$/);
  const ids = root.children.map((c) => c.attributes.id!);
  for (const id of ids) expect(id).toMatch(/^-[1-9]\d*$/);
  expect(new Set(ids).size).toBe(ids.length);
  const ways = new Map(
    childrenOf(root, 'way').map((way) => [way.attributes.id, childrenOf(way, 'nd').map((nd) => nd.attributes.ref!)]),
  );
  for (const refs of ways.values()) {
    expect(refs.length).toBeGreaterThan(3);
    expect(refs.at(0)).toBe(refs.at(-1));
    expect(new Set(refs).size).toBe(refs.length - 1);
  }
  for (const relation of childrenOf(root, 'relation')) {
    const edges = childrenOf(relation, 'member').flatMap(({ attributes }) => {
      const refs = ways.get(attributes.ref)!;
      return refs.slice(1).map((ref, index) => [ref, refs[index]!].sort().join(' '));
    });
    expect(new Set(edges).size).toBe(edges.length);
  }
  expect(new Set([...ways.values()].flat())).toEqual(new Set(childrenOf(root, 'node').map((n) => n.attributes.id)));
}
