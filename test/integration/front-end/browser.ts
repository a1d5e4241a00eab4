import { beforeAll, expect } from 'vitest';
import { tokenOf, type Answer, type World } from '../../support/app.js';
import type { User } from '../../support/factory.js';

/** The headers of a request: the two layers through which the stock front-end sends its requests. */
type Layer = 'json' | 'axios';

/** What a page sends besides its path. */
interface Sent {
  method?: string;
  body?: unknown;
  /** Sent as it is. */
  raw?: string;
  /** Whether the session is left out although somebody is signed in. */
  anonymous?: boolean;
}

type Json = Record<string, unknown>;

/**
 * A browser with the stock front-end: sends requests with the headers of the front-end, expects success, and gives the body.
 * @param user who is signed in; null: nobody
 * @param language of the front-end, such as `pt-BR`
 */
export function openBrowser(world: World, user: User | null, language = 'en') {
  const headersOf = (layer: Layer, anonymous: boolean): Record<string, string> => ({
    ...(user && !anonymous && { Authorization: tokenOf(user) }),
    'Accept-Language': layer === 'json' ? language.replace('-', '_') : `${language},en;q=0.9`,
    ...(layer === 'json' && { 'Content-Type': 'application/json' }),
  });

  const send = (layer: Layer, path: string, sent: Sent = {}): Promise<Answer> =>
    world.send(sent.method ?? 'GET', path, {
      headers: headersOf(layer, sent.anonymous ?? false),
      ...(sent.body !== undefined && { body: sent.body }),
      ...(sent.raw !== undefined && { raw: sent.raw }),
    });

  /** @returns the body of an answer that must be JSON and a success */
  async function ask(layer: Layer, path: string, sent?: Sent): Promise<Json> {
    const answer = await send(layer, path, sent);
    expect(answer.status, `${sent?.method ?? 'GET'} ${path}: ${answer.text.slice(0, 200)}`).toBeLessThan(300);
    expect(String(answer.headers['content-type']), path).toContain('json');
    return answer.body as Json;
  }

  return {
    send,
    /** A request of the older layer, which says that it sends JSON even where it has no body. */
    json: (path: string, sent?: Sent) => ask('json', path, sent),
    /** A request of the newer layer. */
    axios: (path: string, sent?: Sent) => ask('axios', path, sent),
    /** What every page asks for when it is opened. */
    async boot(): Promise<void> {
      if (user) {
        await ask('json', `users/${user.username}/openstreetmap/`);
        hasKeys(
          await ask('json', `users/queries/${user.username}/`),
          'id',
          'username',
          'role',
          'mappingLevel',
          'isExpert',
        );
        await Promise.all([
          ask('json', `organisations/?omitManagerList=true&manager_user_id=${user.id}`),
          ask('json', `teams/?omitMemberList=true&team_role=PROJECT_MANAGER&member=${user.id}`),
          ask('json', `teams/?fullMemberList=false&manager=${user.id}`),
        ]);
        hasKeys(await ask('axios', 'notifications/?status=unread'), 'userMessages', 'pagination');
        hasKeys(await ask('axios', 'notifications/queries/own/count-unread/'), 'newMessages', 'unread');
      }
      hasKeys(await ask('json', 'system/banner/'), 'visible', 'message');
      const { supportedLanguages } = await ask('json', 'system/languages/', { anonymous: true });
      for (const entry of supportedLanguages as Json[]) hasKeys(entry, 'code', 'language');
    },
  };
}

export type Browser = ReturnType<typeof openBrowser>;

/** A manager of an organisation with their browser, and an admin. */
interface Managing {
  manager: User;
  admin: User;
  organisation: number;
  page: Browser;
}

/** Makes the users of pages for managers before the tests of a file. The returned object has its members when a test runs. */
export function useManager(world: World): Managing {
  const cast = {} as Managing;
  beforeAll(async () => {
    cast.manager = await world.make.user({ name: 'manager', level: 'ADVANCED' });
    cast.admin = await world.make.user({ name: 'admin', role: 'ADMIN' });
    cast.organisation = await world.make.organisation({ managers: [cast.manager] });
    cast.page = openBrowser(world, cast.manager);
  });
  return cast;
}

export const post = (body?: unknown) => ({ method: 'POST', ...(body !== undefined && { body }) });
export const patch = (body: unknown) => ({ method: 'PATCH', body });

/** Expects that an object has fields that a page reads. */
export function hasKeys(value: unknown, ...keys: string[]): void {
  expect(Object.keys(value as Json)).toEqual(expect.arrayContaining(keys));
}

/** Expects a list with at least one entry, and fields in each. */
export function eachHas(list: unknown, ...keys: string[]): void {
  expect(Array.isArray(list) && list.length).toBeGreaterThan(0);
  for (const entry of list as Json[]) hasKeys(entry, ...keys);
}
