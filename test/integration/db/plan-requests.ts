import { CAST } from '../../../bench/instance/seed.js';
import { formOf } from '../projects/edit-form.js';

/** A request whose statements are explained. */
export interface Explained {
  path: string;
  as?: number;
  method?: string;
  body?: unknown;
  /** Scans that are meant, as `statement: table`: what is asked for is made of all rows, or of a large part of them. */
  scans?: string[];
}

export const PROJECT = `projects/${CAST.small}`;
export const PLAIN = `mapper${CAST.plain}`;

/** What answers one page, one project, one user or one task. */
export const READS: Explained[] = [
  { path: `${PROJECT}/` },
  { path: `${PROJECT}/queries/summary/` },
  { path: `${PROJECT}/statistics/` },
  { path: `${PROJECT}/contributions/` },
  { path: `${PROJECT}/contributions/queries/day/` },
  { path: `${PROJECT}/activities/` },
  { path: `${PROJECT}/activities/latest/` },
  { path: `${PROJECT}/comments/` },
  { path: `${PROJECT}/tasks/` },
  { path: `${PROJECT}/tasks/7/`, as: CAST.plain },
  { path: `${PROJECT}/statistics/queries/${PLAIN}/`, as: CAST.plain },
  { path: 'projects/?omitMapResults=true' },
  { path: 'projects/?omitMapResults=true&difficulty=EASY' },
  { path: 'projects/?omitMapResults=true&country=nepal' },
  { path: 'projects/?omitMapResults=true&campaign=Campaign%207' },
  { path: 'projects/?omitMapResults=true&textSearch=xylophone' },
  { path: 'projects/queries/featured/' },
  { path: `projects/queries/${PLAIN}/touched/` },
  { path: 'projects/queries/bbox/?bbox=10,10,11,11&srid=4326', as: CAST.admin },
  { path: `users/${CAST.plain}/`, as: CAST.plain },
  { path: `users/queries/${PLAIN}/`, as: CAST.plain },
  { path: `users/${PLAIN}/statistics/`, as: CAST.plain },
  { path: `users/${CAST.plain}/tasks/`, as: CAST.plain },
  { path: `users/${PLAIN}/recommended-projects/`, as: CAST.plain },
  { path: 'users/?page=1', as: CAST.admin },
  { path: 'users/queries/filter/mapper12/?page=1', as: CAST.plain },
  { path: 'users/statistics/?startDate=2025-01-01&endDate=2025-01-31', as: CAST.plain },
  { path: 'notifications/?page=1', as: CAST.plain },
  { path: 'notifications/queries/own/count-unread/', as: CAST.plain },
  { path: 'teams/?paginate=true&page=1', as: CAST.admin },
  { path: 'teams/120/', as: CAST.admin },
  { path: 'organisations/', as: CAST.admin },
  { path: 'organisations/110/', as: CAST.admin },
  { path: 'organisations/110/statistics/' },
  { path: 'tasks/statistics/?startDate=2026-01-01&endDate=2026-01-31', as: CAST.plain },
  { path: 'tasks/statistics/?startDate=2026-01-01&endDate=2026-01-31&projectId=1,2', as: CAST.plain },
  { path: 'tasks/statistics/?startDate=2026-01-01&endDate=2026-01-31&organisationId=1', as: CAST.plain },
  { path: `${PROJECT}/queries/notasks/`, as: CAST.admin },
  { path: `${PROJECT}/queries/nogeometries/` },
  { path: `${PROJECT}/queries/aoi/` },
  { path: `${PROJECT}/queries/priority-areas/` },
  { path: `${PROJECT}/teams/`, as: CAST.admin },
  { path: `${PROJECT}/campaigns/`, as: CAST.admin },
  { path: `${PROJECT}/partners/`, as: CAST.admin },
  { path: `${PROJECT}/favorite/`, as: CAST.plain },
  { path: `${PROJECT}/annotations/` },
  { path: `${PROJECT}/comments/tasks/7/`, as: CAST.plain },
  { path: `${PROJECT}/tasks/queries/mapped/` },
  { path: `${PROJECT}/tasks/queries/gpx/` },
  { path: `${PROJECT}/tasks/queries/xml/` },
  { path: `${PROJECT}/tasks/?tasks=1,2,3` },
  { path: `projects/${PLAIN}/tasks/queries/own/invalidated/`, as: CAST.plain },
  { path: 'projects/?omitMapResults=true&page=2' },
  { path: 'projects/?omitMapResults=true&textSearch=district' },
  { path: 'projects/?omitMapResults=true&organisationName=Organisation%207' },
  { path: 'projects/?omitMapResults=true&createdByMe=true', as: CAST.plain },
  { path: 'projects/?omitMapResults=true&mappedByMe=true', as: CAST.plain },
  { path: 'projects/?omitMapResults=true&favoritedByMe=true', as: CAST.plain },
  // All published projects are compared, where those of the organisation and the campaigns do not decide.
  { path: `projects/queries/${CAST.small}/similar-projects/`, scans: ['readCards: projects'] },
  { path: 'projects/queries/popular/' },
  { path: 'projects/queries/active/', scans: ['readActive: projects'] },
  { path: 'projects/queries/myself/owner/', as: CAST.admin },
  { path: 'users/queries/favorites/', as: CAST.plain },
  { path: 'users/queries/tasks/locked/', as: CAST.plain },
  { path: `users/${PLAIN}/queries/interests/`, as: CAST.plain },
  { path: `users/${CAST.plain}/statistics/interests/`, as: CAST.plain },
  { path: `badges/user/${CAST.plain}/`, as: CAST.plain },
  // A role and a level have no index of their own: they are counted, and lists of them are rare.
  { path: 'users/?page=1&role=ADMIN', as: CAST.admin, scans: ['countUsers: users', 'readUsers: users'] },
  { path: 'users/?page=1&level=ADVANCED', as: CAST.admin },
  { path: 'users/?username=mapper12', as: CAST.admin },
  { path: 'notifications/?page=1&sortBy=subject', as: CAST.plain },
  { path: 'notifications/7/', as: 50 },
  { path: 'organisations/110/campaigns/' },
  { path: 'organisations/?userId=4&omitManagerList=true', as: CAST.admin },
  { path: 'projects/?omitMapResults=true&action=validate', as: CAST.plain },
  { path: 'organisations/?manager_user_id=4', as: CAST.admin },
  { path: 'teams/?paginate=true&page=2&member=7', as: CAST.admin },
  { path: 'levels/' },
  { path: 'interests/' },
  { path: 'campaigns/' },
  { path: 'licenses/' },
];

