import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Context } from '../../context.js';
import type { App } from '../../http/app-types.js';
import { signIn, signInAddress } from '../../modules/auth/sign-in.service.js';
import { choicePage, refusalPage, sessionPage } from './standin-pages.js';
import {
  codeFor,
  STANDIN_PATH,
  standinUsers,
  tokenEndpoint,
  topicsOf,
  userOfId,
  userOfToken,
} from './standin-osm.service.js';

const hidden = { schema: { hide: true } };

const html = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).header('Cache-Control', 'no-store').type('text/html; charset=utf-8').send(text);

const choice = z.object({
  redirect_uri: z.url({ protocol: /^https?$/ }),
  state: z.string().optional(),
  user: z.string().optional(),
});

const withQuery = (address: string, values: Record<string, string | undefined>): string => {
  const url = new URL(address);
  for (const [name, value] of Object.entries(values)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
};

/** The pages for a browser: the choice of a user, the redirect to the client with a code, and a page with the token. */
function registerPages(app: App, context: Context): void {
  const ownPage = (host: string, protocol: string): string => `${protocol}://${host}${STANDIN_PATH}/authorized`;
  app.get('/', hidden, async ({ host, protocol }, reply) =>
    reply.redirect(signInAddress(context, ownPage(host, protocol)).auth_url),
  );
  app.get('/oauth2/authorize', hidden, async (request, reply) => {
    const query = choice.safeParse(request.query);
    if (!query.success) return html(reply, refusalPage('The page to return to is missing.'), 400);
    const { redirect_uri: redirectUri, state, user: chosen } = query.data;
    const users = await standinUsers(context);
    const user = users.find(({ username }) => username === chosen);
    if (user)
      return reply.redirect(withQuery(redirectUri, { code: codeFor(user, redirectUri, context.secret), state }));
    const here = `${request.protocol}://${request.host}${STANDIN_PATH}/oauth2/authorize`;
    return html(
      reply,
      choicePage(users, ({ username }) => withQuery(here, { redirect_uri: redirectUri, state, user: username })),
    );
  });
  app.get('/authorized', hidden, async (request, reply) => {
    const { code = '' } = request.query as { code?: string };
    const redirectUri = ownPage(request.host, request.protocol);
    const { username, session_token: token } = await signIn(context, { code, redirectUri, email: undefined });
    return html(reply, sessionPage(username, `Token ${Buffer.from(token).toString('base64')}`));
  });
}

/** The services that this server calls: tokens, user details, statistics. */
function registerServices(app: App, context: Context): void {
  // The only bodies here are forms of OAuth, which are parsed below.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const exchange = tokenEndpoint(context);
  app.post('/oauth2/token', hidden, async (request, reply) => {
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const { status, body } = exchange({ authorization: request.headers.authorization, form });
    return reply.code(status).header('Cache-Control', 'no-store').send(body);
  });
  app.get('/api/0.6/user/details.json', hidden, async (request, reply) => {
    const user = userOfToken(request.headers.authorization, context.secret);
    return user ?? reply.code(401).send({ error: 'no valid token' });
  });
  app.get('/api/0.6/user/:file', hidden, async (request, reply) => {
    const [, id = ''] = /^(\d+)\.json$/.exec((request.params as { file: string }).file) ?? [];
    return (await userOfId(context, id)) ?? reply.code(404).send({ error: 'no such user' });
  });
  app.get('/ohsome/stats/user', hidden, async (request) => {
    const { topics = '', userId = '' } = request.query as { topics?: string; userId?: string };
    return topicsOf(context, String(userId), String(topics).split(',').filter(Boolean));
  });
}

/**
 * Registers a stand-in for OpenStreetMap, with which demo users sign in without an account and without the internet. It only exists if the
 * setting `STANDIN_OSM` is on, because everyone who reaches the server can then sign in as any demo user.
 */
export function registerStandinOsm(app: App, context: Context): void {
  if (!context.config.osm.standin) return;
  registerPages(app, context);
  registerServices(app, context);
}
