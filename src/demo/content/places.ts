import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** The places of the demo, three island states, with their names in the data. */
const PLACES = { malta: 'Malta', saoTome: 'São Tomé and Principe', comoros: 'Comoros' } as const;

type Countries = Topology<{ countries: GeometryCollection<{ name?: string }> }>;

const nameIn = (properties: { name?: string } | undefined): string | undefined => properties?.name;

/** Reads the outlines of all countries: Natural Earth (1:10 million), public domain, from the package world-atlas. About 4 MB of JSON. */
function readCountries(): Countries {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Countries;
}

/**
 * The outlines of the places in EPSG:4326. They are much too coarse for real mapping.
 *
 * @throws Error if the data has no such country
 */
export function readPlaces(): Record<keyof typeof PLACES, Feature> {
  const atlas = readCountries();
  const outlineOf = (name: string): Feature => {
    const country = atlas.objects.countries.geometries.find(({ properties }) => nameIn(properties) === name);
    if (!country) throw new Error(`The package world-atlas has no country ${name}.`);
    return feature(atlas, country) as Feature<MultiPolygon>;
  };
  return {
    malta: outlineOf(PLACES.malta),
    saoTome: outlineOf(PLACES.saoTome),
    comoros: outlineOf(PLACES.comoros),
  };
}
