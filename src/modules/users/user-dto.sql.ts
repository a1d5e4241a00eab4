import { Prisma } from '../../generated/prisma/client.js';
import type { Sql } from '../../db/sql.js';
import { GENDERS, USER_ROLES } from './user-codes.js';

/** `role` of the user `u` as clients see it. */
export const ROLE_NAME = Prisma.sql`(${USER_ROLES}::text[])[u.role + 2]`;

/**
 * The user `u` with the level `l` as clients see it, as a JSON object. Private values are null for all other users,
 * including admins.
 * @param viewerId the reader
 */
export const userJson = (viewerId: number): Sql => {
  const own = (value: Sql): Sql => Prisma.sql`CASE WHEN u.id = ${viewerId}::bigint THEN ${value} END`;
  return Prisma.sql`json_build_object('id', u.id, 'username', u.username, 'role', ${ROLE_NAME},
    'mappingLevel', l.name, 'level_ordering', l.ordering,
    'projectsMapped', nullif(coalesce(cardinality(u.projects_mapped), 0), 0),
    'emailAddress', ${own(Prisma.sql`u.email_address`)},
    'isEmailVerified', ${own(Prisma.sql`coalesce(u.is_email_verified, false)`)},
    'isExpert', coalesce(u.is_expert, false), 'twitterId', u.twitter_id, 'facebookId', u.facebook_id,
    'linkedinId', u.linkedin_id, 'slackId', u.slack_id, 'ircId', u.irc_id, 'skypeId', u.skype_id, 'city', u.city,
    'country', u.country, 'name', u.name, 'pictureUrl', u.picture_url, 'defaultEditor', u.default_editor,
    'mentionsNotifications', u.mentions_notifications,
    'questionsAndCommentsNotifications', u.projects_comments_notifications,
    'projectsNotifications', u.projects_notifications, 'tasksNotifications', u.tasks_notifications,
    'taskValidationNotification', u.task_validation_notification,
    'taskInvalidationNotification', u.task_invalidation_notification,
    'taskCommentsNotifications', u.tasks_comments_notifications,
    'teamsAnnouncementNotifications', u.teams_announcement_notifications,
    'gender', ${own(Prisma.sql`(${GENDERS}::text[])[u.gender]`)},
    'selfDescriptionGender', ${own(Prisma.sql`u.self_description_gender`)})`;
};
