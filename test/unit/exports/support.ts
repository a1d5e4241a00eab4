import fc from 'fast-check';
import type { MultiPolygon, Position } from 'geojson';
import { XmlDocument, type XmlElement, type XmlNode } from 'libxml2-wasm';
import type { ExportedTask } from '../../../src/exports/rings.js';
import { ringAround } from '../../support/areas.js';

/** An XML element as plain data. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** Reads a document with libxml2. @throws Error if it is not well-formed */
export function readXml(source: string): Element {
  const document = XmlDocument.fromString(source);
  try {
    return toElement(document.root);
  } finally {
    document.dispose();
  }
}

function toElement(node: XmlElement): Element {
  return {
    name: node.name,
    attributes: Object.fromEntries(node.attrs.map((a) => [a.prefix ? `${a.prefix}:${a.name}` : a.name, a.value])),
    children: node.find('./*').map((child: XmlNode) => toElement(child as XmlElement)),
    text: node.content,
  };
}

export const childrenOf = (parent: Element, name: string): Element[] => parent.children.filter((c) => c.name === name);

/** The closed ring of a square, counter-clockwise from its south-west corner. */
export const square = (west: number, south: number, size = 1): Position[] =>
  ringAround(west, south, west + size, south + size);

export const hole = (west: number, south: number, size = 1): Position[] => square(west, south, size).reverse();

export const task = (taskId: number, ...coordinates: Position[][][]): ExportedTask => ({
  taskId,
  geometry: { type: 'MultiPolygon', coordinates },
});

/** Tasks 1 and 2 share an edge, 3 has a hole, 4 has two parts of which one has a hole. */
export const sampleTasks: readonly ExportedTask[] = [
  task(1, [square(0, 0)]),
  task(2, [square(1, 0)]),
  task(3, [square(10, 0, 5), hole(11, 1)]),
  task(4, [square(20.5, -3.25)], [square(-22, 0, 3), hole(-21, 1)]),
];

const longitude = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: -180, max: 180, noNaN: true }) },
  fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }).map((n) => n / 1e7),
  fc.constantFrom(-180, 180, 180 - 1e-9, -180 + 1e-9, 0, -0, 1e-9, -1e-9, 5e-7, 1e-300),
);
const latitude = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: -85, max: 85, noNaN: true }) },
  fc.integer({ min: -850_000_000, max: 850_000_000 }).map((n) => n / 1e7),
  fc.constantFrom(-85, 85, 85.0511287798066, -90, 90, 0, 1e-9, 1.5e-6),
);
const ring = fc
  .array(fc.tuple(longitude, latitude), { minLength: 3, maxLength: 8 })
  .map((vertices): Position[] => [...vertices, vertices[0]!]);
const multiPolygon = fc
  .array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((coordinates): MultiPolygon => ({ type: 'MultiPolygon', coordinates }));

/** Random tasks with any number of parts, holes and vertices, and with extreme coordinates. Their polygons are not valid. */
export const anyTasks: fc.Arbitrary<ExportedTask[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { maxLength: 6 })
  .chain((ids) =>
    fc.tuple(...ids.map((taskId) => multiPolygon.map((geometry): ExportedTask => ({ taskId, geometry })))),
  );

/** A position as text with six decimals. Zero has no sign. */
export const textOf = ([lon, lat]: Position): string =>
  [lon, lat].map((n) => (n! >= 0 || Number(n!.toFixed(6)) !== 0 ? n! : 0).toFixed(6)).join(' ');

/** Coordinates between 0 and 1.5e-5 in steps of 5e-7. Many vertices have the same six decimals, and many edges are very near. */
const fineCoordinate = fc.integer({ min: 0, max: 30 }).map((n) => n * 5e-7);
const fineRing = fc
  .array(fc.tuple(fineCoordinate, fineCoordinate), { minLength: 3, maxLength: 10 })
  .map((vertices): Position[] => [...vertices, vertices[0]!]);

/** One task of rings that the rounding to six decimals changes. */
export const fineTask: fc.Arbitrary<ExportedTask> = fc
  .array(fc.array(fineRing, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
  .map((coordinates) => task(1, ...coordinates));

/** Positions in and around {@link fineTask}. */
export const finePositions: readonly Position[] = Array.from({ length: 32 * 32 }, (_, i) => [
  (i % 32) * 5e-7 - 1.3e-7,
  Math.floor(i / 32) * 5e-7 - 1.7e-7,
]);

/** Whether a position is inside rings by the even-odd rule. */
export function isInside([x, y]: Position, rings: readonly Position[][]): boolean {
  let inside = false;
  for (const ring of rings) {
    for (const [index, [bx, by]] of ring.entries()) {
      const [ax, ay] = ring[index - 1] ?? ring[0]!;
      if (ay! > y! !== by! > y! && x! < ax! + ((y! - ay!) / (by! - ay!)) * (bx! - ax!)) inside = !inside;
    }
  }
  return inside;
}

/** Distance in degrees from a position to the nearest edge of rings. */
export function distanceTo([x, y]: Position, rings: readonly Position[][]): number {
  let nearest = Infinity;
  for (const ring of rings) {
    for (const [index, [bx, by]] of ring.entries()) {
      const [ax, ay] = ring[index - 1] ?? ring[0]!;
      const [dx, dy] = [bx! - ax!, by! - ay!];
      const along = ((x! - ax!) * dx + (y! - ay!) * dy) / (dx * dx + dy * dy || 1);
      const t = Math.min(1, Math.max(0, along));
      nearest = Math.min(nearest, Math.hypot(x! - ax! - t * dx, y! - ay! - t * dy));
    }
  }
  return nearest;
}

/** Largest distance in degrees by which rounding, or a vertex near an edge, can move the edge. */
export const ROUNDING = 2e-6;

/** The edges of a ring as sorted texts, without their order and direction. */
export const edgesOf = (ring: readonly Position[]): string[] =>
  ring
    .slice(1)
    .map((position, index) => [textOf(position), textOf(ring[index]!)].sort().join(' – '))
    .sort();

/** A ring of a task in an OSM file. */
interface OsmRing {
  readonly role: string;
  readonly positions: Position[];
}

/** Reads an OSM file as an OSM program does. @returns the root element, and the rings by task id */
export function readOsm(source: string): { root: Element; rings: Map<number, OsmRing[]> } {
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

/** Tasks in pages, as a query with a cursor returns them. */
export async function* pagesOf(tasks: readonly ExportedTask[], tasksPerPage: number): AsyncGenerator<ExportedTask[]> {
  for (let i = 0; i < tasks.length; i += tasksPerPage) yield tasks.slice(i, i + tasksPerPage);
}

export async function chunksOf(document: AsyncIterable<string>): Promise<string[]> {
  const chunks: string[] = [];
  for await (const chunk of document) chunks.push(chunk);
  return chunks;
}
