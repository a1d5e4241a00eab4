import { join } from 'node:path';
import { z } from 'zod';
import { flag, httpUrl } from './values.js';

/** The settings of the page of this server (src/web), by the names of their variables. */
export const pageShape = {
  WEB_PAGE: flag.default(true),
  MAP_STYLE_URL: httpUrl('a MapLibre style').optional(),
  MAP_TILES_URL: z
    .string()
    .trim()
    .regex(
      /^(none|https?:\/\/(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})[^\s{}]+\/\S+)$/,
      'give a URL with {z}, {x} and {y}, or none',
    )
    .default('https://tile.openstreetmap.org/{z}/{x}/{y}.png'),
  MAP_TILES_ATTRIBUTION: z
    .string()
    .default('© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a> contributors'),
  MAP_HOSTS: z
    .string()
    .regex(
      /^https?:\/\/[^\s/;,'"]+(\s*,\s*https?:\/\/[^\s/;,'"]+)*$/,
      'give addresses such as https://tiles.example.org, separated by commas',
    )
    .optional(),
};

/** The page of this server. */
export interface PageConfig {
  /** Folder of its build. */
  dir: string;
  /** The style of the map; null: raster tiles. */
  mapStyleUrl: string | null;
  /** Address of raster tiles; null: a plain background. */
  mapTilesUrl: string | null;
  /** HTML with the attribution of the tiles. */
  mapTilesAttribution: string;
  /** The origins that the map may load from. */
  mapHosts: string[];
}

const originOf = (address: string): string => new URL(address).origin;

/**
 * Builds the settings from their checked variables.
 * @returns null if the page is disabled
 */
export function pageConfig(env: z.output<z.ZodObject<typeof pageShape>>): PageConfig | null {
  if (!env.WEB_PAGE) return null;
  const mapStyleUrl = env.MAP_STYLE_URL ?? null;
  const mapTilesUrl = mapStyleUrl !== null || env.MAP_TILES_URL === 'none' ? null : env.MAP_TILES_URL;
  const sources = [mapStyleUrl, mapTilesUrl].filter((address) => address !== null).map(originOf);
  const further = env.MAP_HOSTS?.split(',').map((host) => host.trim()) ?? [];
  return {
    // The path is the same for the built server and for its sources.
    dir: join(import.meta.dirname, '..', '..', 'dist', 'web'),
    mapStyleUrl,
    mapTilesUrl,
    mapTilesAttribution: env.MAP_TILES_ATTRIBUTION,
    mapHosts: [...new Set([...sources, ...further])],
  };
}
