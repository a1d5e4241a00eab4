import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FrontendConfig } from '../../config/frontend.js';
import type { App } from '../app-types.js';

/** Serves a static front-end beside the API: its files, and `index.html` for every path of a page. */

/** Names that build tools give to files whose content never changes: `main.3f2a9c1b.js`, `index-DiwrgTda.css`. */
const HASHED_NAME = /\.[0-9a-f]{8,}\.(?:chunk\.)?\w+(?:\.map)?$|-[\w-]{8}\.(?:js|css|woff2?)$/;

/** Files that refer to other files. An outdated copy of them would show an outdated front-end. */
const NEVER_CACHED = new Set(['index.html', 'service-worker.js']);

const ONE_YEAR = 'public, max-age=31536000, immutable';
const ONE_HOUR = 'public, max-age=3600';

/**
 * Paths that are never a page of the front-end. If such a path does not exist, the answer is 404. These are folders, and
 * files beside `index.html`: a browser that requests a missing service worker must not get the page.
 */
const NO_PAGE =
  /^\/(?:(?:api|health|internal|static|assets)(?:\/|$)|[^/]+\.(?:js|json|css|map|ico|png|svg|txt|xml|webmanifest)$)/;

/**
 * Files of the stock front-end that another server hosts. The paths limit which files of that server the page can run.
 */
const OTHER_SCRIPTS = [
  // The Rapid editor, and its viewers of photos and maps.
  'https://cdn.jsdelivr.net/npm/@rapideditor/',
  'https://cdn.jsdelivr.net/npm/mapillary-js@4/',
  'https://cdn.jsdelivr.net/npm/maplibre-gl@3/',
  'https://cdn.jsdelivr.net/npm/pannellum@2/',
  // Labels of maps in Arabic, Hebrew and Persian.
  'https://api.mapbox.com/mapbox-gl-js/plugins/',
];

/**
 * `'sha256-…'` for each script within the page, so that the policy allows only these inline scripts. Browsers compute the
 * hash after they have changed the ends of lines to LF.
 */
function inlineScripts(page: string): string[] {
  const scripts = page.replace(/\r\n?/g, '\n').matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi);
  return [...scripts].map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}

/**
 * A policy for the stock front-end. Editors and maps fetch data and images from many servers. Workers are made from blobs.
 * The Rapid editor compiles shaders with `eval`. Styles are set by scripts.
 */
const stockPolicy = (page: string): string =>
  [
    "default-src 'self'",
    ["script-src 'self' 'unsafe-eval'", ...OTHER_SCRIPTS, ...inlineScripts(page)].join(' '),
    "style-src 'self' 'unsafe-inline' https:",
    'img-src * data: blob:',
    "font-src 'self' data: https:",
    'connect-src * data: blob:',
    "worker-src 'self' blob:",
    "media-src 'self' https: data: blob:",
    "frame-src 'self' https:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const isPage = ({ method, url }: FastifyRequest): boolean =>
  ['GET', 'HEAD'].includes(method) && !NO_PAGE.test(url.replace(/[?#].*/, ''));

function cachingOf(path: string): string {
  if (NEVER_CACHED.has(basename(path))) return 'no-cache';
  return HASHED_NAME.test(basename(path)) ? ONE_YEAR : ONE_HOUR;
}

/** The answer to a path without a route or a file: `index.html` if the path is a page, else null. */
export const answerPage = (request: FastifyRequest, reply: FastifyReply): FastifyReply | null =>
  isPage(request) ? reply.code(200).sendFile('index.html') : null;

/** Registers the files of the front-end below `/`. Precompressed files (`.br`, `.gz`) are used. */
export async function registerFrontend(app: App, { dir, policy }: FrontendConfig): Promise<void> {
  const root = resolve(dir);
  const contentSecurityPolicy = policy ?? stockPolicy(readFileSync(join(root, 'index.html'), 'utf8'));
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    preCompressed: true,
    schemaHide: true,
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      reply.header('Cache-Control', cachingOf(path));
      reply.header('Content-Security-Policy', contentSecurityPolicy);
      // Tile servers require the referring site.
      reply.header('Referrer-Policy', 'strict-origin-when-cross-origin');
    },
  });
}
