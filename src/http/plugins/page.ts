import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { Config } from '../../config.js';
import type { PageConfig } from '../../config/page.js';
import { DEMO_MANAGER, DEMO_MAPPER, DEMO_OTHERS, DEMO_VALIDATOR } from '../../demo/content/demo-users.js';
import { escapeHtml } from '../../text/html.js';
import type { App } from '../app-types.js';

/** Serves the page of `src/web/`: at `/`, or at `/map/` if a front-end has `/`. */

/** Paths of the views of the page. */
const VIEWS = ['', 'projects', 'projects/:projectId', 'projects/:projectId/tasks/:taskId', 'new', 'authorized'];

/** Requests that the views of a project need at once. The browser starts them together with the page. */
const MAP_FILE = /^(maplibre-(shared|index)|open-(project-)?map)-.*\.(js|css)$/;

const ONE_YEAR = 'public, max-age=31536000, immutable';

/** Address of the remote control of JOSM on the machine of the user. */
const JOSM = 'http://127.0.0.1:8111';

const OSM = 'https://www.openstreetmap.org';

/** Allows only the files of the page, this API, the hosts of the map, and JOSM. */
export const pagePolicy = ({ mapHosts }: Pick<PageConfig, 'mapHosts'>): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    ["img-src 'self' data: blob:", ...mapHosts].join(' '),
    ["connect-src 'self'", JOSM, ...mapHosts].join(' '),
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Path of the page: `/`, or `/map/` if a front-end has `/`. */
export const pagePath = ({ frontend }: Pick<Config, 'frontend'>): string => (frontend ? '/map/' : '/');

/** Whether the page is enabled and built. */
export const hasPage = ({ page }: Pick<Config, 'page'>): boolean =>
  page !== null && existsSync(join(page.dir, 'index.html'));

/** The settings of the page, read by src/web/app/settings.ts. */
function settingsOf({ osm }: Config, page: PageConfig): string {
  const { mapStyleUrl, mapTilesUrl, mapTilesAttribution } = page;
  return JSON.stringify({
    mapStyleUrl,
    mapTilesUrl,
    mapTilesAttribution,
    demoUsers: osm.standin ? [DEMO_MAPPER, DEMO_VALIDATOR, DEMO_MANAGER, ...DEMO_OTHERS] : [],
    osmUrl: osm.standin ? OSM : osm.serverUrl,
    canSignIn: osm.client !== null,
  });
}

function documentOf(config: Config, page: PageConfig): string {
  const settings = escapeHtml(settingsOf(config, page));
  return readFileSync(join(page.dir, 'index.html'), 'utf8')
    .replace('<base href="/" />', () => `<base href="${pagePath(config)}" />`)
    .replace('name="tessera-settings" content="{}"', () => `name="tessera-settings" content="${settings}"`);
}

/** The page with hints to load the map at once. */
function withMap(html: string, page: PageConfig): string {
  const files = readdirSync(join(page.dir, 'assets')).filter((name) => MAP_FILE.test(name));
  const hints = files.map(
    (name) => `<link rel="${name.endsWith('.css') ? 'stylesheet' : 'modulepreload'}" href="./assets/${name}" />`,
  );
  return html.replace('</head>', () => `${hints.join('')}</head>`);
}

/** Registers the page and its files. Does nothing if the page is disabled or was not built. */
export async function registerPage(app: App, config: Config): Promise<void> {
  const { page } = config;
  if (!page || !hasPage(config)) return;
  const prefix = pagePath(config);
  const plain = documentOf(config, page);
  const forProject = withMap(plain, page);
  const policy = pagePolicy(page);
  for (const view of VIEWS)
    app.get(prefix + view, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .header('Cache-Control', 'no-cache')
        .header('Content-Security-Policy', policy)
        // Tile servers require the referring site.
        .header('Referrer-Policy', 'strict-origin-when-cross-origin')
        .type('text/html; charset=utf-8')
        .send(view.includes(':projectId') ? forProject : plain),
    );
  await app.register(fastifyStatic, {
    root: join(page.dir, 'assets'),
    prefix: `${prefix}assets/`,
    decorateReply: !config.frontend,
    cacheControl: false,
    preCompressed: true,
    schemaHide: true,
    setHeaders: (reply) => {
      reply.header('Cache-Control', ONE_YEAR);
      // The worker of the map has the policy of its own file.
      reply.header('Content-Security-Policy', policy);
    },
  });
}
