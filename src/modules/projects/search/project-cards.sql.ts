import { Prisma } from '../../../generated/prisma/client.js';
import { isoDate } from '../../../db/sql.js';
import {
  campaigns,
  DIFFICULTY,
  joinTexts,
  NAME,
  PRIORITY,
  STATUS,
  textOr,
  wholePercent,
  workedOn,
} from '../project-columns.sql.js';
import { IS_LOCKED } from '../../tasks/tasks.sql.js';

type Sql = Prisma.Sql;

/** Pieces of SQL for projects in lists. In each, `p` is the row of `projects`, `a` that of its author. */

/** Number of users with an action on tasks other than a comment. */
export const CONTRIBUTORS = Prisma.sql`(SELECT count(DISTINCT h.user_id)::int FROM task_history h
  WHERE h.project_id = p.id AND h.action <> 'COMMENT')`;

/** The displayed name of the author. */
export const AUTHOR = Prisma.sql`coalesce(nullif(a.name, ''), a.username)`;
/** The percentage of mapped or validated tasks. */
export const PERCENT_MAPPED = workedOn(Prisma.sql`p.tasks_mapped + p.tasks_validated`);
/** The percentage of validated tasks. */
export const PERCENT_VALIDATED = workedOn(Prisma.sql`p.tasks_validated`);

/**
 * A project in a list, as a JSON object. `activeMappers` counts the holders of all stored locks. An expired lock counts
 * until the job that records expired locks has run.
 */
const CARD = Prisma.sql`json_build_object('projectId', p.id, 'locale', coalesce(i.locale, p.default_locale, 'en'), 'name', ${NAME},
  'shortDescription', ${textOr(Prisma.sql`i.short_description`, Prisma.sql`d.short_description`)},
  'difficulty', ${DIFFICULTY}, 'priority', ${PRIORITY}, 'organisationName', o.name, 'organisationLogo', o.logo,
  'campaigns', ${campaigns()}, 'percentMapped', ${wholePercent(PERCENT_MAPPED)},
  'percentValidated', ${wholePercent(PERCENT_VALIDATED)}, 'status', ${STATUS},
  'activeMappers', (SELECT count(DISTINCT t.locked_by) FROM tasks t
    WHERE t.project_id = p.id AND ${IS_LOCKED}),
  'lastUpdated', ${isoDate(Prisma.sql`p.last_updated`)}, 'dueDate', ${isoDate(Prisma.sql`p.due_date`)},
  'totalContributors', ${CONTRIBUTORS}, 'country', p.country, 'sandbox', p.sandbox, 'database', p.database,
  'creationDate', NULL, 'author', ${AUTHOR}, 'partnerNames', NULL, 'totalAreaSquareKilometers', NULL)`;

/**
 * The cards of projects, in their order, as the text of a JSON array.
 * @param locales best first, see `preferredLocales`
 * @param found a SELECT of the projects: id, place
 */
export const cards = (locales: string[], found: Sql): Sql => Prisma.sql`(
  SELECT coalesce(json_agg(x.card ORDER BY x.place), '[]')::text FROM (
    SELECT f.place, ${CARD} AS card FROM (${found}) f JOIN projects p ON p.id = f.id JOIN users a ON a.id = p.author_id
    LEFT JOIN organisations o ON o.id = p.organisation_id ${joinTexts(locales)}) x)`;
