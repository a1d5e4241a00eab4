/** The settings that the server writes into a `<meta>` of the page: see src/http/plugins/page.ts. */
export interface Settings {
  /** The style of the map; null: raster tiles, or a plain background. */
  mapStyleUrl: string | null;
  /** Address of raster tiles with {z}, {x} and {y}; null: none. */
  mapTilesUrl: string | null;
  mapTilesAttribution: string;
  /** Names of the demo users that a click signs in; empty where there is no stand-in for OpenStreetMap. */
  demoUsers: string[];
  /** Where iD is: the website of OpenStreetMap. */
  osmUrl: string;
  /** Whether people can sign in at all. */
  canSignIn: boolean;
}

const DEFAULTS: Settings = {
  mapStyleUrl: null,
  mapTilesUrl: null,
  mapTilesAttribution: '',
  demoUsers: [],
  osmUrl: 'https://www.openstreetmap.org',
  canSignIn: false,
};

const text = document.querySelector<HTMLMetaElement>('meta[name="tessera-settings"]')?.content ?? '{}';

export const settings: Settings = { ...DEFAULTS, ...(JSON.parse(text) as Partial<Settings>) };

/** Address of the page itself, `/` or `/map/`. */
export const basePath = new URL(document.baseURI).pathname;
