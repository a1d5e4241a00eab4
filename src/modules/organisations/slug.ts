import { randomUUID } from 'node:crypto';

/** `organisations.slug`, in characters. */
export const SLUG_LENGTH = 255;

/**
 * Makes the slug of a name: ASCII letters without accents and digits in lower case, everything else as single `-`. A
 * name without letters and digits gets a random slug.
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
