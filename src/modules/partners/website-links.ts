/** A link to a page of a partner. */
export interface WebsiteLink {
  name: string;
  url: string;
}

/** The numbers of the links of a partner. */
export const LINK_NUMBERS = [1, 2, 3, 4, 5] as const;

/** The links among the keys of a body: `name_1`, `url_1` and so on. A link needs both its name and its address. */
export const linksIn = (body: Readonly<Record<string, unknown>>): WebsiteLink[] =>
  LINK_NUMBERS.flatMap((n) => {
    const name = body[`name_${n}`];
    const url = body[`url_${n}`];
    return typeof name === 'string' && typeof url === 'string' && name !== '' && url !== '' ? [{ name, url }] : [];
  });

const isLink = (value: unknown): value is WebsiteLink =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<WebsiteLink>).name === 'string' &&
  typeof (value as Partial<WebsiteLink>).url === 'string';

/**
 * Reads the column `website_links`. Values that are not links are left out.
 * @returns null if it is empty
 */
export function parseLinks(text: string | null): WebsiteLink[] | null {
  if (text === null || text === '') return null;
  try {
    const value = JSON.parse(text) as unknown;
    return Array.isArray(value) ? value.filter(isLink).map(({ name, url }) => ({ name, url })) : null;
  } catch {
    return null;
  }
}

/** Links as clients read them: `name_1`, `url_1`, `name_2` and so on. */
export const linkKeysOf = (links: readonly WebsiteLink[]): Record<string, string> =>
  Object.fromEntries(
    links.flatMap(({ name, url }, index) => [
      [`name_${index + 1}`, name],
      [`url_${index + 1}`, url],
    ]),
  );
