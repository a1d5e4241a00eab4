/** A `%` without the two digits of an escape. */
const LONE_PERCENT = /%(?![0-9a-f]{2})/gi;

/**
 * The address of a request in which each `%` of the path that begins no escape is escaped itself. The stock front-end puts names of
 * users into paths as they are, and a name may be `50% mapped`.
 */
export function escapeLonePercents(url: string): string {
  if (!url.includes('%')) return url;
  const [path = ''] = url.split('?', 1);
  return path.replace(LONE_PERCENT, '%25') + url.slice(path.length);
}
