import { z } from 'zod';
import type { OsmConfig } from '../config/osm.js';
import { DomainError } from '../errors/errors.js';
import { askForJson, type JsonAnswer } from './ask-service.js';

/** A user of the OSM API. */
export interface OsmUser {
  id: number;
  /** The OSM name. */
  displayName: string;
  /** Address of the picture, or null. */
  pictureUrl: string | null;
  /** Date of the registration, as OSM writes it (`2010-01-01T00:00:00Z`); null if it is missing. */
  accountCreated: string | null;
  /** Number of changesets; null if it is missing. */
  changesetCount: number | null;
}

const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const webAddress = z.url({ protocol: /^https?$/ }).refine(isStorable);

const userAnswer = z.object({
  user: z.object({
    id: z.int().positive(),
    display_name: z.string().min(1).max(1000).refine(isStorable),
    // An invalid address counts as no picture, so that it does not prevent the sign-in.
    img: z.object({ href: webAddress }).nullish().catch(null),
    account_created: z.string().nullish().catch(null),
    changesets: z.object({ count: z.int().nonnegative() }).nullish().catch(null),
  }),
});

const fail = (cause?: unknown): DomainError => new DomainError('OSMServiceError', { cause });

/** @throws DomainError OSMServiceError for any answer but 200 with a JSON object, and for none */
async function askOsm(url: string, headers: Record<string, string> = {}): Promise<JsonAnswer> {
  const answer = await askForJson(url, { headers }).catch((error: unknown) => {
    throw fail(error);
  });
  if (answer.status !== 200 || typeof answer.body !== 'object' || answer.body === null) throw fail();
  return answer;
}

function readUser(body: unknown): OsmUser | null {
  const parsed = userAnswer.safeParse(body);
  if (!parsed.success) return null;
  const { id, display_name, img, account_created, changesets } = parsed.data.user;
  return {
    id,
    displayName: display_name,
    pictureUrl: img?.href ?? null,
    accountCreated: account_created ?? null,
    changesetCount: changesets?.count ?? null,
  };
}

/**
 * Reads the public profile of a user from the OSM API.
 * @throws DomainError OSMServiceError if OSM does not know the user, or does not answer as expected
 */
export async function fetchOsmUser(osm: OsmConfig, userId: number): Promise<OsmUser> {
  const { body } = await askOsm(`${osm.apiUrl}/api/0.6/user/${userId}.json`);
  const user = readUser(body);
  if (!user) throw fail();
  return user;
}

const changesetsAnswer = z.object({ changesets: z.array(z.object({ uid: z.int().positive() })) });

/**
 * Finds a user at OSM by name. OSM returns the id only with the changesets of a user.
 * @returns null if OSM does not know the name, or the user has no changesets
 * @throws DomainError OSMServiceError if OSM does not answer as expected
 */
export async function findOsmUser(osm: OsmConfig, displayName: string): Promise<OsmUser | null> {
  const query = new URLSearchParams({ display_name: displayName, limit: '1' });
  const answer = await askForJson(`${osm.apiUrl}/api/0.6/changesets.json?${query.toString()}`).catch(
    (error: unknown) => {
      throw fail(error);
    },
  );
  if (answer.status === 404) return null;
  const parsed = changesetsAnswer.safeParse(answer.body);
  if (answer.status !== 200 || !parsed.success) throw fail();
  const [changeset] = parsed.data.changesets;
  return changeset ? fetchOsmUser(osm, changeset.uid) : null;
}

/**
 * Reads the owner of a token from OSM.
 * @param accessToken the OAuth token of the user
 * @throws DomainError OSMServiceError if OSM does not answer as expected, AuthError if the answer has no user
 */
export async function fetchOsmUserDetails(osm: OsmConfig, accessToken: string): Promise<OsmUser> {
  const { body } = await askOsm(`${osm.apiUrl}/api/0.6/user/details.json`, { Authorization: `Bearer ${accessToken}` });
  const user = readUser(body);
  if (!user) throw new DomainError('AuthError');
  return user;
}
