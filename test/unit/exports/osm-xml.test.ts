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
  distanceTo,
  type Element,
  grainyPlaces,
  grainyTask,
  hole,
  isInside,
  place,
  readXml,
  ROUNDING,
  sampleTasks,
  sidesOf,
  square,
  task,
} from './support.js';

const info = { generator: 'Tessera' };

interface OsmRing {
  readonly role: string;
  readonly positions: Position[];
}

/** What an OSM reader makes of the file: for each task id, its rings. */
function readOsm(source: string): { root: Element; rings: Map<number, OsmRing[]> } {
  const root = readXml(source);
  const at = new Map(childrenOf(root, 'node').map((n) => [n.attributes.id, [+n.attributes.lon!, +n.attributes.lat!]]));
  const ways = new Map<string, Position[]>();
  const rings = new Map<number, OsmRing[]>();
  const taskOf = (e: Element): number =>
    Number(childrenOf(e, 'tag').find((t) => t.attributes.k === 'taskId')?.attributes.v);
  for (const way of childrenOf(root, 'way')) {
    const positions = childrenOf(way, 'nd').map((nd) => at.get(nd.attributes.ref)!);
    ways.set(way.attributes.id!, positions);
    if (taskOf(way)) rings.set(taskOf(way), [{ role: 'outer', positions }]);
  }
  for (const relation of childrenOf(root, 'relation')) {
    const members = childrenOf(relation, 'member').map((m) => m.attributes);
    rings.set(
      taskOf(relation),
      members.map((m) => ({ role: m.role!, positions: ways.get(m.ref!)! })),
    );
  }
  return { root, rings };
}

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

  it('writes any tasks with unique negative ids, in order, without unused nodes or repeated sides', () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const source = osmXml(tasks, info);
        expect(source).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><osm version="0.6" upload="never" /);
        const { root, rings } = readOsm(source);
        checkStructure(root);
        for (const t of tasks) {
          const corners = new Set(t.geometry.coordinates.flat(2).map(place));
          for (const { positions } of rings.get(t.taskId) ?? []) {
            for (const position of positions) expect(corners).toContain(place(position));
          }
        }
      }),
    );
  });

  it('writes the same inside for rings that the rounding changes', () => {
    fc.assert(
      fc.property(grainyTask, (grainy) => {
        const { root, rings } = readOsm(osmXml([grainy], info));
        checkStructure(root);
        const before = grainy.geometry.coordinates.flat();
        const after = (rings.get(1) ?? []).map(({ positions }) => positions);
        for (const at of grainyPlaces) {
          if (distanceTo(at, before) > ROUNDING) expect(isInside(at, after)).toBe(isInside(at, before));
        }
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

describe('boundaries that are thinner than the sixth decimal in places', () => {
  const ringsOf = (...coordinates: Position[][][]): string[] =>
    (readOsm(osmXml([task(1, ...coordinates)], info)).rings.get(1) ?? []).map(
      ({ role, positions }) => `${role}: ${sidesOf(positions).join(', ')}`,
    );
  const outer = (...ring: Position[]): string => `outer: ${sidesOf(ring).join(', ')}`;
  const inner = (...ring: Position[]): string => `inner: ${sidesOf(ring).join(', ')}`;
  const dust = 2e-7;

  it('lose a spike, also one of several corners and one at the start of the ring', () => {
    const block = square(0, 0);
    const far: Position[] = [[2, 1], [3, 1.5], [2, 1 + dust], [1, 1 + dust]]; // prettier-ignore
    const spiked: Position[] = [...block.slice(0, 3), ...far, ...block.slice(3)];
    expect(ringsOf([spiked])).toEqual([outer(...block)]);
    for (let turn = 1; turn < spiked.length - 1; turn++) {
      const turned = [...spiked.slice(turn, -1), ...spiked.slice(0, turn), spiked[turn]!];
      expect(ringsOf([turned])).toEqual([outer(...block)]);
    }
  });

  it('become two parts where a neck is a line', () => {
    const ring: Position[] = [[0, 0], [1, 0], [1, 0.5], [2, 0.5], [2, 0], [3, 0], [3, 1], [2, 0.5 + dust], [1, 0.5 + dust], [0, 1], [0, 0]]; // prettier-ignore
    expect(ringsOf([ring]).sort()).toEqual([
      outer([0, 0], [1, 0], [1, 0.5], [0, 1], [0, 0]),
      outer([2, 0], [3, 0], [3, 1], [2, 0.5], [2, 0]),
    ]);
  });

  it('become a ring with a hole where a ring closes around it', () => {
    const ring: Position[] = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 2], [1, 1], [2, 2], [1, 3], [0, 2 - dust], [0, 0]]; // prettier-ignore
    expect(ringsOf([ring])).toEqual([
      outer([0, 0], [4, 0], [4, 4], [0, 4], [0, 2], [0, 0]),
      inner([0, 2], [1, 1], [2, 2], [1, 3], [0, 2]),
    ]);
  });

  it('have no side twice where the wall to a hole is a line, or two parts are that near', () => {
    expect(ringsOf([[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], hole(dust, 1, 1)])).toEqual([
      outer([0, 0], [4, 0], [4, 4], [0, 4], [0, 2], [1, 2], [1, 1], [0, 1], [0, 0]),
    ]); // prettier-ignore
    expect(ringsOf([square(0, 0)], [square(1 + dust, 0)])).toEqual([
      outer([0, 0], [1, 0], [2, 0], [2, 1], [1, 1], [0, 1], [0, 0]),
    ]);
  });

  it('share a corner where one ring touches a side of another', () => {
    const [shell] = [square(0, 0, 4)];
    expect(ringsOf([shell, [[1, 1], [4 - dust, 2], [1, 3], [1, 1]]])).toEqual([
      outer([0, 0], [4, 0], [4, 2], [4, 4], [0, 4], [0, 0]),
      inner([1, 1], [4, 2], [1, 3], [1, 1]),
    ]); // prettier-ignore
  });

  it('lose a hole and a part without an inside, and the task itself only where it has none at all', () => {
    expect(ringsOf([square(0, 0), hole(0.5, 0.5, dust)])).toEqual([outer(...square(0, 0))]);
    expect(ringsOf([square(0, 0)], [square(3, 3, dust)])).toEqual([outer(...square(0, 0))]);
    expect(ringsOf([square(3, 3, dust)])).toHaveLength(1);
    expect(ringsOf([[[0, 0], [1, 0], [0, 0], [0, 0]]])).toEqual([]); // prettier-ignore
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
    const sides = childrenOf(relation, 'member').flatMap(({ attributes }) => {
      const refs = ways.get(attributes.ref)!;
      return refs.slice(1).map((ref, index) => [ref, refs[index]!].sort().join(' '));
    });
    expect(new Set(sides).size).toBe(sides.length);
  }
  expect(new Set([...ways.values()].flat())).toEqual(new Set(childrenOf(root, 'node').map((n) => n.attributes.id)));
}
