import type { App } from '../app-types.js';
import { parseJson } from '../json.js';

/**
 * Reads request bodies. If the route reads a body, the body is JSON with any content type, because curl and old scripts send
 * JSON as a form. If the route reads none, the body is discarded, because the stock front-end sends `[object Object]` to
 * undo. An absent body is undefined. The schema of the route decides whether the body may be absent.
 */
export function registerBodyParsing(app: App): void {
  app.removeAllContentTypeParsers();
  // The content type is ignored, even a malformed one.
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    if (raw.headers['content-type'] !== undefined) raw.headers['content-type'] = 'application/json';
    done();
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    if (request.routeOptions.config.body !== 'json' || body.length === 0) {
      done(null, undefined);
      return;
    }
    try {
      done(null, parseJson(body.toString()));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
}
