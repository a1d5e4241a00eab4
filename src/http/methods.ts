import type { HTTPMethods } from 'fastify';
import type { App } from './app-types.js';
import { sendError } from './error-handler.js';
import { DomainError } from './errors.js';

const METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'];

/** Notes every path that is registered, so that `answerOtherMethods` can tell its methods. */
export function watchRoutes(app: App): Map<string, Set<string>> {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsOf.get(url) ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    methodsOf.set(url, methods);
  });
  return methodsOf;
}

/** A path of the API that exists with other methods answers 405 and names them in `Allow`. Call it after all routes. */
export function answerOtherMethods(app: App, methodsOf: Map<string, Set<string>>): void {
  for (const [url, methods] of [...methodsOf]) {
    if (!/^\/(api\/v2|health)\//.test(url)) continue;
    const allow = [...methods].sort().join(', ');
    app.route({
      method: METHODS.filter((method) => !methods.has(method)),
      url,
      schema: { hide: true },
      handler: (_request, reply) => sendError(reply.header('Allow', allow), new DomainError('MethodNotAllowed')),
    });
  }
}
