declare module '*.css';

/** URL of an image. */
declare module '*.svg' {
  const address: string;
  export default address;
}

/** A module that vite.config.ts generates. */
declare module 'virtual:maplibre' {
  import type * as maplibregl from 'maplibre-gl';
  /** Loads MapLibre GL once. Later calls get the same module. */
  export function loadMapLibre(): Promise<typeof maplibregl>;
}
