import type { App } from '../app-types.js';
import { parseJson } from '../json.js';

/**
 * Reads request bodies. Whatever the content type says, a body is JSON where the route reads one (curl and old scripts
 * send JSON as a form), and is thrown away unread where it does not (the stock front-end sends `[object Object]` to
 * undo). An absent body is undefined. The schema of the route decides whether that is allowed.
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
