import { Prisma } from '../../../generated/prisma/client.js';
import { PROJECT_STATUS } from '../../../access/codes.js';
import { sqlCode } from '../../../access/codes.sql.js';
import type { Viewer } from '../../../access/viewer.js';
import { workedOn } from '../project-columns.sql.js';
import { codeOf, DIFFICULTIES, MAPPING_TYPES, PROJECT_STATUSES, type ProjectOrder } from '../project-codes.js';
import { managedBy, visibleTo, workableBy } from '../../../access/project-policy.sql.js';

type Sql = Prisma.Sql;

/** The filters of a search for projects. An absent or false value is no filter. Days are `YYYY-MM-DD`, both included. */
export interface ProjectFilters {
  action?: 'any' | 'map' | 'validate' | 'archived' | undefined;
  projectStatuses?: (typeof PROJECT_STATUSES)[number][] | undefined;
  difficulty?: (typeof DIFFICULTIES)[number][] | undefined;
  mappingTypes?: (typeof MAPPING_TYPES)[number][] | undefined;
  mappingTypesExact?: boolean | undefined;
  organisationName?: string | undefined;
  organisationId?: number | undefined;
  teamId?: number | undefined;
  campaign?: string | undefined;
  country?: string | undefined;
  database?: string | undefined;
  imagery?: string | undefined;
  sandbox?: boolean | undefined;
  interests?: number[] | undefined;
  textSearch?: string | undefined;
  lastUpdatedFrom?: string | undefined;
  lastUpdatedTo?: string | undefined;
  createdFrom?: string | undefined;
  createdTo?: string | undefined;
  partnerId?: number | undefined;
  partnershipFrom?: string | undefined;
  partnershipTo?: string | undefined;
  createdByMe?: boolean | undefined;
  mappedByMe?: boolean | undefined;
  favoritedByMe?: boolean | undefined;
  managedByMe?: boolean | undefined;
  basedOnMyInterests?: boolean | undefined;
}

const ORDER_BY: Record<ProjectOrder, Sql> = {
  priority: Prisma.sql`coalesce(p.priority, 2)`,
  id: Prisma.sql`p.id`,
  difficulty: Prisma.sql`p.difficulty`,
  status: Prisma.sql`p.status`,
  last_updated: Prisma.sql`p.last_updated`,
  due_date: Prisma.sql`p.due_date`,
  percent_mapped: workedOn(Prisma.sql`p.tasks_mapped + p.tasks_validated`),
  percent_validated: workedOn(Prisma.sql`p.tasks_validated`),
};

/** The value by which found projects `p` are ordered. */
export const orderKey = (by: ProjectOrder): Sql => ORDER_BY[by];

/** The order by a value and then by id. Rows without a value come last. Among equal rows, the newest comes first. */
const ordered = (key: Sql, id: Sql, direction: 'ASC' | 'DESC'): Sql =>
  Prisma.sql`${key} ${Prisma.raw(direction)} NULLS LAST, ${id} DESC`;

/** The order of rows `f` that have this value as `key`, and an `id`. */
export const byKey = (direction: 'ASC' | 'DESC'): Sql => ordered(Prisma.sql`f.key`, Prisma.sql`f.id`, direction);

/** The order of found projects `p`. */
export const orderOf = (by: ProjectOrder, direction: 'ASC' | 'DESC'): Sql =>
  ordered(ORDER_BY[by], Prisma.sql`p.id`, direction);

/** The condition of a filter, if the filter is given. */
const when = <T>(value: T | undefined, condition: (value: T) => Sql): Sql[] =>
  value === undefined || value === false ? [] : [condition(value)];

const between = (column: Sql, from: string | undefined, to: string | undefined): Sql[] => [
  ...when(from, (day) => Prisma.sql`${column} >= ${day}::date`),
  ...when(to, (day) => Prisma.sql`${column} < ${day}::date + 1`),
];

