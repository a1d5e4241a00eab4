import type { HTTPMethods } from 'fastify';
import type { App } from '../app-types.js';
import { sendError } from './errors.js';
import { DomainError } from '../../errors/errors.js';

const METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

/** The methods of the application, by path pattern. */
export interface KnownPaths {
  /** Methods as they are registered. */
  methods: Map<string, Set<string>>;
  /** The values of `Allow`. `answerOtherMethods` sets them. */
  allow: Map<string, string>;
}

/** The key of a path, without the final slash. Routes are registered with and without it. */
const withoutFinalSlash = (url: string): string => url.replace(/(.)\/$/, '$1');

/** Records every registered path. Call it before the routes, and before the CORS plugin. */
export function watchRoutes(app: App): KnownPaths {
  const known: KnownPaths = { methods: new Map(), allow: new Map() };
  app.addHook('onRoute', ({ url: registered, method }) => {
    const url = withoutFinalSlash(registered);
    const methods = known.methods.get(url) ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    known.methods.set(url, methods);
  });
  // The CORS plugin answers OPTIONS without a preflight. This adds the allowed methods.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'OPTIONS') {
      const allow = known.allow.get(withoutFinalSlash(request.routeOptions.url ?? ''));
      if (allow) reply.header('Allow', allow);
    }
    done();
  });
  return known;
}

/** The methods of each path. `/projects` and `/projects/` are one path. */
function byPath(known: KnownPaths['methods']): { urls: string[]; methods: Set<string> }[] {
  const paths = new Map<string, { urls: string[]; methods: Set<string> }>();
  for (const [url, methods] of known) {
    const key = url.replace(/\/$/, '');
    const path = paths.get(key) ?? { urls: [], methods: new Set() };
    path.urls.push(url);
    for (const method of methods) path.methods.add(method);
    paths.set(key, path);
  }
  return [...paths.values()];
}

/** Answers 405 if a path exists with other methods only. `Allow` names these methods. Call it after all routes. */
export function answerOtherMethods(app: App, { methods: known, allow }: KnownPaths): void {
  for (const { urls, methods } of byPath(known)) {
    const url = urls[0]!;
    if (!/^\/(api\/v2|health)\//.test(url)) continue;
    const others = METHODS.filter((method) => !methods.has(method));
    const names = [...methods].sort().join(', ');
    for (const each of urls) allow.set(each, names);
    app.route({
      method: others,
      url,
      schema: { hide: true },
      handler: (_request, reply) => sendError(reply.header('Allow', names), new DomainError('MethodNotAllowed')),
    });
  }
}
