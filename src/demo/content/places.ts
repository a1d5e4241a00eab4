import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** The places of the demo: three island states, by their names in the data. */
export const PLACES = { malta: 'Malta', saoTome: 'São Tomé and Principe', comoros: 'Comoros' } as const;

type Countries = Topology<{ countries: GeometryCollection<{ name?: string }> }>;

const nameIn = (properties: { name?: string } | undefined): string | undefined => properties?.name;

/** Natural Earth (1:10 million), public domain, as the package world-atlas has it. About 4 MB of JSON: read once for all places. */
function readCountries(): Countries {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Countries;
}

/**
 * The outlines of the places, far too coarse to map by.
 * @throws Error where the data has no such country
 */
export function readPlaces(): Record<keyof typeof PLACES, Feature> {
  const atlas = readCountries();
  const outlineOf = (name: string): Feature => {
    const country = atlas.objects.countries.geometries.find(({ properties }) => nameIn(properties) === name);
    if (!country) throw new Error(`world-atlas has no ${name}`);
    return feature(atlas, country) as Feature<MultiPolygon>;
  };
  return {
    malta: outlineOf(PLACES.malta),
    saoTome: outlineOf(PLACES.saoTome),
    comoros: outlineOf(PLACES.comoros),
  };
}