/**
 * A single code is compared with `=`, so that PostgreSQL can estimate the number of rows without planning the statement again.
 */
const isOneOf = (column: Sql, codes: number[]): Sql =>
  codes.length === 1 ? Prisma.sql`${column} = ${codes[0]}::int` : Prisma.sql`${column} = ANY(${codes}::int[])`;

const hasStatus = (status: number): Sql => Prisma.sql`p.status = ${sqlCode(status)}`;

/**
 * By default only published projects are found. Users find their own projects in every state. A search for projects to
 * map or validate finds published projects only.
 */
function statuses({ action, projectStatuses, createdByMe }: ProjectFilters, actor: Viewer | null): Sql[] {
  if (action === 'archived') return [hasStatus(PROJECT_STATUS.ARCHIVED)];
  const isPublished = hasStatus(PROJECT_STATUS.PUBLISHED);
  const isWork = action === 'map' || action === 'validate';
  if (!projectStatuses) return createdByMe && actor && !isWork ? [] : [isPublished];
  const codes = projectStatuses.map((name) => codeOf(PROJECT_STATUSES, name));
  return [isOneOf(Prisma.sql`p.status`, codes), ...(isWork ? [isPublished] : [])];
}

/** The index on names contains parts of three letters. A shorter text has no such part. */
const INDEXED_LENGTH = 3;

/**
 * All words in the searched texts or the id, or the text as part of the name, in any language. Two SELECTs, because a
 * condition with OR would use neither index.
 */
function textSearch(text: string): Sql {
  if (text.includes('\0')) return Prisma.sql`false`;
  const inName = Prisma.sql`s.name ILIKE ${`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`}::text`;
  const byParts = Prisma.sql`tessera_name_parts(s.name::text) @> tessera_name_parts(${text}::text) AND ${inName}`;
  return Prisma.sql`p.id IN (
    SELECT s.project_id FROM project_info s WHERE s.text_searchable @@ plainto_tsquery('english', ${text}::text)
    UNION
    SELECT s.project_id FROM project_info s WHERE ${[...text].length < INDEXED_LENGTH ? inName : byParts})`;
}

/** The mapping types of a project: exactly these, or any of these. */
function mappingTypes({ mappingTypes: names, mappingTypesExact: exact }: ProjectFilters): Sql[] {
  if (!names) return [];
  const codes = names.map((name) => codeOf(MAPPING_TYPES, name, 1));
  return exact
    ? [Prisma.sql`p.mapping_types @> ${codes}::int[] AND p.mapping_types <@ ${codes}::int[]`]
    : [Prisma.sql`p.mapping_types && ${codes}::int[]`];
}

/** Imagery by its exact name or address. `custom`: any imagery with an address. */
const imagery = (text: string): Sql =>
  text === 'custom' ? Prisma.sql`p.imagery LIKE 'https://%'` : Prisma.sql`p.imagery = ${text}`;

/** Sandbox projects or the others. `database` is ignored without this filter. */
function sandbox({ sandbox: wanted, database }: ProjectFilters): Sql[] {
  if (wanted === undefined) return [];
  return [Prisma.sql`p.sandbox = ${wanted}::bool`, ...when(database, (name) => Prisma.sql`p.database = ${name}`)];
}

