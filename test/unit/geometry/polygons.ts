import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { booleanPointInPolygon, kinks } from '@turf/turf';
import fc from 'fast-check';
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { expect } from 'vitest';
import { planarArea, type Bbox } from '../../../src/geometry/polygon/planar.js';
import { toShapes } from '../../../src/geometry/polygon/shapes.js';
import { ringAround } from '../../support/areas.js';

/** Planar area in square degrees. */
export function areaOf(geometry: MultiPolygon | Polygon): number {
  return planarArea(toShapes(geometry));
}

export function totalArea(tasks: readonly { geometry: MultiPolygon }[]): number {
  return tasks.reduce((sum, task) => sum + areaOf(task.geometry), 0);
}

export function rectangle([west, south, east, north]: Bbox): Polygon {
  return { type: 'Polygon', coordinates: [rectangleRing([west, south, east, north])] };
}

export const rectangleRing = (bbox: Bbox): Position[] => ringAround(...bbox);

interface StarOptions {
  centre: fc.Arbitrary<[number, number]>;
  /** Outer radius in degrees. */
  radius: fc.Arbitrary<number>;
}

/** A longitude and latitude in degrees. Tiny numbers are not among them: turf, the oracle of some tests, fails on 1e-20. */
export function places([west, south, east, north]: Bbox): fc.Arbitrary<[number, number]> {
  const between = (low: number, high: number) =>
    fc.nat(1_000_000).map((value) => low + ((value + 0.5) / 1_000_001) * (high - low));
  return fc.tuple(between(west, east), between(south, north));
}

/** Concave, star-shaped polygons. Most have a star-shaped hole, and some have an island in the hole. */
export function starPolygons({ centre, radius }: StarOptions): fc.Arbitrary<MultiPolygon> {
  const spokes = fc.array(fc.nat(10_000), { minLength: 5, maxLength: 40 });
  return fc.record({ centre, radius, spokes, holeSpokes: spokes, kind: fc.nat(3) }).map((star) => {
    const ring = (values: number[], from: number, to: number): Position[] => {
      const points = values.map((value, index): Position => {
        const length = star.radius * (from + ((to - from) * value) / 10_000);
        const angle = 0.1 + (2 * Math.PI * index) / values.length;
        return [star.centre[0] + length * Math.cos(angle), star.centre[1] + length * Math.sin(angle)];
      });
      return [...points, points[0]!];
    };
    const polygons: Position[][][] = [[ring(star.spokes, 0.45, 1)]];
    // The rings do not meet. The distance of an edge of a pentagon from the centre is cos 36° = 0.81 of that of its
    // vertices, and 0.45 · 0.81 > 0.35, 0.2 · 0.81 > 0.15.
    if (star.kind > 0) polygons[0]!.push(ring(star.holeSpokes, 0.2, 0.35).reverse());
    if (star.kind > 2) polygons.push([ring(star.spokes, 0.05, 0.15)]);
    return { type: 'MultiPolygon', coordinates: polygons };
  });
}

/** Whether no ring crosses itself, by the check of turf, and all points of holes lie within their shell. */
export function isSound(geometry: MultiPolygon): boolean {
  return geometry.coordinates.every((rings) => {
    const shell: Polygon = { type: 'Polygon', coordinates: [rings[0]!] };
    const simple = rings.every((ring) => kinks({ type: 'Polygon', coordinates: [ring] }).features.length === 0);
    return simple && rings.slice(1).every((hole) => hole.every((point) => booleanPointInPolygon(point, shell)));
  });
}

/** Country outlines of Natural Earth at 1:10 million (public domain), from the npm package `world-atlas`. */
export function country(name: string): Feature<Geometry> {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
  const world = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const all: FeatureCollection<Geometry, { name: string }> = feature(world, world.objects.countries);
  const found = all.features.find((candidate) => candidate.properties.name === name);
  if (!found) throw new Error(`no country ${name}`);
  return found;
}

/** Matchers for `toEqual`: each number must be equal to 12 decimals. */
export function closeTo(...values: number[]): unknown[] {
  return values.map((value) => expect.closeTo(value, 12) as unknown);
}
