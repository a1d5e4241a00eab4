import type { Db } from '../../db/transaction.js';

/** The countries of all projects, each once, sorted by the code points of their names. */
export async function findCountries(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ country: string }[]>`/* findCountries */
    SELECT DISTINCT c.country COLLATE "C" AS country FROM projects p, unnest(p.country) AS c(country)
    WHERE c.country IS NOT NULL ORDER BY 1`;
  return rows.map(({ country }) => country);
}
