import { escapeHtml } from '../../text/html.js';

/** A user who can sign in with the stand-in. */
export interface StandinUser {
  id: number;
  username: string;
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;

const NOTE =
  '<p>This page stands in for OpenStreetMap, so that signing in can be tried without an account there. It is for demos and development.</p>';

/** The page with a link for each user. @param address - the URL of the link of a user */
export const choicePage = (users: StandinUser[], address: (user: StandinUser) => string): string =>
  page(
    'Sign in as a demo user',
    `${NOTE}<ul>${users
      .map((user) => `<li><a href="${escapeHtml(address(user))}">${escapeHtml(user.username)}</a></li>`)
      .join('')}</ul>`,
  );

/** The page after a sign-in without a front-end. It shows the Authorization header for the documentation pages. */
export const sessionPage = (username: string, authorization: string): string =>
  page(
    `Signed in as ${escapeHtml(username)}`,
    `<p>The value of the Authorization header, for <a href="/api/docs">the documentation pages</a> (Authorize) and for curl:</p><pre>${escapeHtml(authorization)}</pre>`,
  );

/** The page with the reason why a sign-in has failed. */
export const refusalPage = (sentence: string): string => page('Signing in failed', `<p>${escapeHtml(sentence)}</p>`);
