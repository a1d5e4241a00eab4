import type { Context } from '../../../context.js';
import { inModelTransaction, inTransaction } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { userNotFound } from '../../../access/viewer.js';
import { genderCode, type Gender } from '../user-codes.js';
import {
  deleteRegistration,
  insertRegistration,
  isAddressTaken,
  lockAddress,
  readAddress,
  readRegistration,
  updateProfile,
  type ProfileColumns,
} from './settings.repository.js';
import { queueVerification } from './verification-mail.service.js';

type Given<T> = T | null | undefined;

/** The profile in a request. Undefined and null keep the value. */
export interface ProfileChanges {
  id?: Given<number>;
  /** In lower case. An empty text changes nothing. */
  emailAddress?: Given<string>;
  name?: Given<string>;
  city?: Given<string>;
  country?: Given<string>;
  twitterId?: Given<string>;
  facebookId?: Given<string>;
  linkedinId?: Given<string>;
  slackId?: Given<string>;
  ircId?: Given<string>;
  skypeId?: Given<string>;
  defaultEditor?: Given<string>;
  isExpert?: Given<boolean>;
  mentionsNotifications?: Given<boolean>;
  questionsAndCommentsNotifications?: Given<boolean>;
  projectsNotifications?: Given<boolean>;
  tasksNotifications?: Given<boolean>;
  taskValidationNotification?: Given<boolean>;
  taskInvalidationNotification?: Given<boolean>;
  taskCommentsNotifications?: Given<boolean>;
  teamsAnnouncementNotifications?: Given<boolean>;
  gender?: Given<Gender | ''>;
  selfDescriptionGender?: Given<string>;
}

/** The columns of the gender in a request, and of its description. The description is kept only for SELF_DESCRIBE. */
function genderColumns({ gender, selfDescriptionGender: description }: ProfileChanges): ProfileColumns {
  const given = typeof description === 'string' && { selfDescriptionGender: description };
  if (gender === null || gender === undefined) return { ...given };
  if (gender === 'SELF_DESCRIBE') return { gender: genderCode(gender), ...given };
  return { gender: gender === '' ? null : genderCode(gender), selfDescriptionGender: null };
}

/** The keys of a profile whose columns have the same name. */
const SAME_NAME = [
  'name',
  'city',
  'country',
  'twitterId',
  'facebookId',
  'linkedinId',
  'slackId',
  'ircId',
  'skypeId',
  'defaultEditor',
  'isExpert',
  'mentionsNotifications',
  'projectsNotifications',
  'tasksNotifications',
  'taskValidationNotification',
  'taskInvalidationNotification',
  'teamsAnnouncementNotifications',
] as const satisfies (keyof ProfileChanges & keyof ProfileColumns)[];

/** The values of a request by column, without the address. */
function columnsOf(changes: ProfileChanges): ProfileColumns {
  const columns = {
    ...Object.fromEntries(SAME_NAME.map((key) => [key, changes[key]])),
    projectsCommentsNotifications: changes.questionsAndCommentsNotifications,
    tasksCommentsNotifications: changes.taskCommentsNotifications,
  };
  const given = Object.entries(columns).filter(([, value]) => value !== null && value !== undefined);
  return { ...(Object.fromEntries(given) as ProfileColumns), ...genderColumns(changes) };
}

/**
 * Changes the profile of the caller. A new address is not verified, and a link is sent to it.
 * @returns whether a link was sent
 * @throws DomainError UnableToAuth (the profile of another user), USER_NOT_FOUND
 */
export async function changeProfile(context: Context, userId: number, changes: ProfileChanges): Promise<boolean> {
  if (changes.id !== userId) throw new DomainError('UnableToAuth');
  const columns = columnsOf(changes);
  const address = changes.emailAddress || null;
  return inModelTransaction(context.database, async (tx) => {
    const before = await lockAddress(tx, userId);
    if (!before) throw userNotFound(userId);
    const isNew = address !== null && address !== before.emailAddress?.toLowerCase();
    await updateProfile(tx, userId, {
      ...columns,
      ...(address !== null && { emailAddress: address }),
      ...(isNew && { isEmailVerified: false }),
    });
    if (!isNew) return false;
    await deleteRegistration(tx, address);
    await queueVerification(tx, context, { username: before.username, emailAddress: address });
    return true;
  });
}

/**
 * Sends the link that verifies the address of a user, again.
 * @throws DomainError USER_NOT_FOUND, EmailNotSet
 */
export async function resendVerification(context: Context, userId: number): Promise<void> {
  const user = await readAddress(context.database.prisma, userId);
  if (!user) throw userNotFound(userId);
  if (!user.emailAddress) throw new DomainError('EmailNotSet');
  const { username, emailAddress } = user;
  await queueVerification(context.database.db, context, { username, emailAddress });
}

/**
 * Registers the address of a person who is not a user. Repeating this returns the same registration.
 * @param email in lower case
 * @throws DomainError InvalidData (a user has the address)
 */
export async function registerAddress({ database }: Context, email: string) {
  if (await isAddressTaken(database.db, email))
    throw new DomainError('InvalidData', { sentence: 'Another user has this e-mail address' });
  const known = await readRegistration(database.db, email);
  if (known === null) await inTransaction(database, (tx) => insertRegistration(tx, email));
  const id = known ?? (await readRegistration(database.db, email));
  if (id === null) throw new Error('a new registration was not found');
  return { id, email, success: true, details: 'User created successfully' };
}
