import fc from 'fast-check';
import type { MultiPolygon, Position } from 'geojson';
import { XmlDocument, type XmlElement, type XmlNode } from 'libxml2-wasm';
import type { ExportedTask } from '../../../src/exports/rings.js';

/** An XML element as plain data. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** Reads a document with libxml2; throws where it is not well-formed. */
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

/** A closed ring round a square, counter-clockwise from its south-west corner. */
export function square(west: number, south: number, size = 1): Position[] {
  const [east, north] = [west + size, south + size];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

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
  .map((corners): Position[] => [...corners, corners[0]!]);
const multiPolygon = fc
  .array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((coordinates): MultiPolygon => ({ type: 'MultiPolygon', coordinates }));

/** Random tasks: not valid polygons, but every count of parts, holes and corners, and every extreme coordinate. */
export const anyTasks: fc.Arbitrary<ExportedTask[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { maxLength: 6 })
  .chain((ids) =>
    fc.tuple(...ids.map((taskId) => multiPolygon.map((geometry): ExportedTask => ({ taskId, geometry })))),
  );

/** The place of a position as text; below the sixth decimal positions are one place, and zero has no sign. */
export const place = ([lon, lat]: Position): string =>
  [lon, lat].map((n) => (n! >= 0 || Number(n!.toFixed(6)) !== 0 ? n! : 0).toFixed(6)).join(' ');

/** Coordinates between 0 and 1.5e-5 in steps of 5e-7: many corners have the same six decimals, and many sides are nearly one. */
const grain = fc.integer({ min: 0, max: 30 }).map((n) => n * 5e-7);
const grainyRing = fc
  .array(fc.tuple(grain, grain), { minLength: 3, maxLength: 10 })
  .map((corners): Position[] => [...corners, corners[0]!]);

/** One task of rings that the rounding to six decimals changes. */
export const grainyTask: fc.Arbitrary<ExportedTask> = fc
  .array(fc.array(grainyRing, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
  .map((coordinates) => task(1, ...coordinates));

/** Places all over {@link grainyTask}. */
export const grainyPlaces: readonly Position[] = Array.from({ length: 32 * 32 }, (_, i) => [
  (i % 32) * 5e-7 - 1.3e-7,
  Math.floor(i / 32) * 5e-7 - 1.7e-7,
]);

/** Whether a place is inside rings by the even-odd rule. */
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

/** Distance in degrees from a place to the nearest side of rings. */
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

/** What the rounding can move a side, and a side that is led through a corner near it, with room to spare. */
export const ROUNDING = 2e-6;

/** The rings of a task, without the order of their corners: each as its sides, sorted. */
export const sidesOf = (ring: readonly Position[]): string[] =>
  ring
    .slice(1)
    .map((position, index) => [place(position), place(ring[index]!)].sort().join(' – '))
    .sort();
