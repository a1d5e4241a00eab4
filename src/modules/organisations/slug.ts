import { randomUUID } from 'node:crypto';

/** Longest slug (`organisations.slug`), in characters. */
export const SLUG_LENGTH = 255;

/**
 * Makes the slug of a name: letters without accents and digits, in ASCII and lower case. Other characters become a single
 * `-`. A name without such letters and digits gets a random slug.
 */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH)
    .replaceAll(/^-|-$/g, '');
  return slug === '' ? `organisation-${randomUUID()}` : slug;
}
