import type { Tx } from '../../../db/transaction.js';

/**
 * Clears the personal data in the row of a user.
 * @param name the remaining name
 * @returns whether the user exists
 */
export async function anonymise(tx: Tx, userId: number, name: string): Promise<boolean> {
  const rows = await tx.$executeRaw`/* anonymise */
    UPDATE users SET username = ${name}::text, role = least(role, 0), name = NULL, city = NULL, country = NULL,
      email_address = NULL, is_email_verified = false, twitter_id = NULL, facebook_id = NULL, linkedin_id = NULL,
      slack_id = NULL, irc_id = NULL, skype_id = NULL, gender = NULL, self_description_gender = NULL,
      picture_url = NULL, is_expert = false
    WHERE id = ${userId}::bigint`;
  return rows > 0;
}

/** Deletes the rows that belong only to a user, and the text of the user's comments on projects. */
export async function deletePersonalRows(tx: Tx, userId: number): Promise<void> {
  await tx.$executeRaw`/* deletePersonalRows */ DELETE FROM user_licenses WHERE "user" = ${userId}::bigint`;
  await tx.$executeRaw`/* deletePersonalRows */ DELETE FROM user_interests WHERE user_id = ${userId}::bigint`;
  await tx.$executeRaw`/* deletePersonalRows */ DELETE FROM application_keys WHERE "user" = ${userId}::bigint`;
  await tx.$executeRaw`/* deletePersonalRows */ DELETE FROM messages WHERE to_user_id = ${userId}::bigint`;
  await tx.$executeRaw`/* deletePersonalRows */
    UPDATE project_chat SET message = ${`Deleted user_${userId} message`}::text WHERE user_id = ${userId}::bigint`;
}