/** Every action of a mapper and a validator, and what else is written often. In this order: each builds on those before it. */
export const CHANGES: Explained[] = [
  { method: 'POST', path: `${PROJECT}/tasks/actions/lock-for-mapping/9/`, as: CAST.admin },
  { method: 'POST', path: `${PROJECT}/tasks/actions/stop-mapping/9/`, as: CAST.admin, body: {} },
  { method: 'POST', path: `${PROJECT}/tasks/actions/lock-for-mapping/9/`, as: CAST.admin },
  { path: 'users/queries/tasks/locked/details/', as: CAST.admin },
  {
    method: 'POST',
    path: `${PROJECT}/tasks/actions/unlock-after-mapping/9/`,
    as: CAST.admin,
    body: { status: 'MAPPED', comment: 'Done.' },
  },
  { method: 'POST', path: `${PROJECT}/tasks/actions/undo-last-action/9/`, as: CAST.admin },
  { method: 'POST', path: `${PROJECT}/tasks/actions/lock-next/`, as: CAST.admin, body: { for: 'mapping' } },
  { method: 'POST', path: `${PROJECT}/comments/`, as: CAST.admin, body: { message: 'Hello' } },
  { method: 'POST', path: `${PROJECT}/comments/tasks/7/`, as: CAST.admin, body: { comment: 'Hello' } },
  { method: 'PATCH', path: `${PROJECT}/`, as: CAST.admin, body: formOf() },
  { method: 'POST', path: `${PROJECT}/favorite/`, as: CAST.admin },
  { method: 'DELETE', path: `${PROJECT}/favorite/`, as: CAST.admin },
  { method: 'POST', path: 'notifications/mark-as-read-all/', as: CAST.plain },
  { method: 'DELETE', path: 'notifications/delete-all/', as: 51 },
  { method: 'POST', path: `${PROJECT}/tasks/actions/map-all/`, as: CAST.admin },
  { method: 'POST', path: `${PROJECT}/tasks/actions/validate-all/`, as: CAST.admin },
  { method: 'POST', path: `${PROJECT}/tasks/actions/invalidate-all/`, as: CAST.admin },
  { method: 'POST', path: `${PROJECT}/tasks/actions/reset-all/`, as: CAST.admin },
];
