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

/** Whether at least three corners of a ring are told apart by {@link place}. */
export const isRing = (positions: Position[]): boolean => new Set(positions.map(place)).size >= 3;

/**
 * The places that an export names for a ring: none twice in a row. Where fewer than three can be told apart, all corners with
 * different coordinates are named.
 */
export function placesOf(positions: Position[]): string[] {
  const key = isRing(positions) ? place : ([lon, lat]: Position): string => `${lon! + 0} ${lat! + 0}`;
  return positions.filter((position, index) => index === 0 || key(position) !== key(positions[index - 1]!)).map(place);
}
