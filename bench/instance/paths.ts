import { CAST } from './seed.js';
import * as floors from './floors.js';

/** One measured read of the API, and in simple cases the plain SQL statement for the same rows. */
export interface Path {
  name: string;
  /** Below `/api/v2/`. */
  path: string;
  userId?: number;
  floor?: string;
  /** The answer has the same number of rows at both sizes. Its time must not grow by more than a factor of 1.5. */
  steady: boolean;
  /** The median that version 5 took for it at the whole size, in milliseconds, on a database with as many rows. */
  v5?: number;
}

const CARD_COUNT = 14;

const published = (where = 'true', order = 'coalesce(p.priority, 2), p.id DESC'): string => `
  SELECT p.id, p.status, p.priority, i.name, (SELECT count(DISTINCT h.user_id) FROM task_history h
    WHERE h.project_id = p.id AND h.action <> 'COMMENT') FROM (SELECT * FROM projects p WHERE p.status = 1 AND NOT coalesce(p.private, false)
    AND ${where} ORDER BY ${order} LIMIT ${CARD_COUNT}) p JOIN project_info i ON i.project_id = p.id AND i.locale = p.default_locale`;

const byText = (words: string): string =>
  published(
    `p.id IN (SELECT project_id FROM project_info WHERE text_searchable @@ plainto_tsquery('english', '${words}'))`,
  );

const name = (id: number): string => (id % 7 === 0 ? `Jean ${id}` : id % 11 === 0 ? `नेपाल_${id}` : `mapper${id}`);
const user = (id: number): string => encodeURIComponent(name(id));

