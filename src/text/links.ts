import { escapeHtml } from './html.js';

/** A placeholder that is replaced in SQL by the name of a project. No text of a user contains this character. */
export const PROJECT_TITLE = '\u0001';

/** A link in a message. */
const link = (url: string, text: string): string => `<a href="${escapeHtml(url)}">${text}</a>`;

/** The link to a task of a project, in the front-end. */
export const taskLink = (appBaseUrl: string, projectId: number, taskId: number): string =>
  link(`${appBaseUrl}/projects/${projectId}/tasks/?search=${taskId}`, `Task ${taskId}`);

/**
 * The link to a project.
 * @param anchor part of its page, such as `#questionsAndComments`
 */
export const projectLink = (appBaseUrl: string, projectId: number, anchor = ''): string =>
  link(`${appBaseUrl}/projects/${projectId}${anchor}`, PROJECT_TITLE);

/** The link to the profile of a user. */
export const userLink = (appBaseUrl: string, username: string): string =>
  link(`${appBaseUrl}/users/${encodeURIComponent(username)}`, escapeHtml(username));

/** The link to the page on which users see their membership of a team. */
export const teamMembershipLink = (appBaseUrl: string, team: { id: number; name: string }): string =>
  link(`${appBaseUrl}/teams/${team.id}/membership/`, escapeHtml(team.name));

/** The link to the page on which managers answer the requests to join a team. */
export const teamManagementLink = (appBaseUrl: string, team: { id: number; name: string }): string =>
  link(`${appBaseUrl}/manage/teams/${team.id}/`, escapeHtml(team.name));
