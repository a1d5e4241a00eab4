import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** The place of the demo: Malta, about 320 km² on two islands. */
export const ISLAND = 'Malta';
export const ISLAND_SOURCE = 'Natural Earth (1:10 million), public domain, via the npm package world-atlas';

const nameIn = (properties: { name?: string } | undefined): string | undefined => properties?.name;

/** The outline of the island state, as Natural Earth draws it. */
export function readIsland(): Feature {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Topology<{
    countries: GeometryCollection<{ name?: string }>;
  }>;
  const country = atlas.objects.countries.geometries.find(({ properties }) => nameIn(properties) === ISLAND);
  if (!country) throw new Error(`world-atlas has no ${ISLAND}`);
  return feature(atlas, country) as Feature<MultiPolygon>;
}
