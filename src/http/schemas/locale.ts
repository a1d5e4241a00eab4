/**
 * The locales that a client would like, best first: each language of the header by its weight, followed by its base
 * language (`pt-BR` gives `pt_BR`, `pt`). Written as projects store them: language, underscore, region in capitals.
 * @param header `Accept-Language`, a browser's or a bare locale such as `pt_BR`
 */
export function preferredLocales(header: string | undefined): string[] {
  if (!header) return [];
  const ranges = header
    .slice(0, 500)
    .split(',')
    .slice(0, 12)
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = /^\s*q\s*=\s*([\d.]+)/.exec(parameters.join(';'))?.[1];
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight), order };
    })
    .filter(({ tag, weight }) => /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  const locales = ranges.flatMap(({ tag }) => {
    const [language = '', ...rest] = tag.split(/[-_]/);
    const base = language.toLowerCase();
    const region = rest.map((part) => (part.length === 2 ? part.toUpperCase() : part)).join('_');
    return region ? [`${base}_${region}`, base] : [base];
  });
  return [...new Set(locales)];
}
