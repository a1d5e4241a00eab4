import type { Db } from '../../db/transaction.js';
import { effectiveStatusName, lockExpired } from '../tasks/tasks.sql.js';
import type { TaskStatus } from '../tasks/state-machine/task-states.js';

/** A task that somebody holds the lock of. */
export interface HeldTask {
  projectId: number;
  taskId: number;
  status: TaskStatus;
}

/**
 * The tasks whose locks a user holds, by project and task; a lock that ran out is none.
 * @returns null where there is no such user
 */
export async function readHeldTasks(db: Db, userId: number, autoUnlockSeconds: number): Promise<HeldTask[] | null> {
  const rows = await db.$queryRaw<(HeldTask | { projectId: null })[]>`/* readHeldTasks */
    SELECT t.project_id AS "projectId", t.id AS "taskId",
      CASE WHEN t.id IS NOT NULL THEN ${effectiveStatusName(autoUnlockSeconds)} END AS status
    FROM users u LEFT JOIN tasks t ON t.locked_by = u.id AND t.task_status IN (1, 3) AND NOT ${lockExpired(autoUnlockSeconds)}
    WHERE u.id = ${userId}::bigint ORDER BY t.project_id, t.id`;
  if (rows.length === 0) return null;
  return rows.filter((row): row is HeldTask => row.projectId !== null);
}

/**
 * Reads a user as others see them; what is only for themselves (e-mail address, gender) is null for others.
 * @returns whether the one who asks is known, and JSON text (null: no such user)
 */
export async function readProfile(
  db: Db,
  { askedBy, username }: { askedBy: number; username: string },
): Promise<{ known: boolean; profile: string | null }> {
  const [row] = await db.$queryRaw<{ known: boolean; profile: string | null }[]>`/* readProfile */
    SELECT EXISTS (SELECT FROM users a WHERE a.id = ${askedBy}::bigint) AS known, (
      SELECT json_build_object('id', u.id, 'username', u.username,
        'role', CASE u.role WHEN -1 THEN 'READ_ONLY' WHEN 1 THEN 'ADMIN' ELSE 'MAPPER' END,
        'mappingLevel', l.name, 'level_ordering', l.ordering,
        'projectsMapped', nullif(coalesce(cardinality(u.projects_mapped), 0), 0),
        'emailAddress', CASE WHEN u.id = ${askedBy}::bigint THEN u.email_address END,
        'isEmailVerified', CASE WHEN u.id = ${askedBy}::bigint THEN u.is_email_verified END,
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
        'gender', CASE WHEN u.id = ${askedBy}::bigint
          THEN (ARRAY['MALE', 'FEMALE', 'SELF_DESCRIBE', 'PREFER_NOT'])[u.gender] END,
        'selfDescriptionGender', CASE WHEN u.id = ${askedBy}::bigint THEN u.self_description_gender END)::text
      FROM users u JOIN mapping_levels l ON l.id = u.mapping_level
      WHERE u.username = ${username}::text) AS profile`;
  return row ?? { known: false, profile: null };
}