/** Every read of the API for which a page of the front-end waits. */
export const PATHS: Path[] = [
  { name: 'projects/ without map', path: 'projects/?omitMapResults=true', floor: published(), v5: 89, steady: true },
  { name: 'projects/ with map', path: 'projects/', floor: `${published()}`, v5: 774, steady: false },
  { name: 'projects/ page 2', path: 'projects/?omitMapResults=true&page=2', floor: published(), v5: 92, steady: true },
  {
    name: 'projects/ rare word',
    path: 'projects/?omitMapResults=true&textSearch=xylophone',
    floor: byText('xylophone'),
    v5: 205,
    steady: false,
  },
  {
    name: 'projects/ common word',
    path: 'projects/?omitMapResults=true&textSearch=district',
    floor: byText('district'),
    v5: 157,
    steady: true,
  },
  {
    name: 'projects/ country',
    path: 'projects/?omitMapResults=true&country=Nepal',
    floor: published(`'nepal' = ANY(SELECT lower(c) FROM unnest(p.country) c)`),
    v5: 85,
    steady: true,
  },
  {
    name: 'projects/ campaign',
    path: 'projects/?omitMapResults=true&campaign=Campaign%2012',
    floor: published('p.id IN (SELECT project_id FROM campaign_projects WHERE campaign_id = 12)'),
    v5: 22,
    steady: true,
  },
  {
    name: 'projects/ createdByMe',
    path: 'projects/?omitMapResults=true&createdByMe=true',
    userId: CAST.manager,
    floor: published(`p.author_id = ${CAST.manager}`),
    v5: 67,
    steady: true,
  },
  {
    name: 'projects/ mappedByMe',
    path: 'projects/?omitMapResults=true&mappedByMe=true',
    userId: CAST.active,
    floor: published(`p.id = ANY((SELECT projects_mapped FROM users WHERE id = ${CAST.active})::int[])`),
    v5: 58,
    steady: true,
  },
  {
    name: 'projects/ action=map',
    path: 'projects/?omitMapResults=true&action=map',
    userId: CAST.plain,
    v5: 122,
    steady: true,
  },
  { name: 'projects/ as CSV', path: 'projects/?downloadAsCSV=true', v5: 16626, steady: false },
  {
    name: 'projects/queries/featured/',
    path: 'projects/queries/featured/',
    floor: floors.FEATURED,
    v5: 408,
    steady: false,
  },
  {
    name: 'projects/queries/popular/',
    path: 'projects/queries/popular/',
    floor: floors.POPULAR,
    v5: 1002,
    steady: true,
  },
  { name: 'projects/queries/active/', path: 'projects/queries/active/', floor: floors.ACTIVE, v5: 892, steady: false },
  {
    name: 'similar projects',
    path: `projects/queries/${CAST.small}/similar-projects/`,
    floor: floors.SIMILAR,
    v5: 131,
    steady: true,
  },
  {
    name: 'touched, active',
    path: `projects/queries/${user(CAST.active)}/touched/`,
    floor: floors.TOUCHED,
    v5: 851,
    steady: true,
  },
  { name: 'project, large', path: `projects/${CAST.large}/`, floor: floors.project(CAST.large), v5: 718, steady: true },
  { name: 'project, small', path: `projects/${CAST.small}/`, floor: floors.project(CAST.small), v5: 20, steady: true },
  {
    name: 'projects/queries/bbox/',
    path: 'projects/queries/bbox/?bbox=10,10,11,11&srid=4326',
    userId: CAST.manager,
    floor: floors.BBOX,
    v5: 131,
    steady: false,
  },
  {
    name: 'project summary',
    path: `projects/${CAST.small}/queries/summary/`,
    floor: floors.summary(CAST.small),
    v5: 7.5,
    steady: true,
  },
  {
    name: 'project statistics, large',
    path: `projects/${CAST.large}/statistics/`,
    floor: floors.projectStatistics(CAST.large),
    steady: true,
  },
  {
    name: 'project statistics, small',
    path: `projects/${CAST.small}/statistics/`,
    floor: floors.projectStatistics(CAST.small),
    steady: true,
  },
  {
    name: 'contributions, large',
    path: `projects/${CAST.large}/contributions/`,
    floor: floors.CONTRIBUTIONS,
    v5: 95,
    steady: true,
  },
  {
    name: 'activities, large',
    path: `projects/${CAST.large}/activities/`,
    floor: floors.ACTIVITIES,
    v5: 88,
    steady: true,
  },
  { name: 'tasks of a project, small', path: `projects/${CAST.small}/tasks/`, floor: floors.TASKS, steady: true },
  {
    name: 'comments of a project',
    path: `projects/${CAST.small}/comments/`,
    floor: floors.COMMENTS,
    v5: 17,
    steady: true,
  },
  { name: 'one task', path: `projects/${CAST.small}/tasks/7/`, floor: floors.TASK, v5: 2.7, steady: true },
  {
    name: 'user statistics, plain',
    path: `users/${user(CAST.plain)}/statistics/`,
    userId: CAST.plain,
    floor: floors.userStatistics(CAST.plain),
    v5: 15,
    steady: true,
  },
  {
    name: 'user statistics, active',
    path: `users/${user(CAST.active)}/statistics/`,
    userId: CAST.plain,
    floor: floors.userStatistics(CAST.active),
    v5: 1001,
    steady: true,
  },
  {
    name: 'user statistics, busiest',
    path: `users/${user(CAST.busiest)}/statistics/`,
    userId: CAST.plain,
    floor: floors.userStatistics(CAST.busiest),
    v5: 8110,
    steady: false,
  },
  {
    name: 'own tasks, plain',
    path: `users/${CAST.plain}/tasks/`,
    userId: CAST.plain,
    floor: floors.ownTasks(CAST.plain),
    v5: 4828,
    steady: true,
  },
  {
    name: 'own tasks, active',
    path: `users/${CAST.active}/tasks/`,
    userId: CAST.active,
    floor: floors.ownTasks(CAST.active),
    v5: 8798,
    steady: true,
  },
  {
    name: 'users/',
    path: 'users/?page=1',
    userId: CAST.admin,
    floor: floors.USERS,
    v5: 409,
    steady: true,
  },
  {
    name: 'users/queries/filter/',
    path: 'users/queries/filter/mapper12/?page=1',
    userId: CAST.plain,
    floor: floors.NAMES,
    v5: 349,
    steady: true,
  },
  {
    name: 'users/statistics/ of a year',
    path: 'users/statistics/?startDate=2025-01-01&endDate=2025-12-31',
    userId: CAST.plain,
    floor: floors.USERS_OF_YEAR,
    v5: 1024,
    steady: false,
  },
  {
    name: 'recommended projects',
    path: `users/${user(CAST.plain)}/recommended-projects/`,
    userId: CAST.plain,
    floor: floors.RECOMMENDED,
    v5: 283,
    steady: true,
  },
  {
    name: 'notifications/',
    path: 'notifications/?page=1',
    userId: CAST.active,
    floor: floors.NOTIFICATIONS,
    steady: true,
  },
  {
    name: 'notifications, unread',
    path: 'notifications/queries/own/count-unread/',
    userId: CAST.active,
    floor: floors.UNREAD,
    v5: 5.6,
    steady: true,
  },
  {
    name: 'one user',
    path: `users/queries/${user(CAST.plain)}/`,
    userId: CAST.plain,
    floor: `SELECT * FROM users WHERE username = '${name(CAST.plain)}'`,
    v5: 34,
    steady: true,
  },
  {
    name: 'teams/ one page',
    path: 'teams/?paginate=true&page=1',
    userId: CAST.admin,
    floor: floors.teams(10),
    v5: 36,
    steady: true,
  },
  {
    name: 'teams/ with members',
    path: 'teams/',
    userId: CAST.admin,
    floor: floors.teams(10_000),
    v5: 6259,
    steady: false,
  },
  { name: 'one team', path: 'teams/150/', userId: CAST.admin, floor: floors.TEAM, steady: true },
  {
    name: 'teams/ without members',
    path: 'teams/?omitMemberList=true',
    userId: CAST.admin,
    floor: floors.TEAMS,
    steady: false,
  },
  {
    name: 'organisations/',
    path: 'organisations/',
    userId: CAST.admin,
    floor: floors.ORGANISATIONS,
    v5: 188,
    steady: false,
  },
  {
    name: 'organisations/{id}/statistics/',
    path: 'organisations/120/statistics/',
    floor: floors.ORGANISATION_STATISTICS,
    v5: 8.4,
    steady: true,
  },
  { name: 'campaigns/', path: 'campaigns/', floor: floors.CAMPAIGNS, v5: 23, steady: false },
  {
    name: 'tasks/statistics/ of a year',
    path: 'tasks/statistics/?startDate=2025-01-01&endDate=2025-12-31',
    userId: CAST.plain,
    floor: floors.TASKS_OF_YEAR,
    v5: 1525,
    steady: false,
  },
  { name: 'system/statistics/', path: 'system/statistics/', floor: floors.SYSTEM, steady: false },
];
