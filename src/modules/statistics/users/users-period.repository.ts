import type { Db } from '../../../db/transaction.js';

/** Users who registered in a period, as JSON text. Days are `YYYY-MM-DD`, both included. */
export async function readUsersOfPeriod(
  db: Db,
  { startDate, endDate }: { startDate: string; endDate: string },
): Promise<string> {
  const [row] = await db.$queryRaw<{ totals: string }[]>`/* readUsersOfPeriod */
    WITH counts AS MATERIALIZED (
      SELECT u.mapping_level AS level, count(*) AS users,
        count(*) FILTER (WHERE cardinality(u.projects_mapped) > 0) AS contributed,
        count(*) FILTER (WHERE u.is_email_verified) AS verified, count(*) FILTER (WHERE u.gender = 1) AS male,
        count(*) FILTER (WHERE u.gender = 2) AS female, count(*) FILTER (WHERE u.gender = 3) AS described,
        count(*) FILTER (WHERE u.gender = 4) AS silent
      FROM users u
      WHERE u.date_registered >= ${startDate}::date AND u.date_registered < ${endDate}::date + 1
      GROUP BY u.mapping_level)
    SELECT json_build_object('total', coalesce(sum(c.users), 0),
      'byLevel', (SELECT json_agg(json_build_object('name', l.name, 'count', coalesce(n.users, 0)) ORDER BY l.ordering)
        FROM mapping_levels l LEFT JOIN counts n ON n.level = l.id),
      'contributed', coalesce(sum(c.contributed), 0), 'emailVerified', coalesce(sum(c.verified), 0),
      'genders', json_build_object('male', coalesce(sum(c.male), 0), 'female', coalesce(sum(c.female), 0),
        'preferNotIdentify', coalesce(sum(c.silent), 0), 'selfDescribe', coalesce(sum(c.described), 0)))::text AS totals
    FROM counts c`;
  if (!row) throw new Error('the users of a period came back without a row');
  return row.totals;
}