const ofProject = (filters: ProjectFilters): Sql[] => [
  ...mappingTypes(filters),
  ...when(filters.difficulty, (names) =>
    isOneOf(
      Prisma.sql`p.difficulty`,
      names.map((name) => codeOf(DIFFICULTIES, name, 1)),
    ),
  ),
  ...when(filters.organisationName, (name) => Prisma.sql`o.name = ${name}`),
  ...when(filters.organisationId, (id) => Prisma.sql`p.organisation_id = ${id}::int`),
  ...when(
    filters.teamId,
    (id) => Prisma.sql`p.id IN (SELECT r.project_id FROM project_teams r WHERE r.team_id = ${id}::int)`,
  ),
  ...when(
    filters.campaign,
    (name) => Prisma.sql`p.id IN (SELECT l.project_id FROM campaign_projects l
      JOIN campaigns c ON c.id = l.campaign_id WHERE c.name = ${name})`,
  ),
  ...when(filters.country, (name) => Prisma.sql`tessera_lower_names(p.country::text[]) @> ARRAY[lower(${name}::text)]`),
  ...sandbox(filters),
  ...when(filters.imagery, imagery),
  ...when(filters.textSearch, textSearch),
  ...between(Prisma.sql`p.last_updated`, filters.lastUpdatedFrom, filters.lastUpdatedTo),
  ...between(Prisma.sql`p.created`, filters.createdFrom, filters.createdTo),
  ...when(
    filters.partnerId,
    (id) =>
      Prisma.sql`p.id IN (SELECT n.project_id FROM project_partnerships n WHERE ${Prisma.join(
        [
          Prisma.sql`n.partner_id = ${id}::int`,
          ...when(filters.partnershipFrom, (day) => Prisma.sql`n.started_on <= ${day}::date`),
          ...when(filters.partnershipTo, (day) => Prisma.sql`(n.ended_on IS NULL OR n.ended_on >= ${day}::date)`),
        ],
        ' AND ',
      )})`,
  ),
];

const withInterests = (interests: Sql): Sql =>
  Prisma.sql`p.id IN (SELECT l.project_id FROM project_interests l WHERE l.interest_id IN (${interests}))`;

/** Filters that depend on the caller. For anonymous callers only `interests` filters. */
function ofActor(filters: ProjectFilters, actor: Viewer | null): Sql[] {
  const given = when(filters.interests, (ids) => withInterests(Prisma.sql`SELECT unnest(${ids}::int[])`));
  if (!actor) return given;
  const me = Prisma.sql`${actor.id}::bigint`;
  return [
    ...(filters.basedOnMyInterests
      ? [withInterests(Prisma.sql`SELECT v.interest_id FROM user_interests v WHERE v.user_id = ${me}`)]
      : given),
    ...when(filters.createdByMe, () => Prisma.sql`p.author_id = ${me}`),
    ...when(
      filters.mappedByMe,
      () => Prisma.sql`p.id = ANY((SELECT coalesce(u.projects_mapped, '{}') FROM users u WHERE u.id = ${me})::int[])`,
    ),
    ...when(
      filters.favoritedByMe,
      () => Prisma.sql`p.id IN (SELECT l.project_id FROM project_favorites l WHERE l.user_id = ${me})`,
    ),
    ...when(filters.managedByMe, () => managedBy(actor)),
  ];
}

/** Filters whose columns are in an index on projects, so that the wide rows are not read. */
const INDEXED: ReadonlySet<string> = new Set([
  'action',
  'projectStatuses',
  'difficulty',
  'organisationId',
] satisfies (keyof ProjectFilters)[]);

/** Whether a search reads only an index of projects, apart from its order. Repeating such a search takes little time. */
export const readsOnlyAnIndex = ({
  orderBy: _by,
  orderByType: _type,
  ...filters
}: ProjectFilters & { orderBy: unknown; orderByType: unknown }): boolean =>
  filters.action !== 'map' &&
  filters.action !== 'validate' &&
  Object.entries(filters).every(([name, value]) => value === undefined || value === false || INDEXED.has(name));

/** The condition of a search on `p` (and its organisation `o`), including the permissions of the caller. */
export function matching(filters: ProjectFilters, actor: Viewer | null): Sql {
  const { action } = filters;
  return Prisma.join(
    [
      visibleTo(actor),
      ...statuses(filters, actor),
      ...(action === 'map' || action === 'validate' ? [workableBy(actor, action)] : []),
      ...ofProject(filters),
      ...ofActor(filters, actor),
    ],
    ' AND ',
  );
}
