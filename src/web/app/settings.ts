/** The settings that the server writes into a `<meta>` element of the page. See src/http/plugins/page.ts. */
interface Settings {
  /** URL of the map style; null if the map has raster tiles or a plain background. */
  mapStyleUrl: string | null;
  /** URL of raster tiles with {z}, {x} and {y}; null if there are none. */
  mapTilesUrl: string | null;
  mapTilesAttribution: string;
  /** Names of the demo users in the menu. Empty if the server uses OpenStreetMap itself. */
  demoUsers: string[];
  /** URL of the OpenStreetMap website, which has the editor iD. */
  osmUrl: string;
  /** Whether the server is configured for sign-in. */
  canSignIn: boolean;
}

const text = document.querySelector<HTMLMetaElement>('meta[name="tessera-settings"]')?.content ?? '{}';

export const settings = JSON.parse(text) as Settings;

/** Path of the page: `/` or `/map/`. */
export const basePath = new URL(document.baseURI).pathname;
