declare module '*.css';

/** The address of a picture. */
declare module '*.svg' {
  const address: string;
  export default address;
}

/** Made by vite.config.ts. */
declare module 'virtual:maplibre' {
  import type * as maplibregl from 'maplibre-gl';
  /** Loads MapLibre GL, which the first map needs. */
  export function loadMapLibre(): Promise<typeof maplibregl>;
}
