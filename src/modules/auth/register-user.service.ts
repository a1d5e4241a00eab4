import { ROLE } from '../../access/codes.js';
import type { Context } from '../../context.js';
import { isUniqueViolation } from '../../db/pg-errors.js';
import { inModelTransaction, type ModelTx, type Tx } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { escapeHtml } from '../../text/html.js';
import { insertUser } from '../users/users.service.js';
import { MESSAGE_TYPE, sendMessages } from '../notifications/messages.service.js';
import {
  findFirstLevel,
  findHolder,
  findIdentity,
  lockNames,
  renameUser,
  takenNames,
  updateIdentity,
  type OsmIdentity,
} from './sign-in.repository.js';

/** Number of attempts, if another transaction takes a name at the same time. */
const ATTEMPTS = 5;

/**
 * The temporary name of an account that was renamed at OSM, until its next sign-in. The name is free, and it differs from the
 * name that the other user gets.
 * @param wanted the name that the other user gets
 */
async function placeholderName(tx: Tx, id: number, wanted: string): Promise<string> {
  const first = `user_${id}`;
  const names = [first, ...Array.from({ length: 50 }, (_, index) => `${first}_${index + 2}`)];
  const taken = await takenNames(tx, names);
  const free = names.find((name) => name !== wanted && !taken.has(name));
  if (free === undefined) throw new DomainError('Busy');
  return free;
}

/**
 * Frees a name for a user. Names are unique at OSM, so another account with this name was renamed at OSM. Other changes of
 * names wait until the transaction ends.
 */
export async function freeName(tx: Tx, identity: Pick<OsmIdentity, 'id' | 'username'>): Promise<void> {
  await lockNames(tx);
  const holder = await findHolder(tx, identity);
  if (holder !== null) await renameUser(tx, holder, await placeholderName(tx, holder, identity.username));
}

/** The welcome message for a new user. */
const welcome = (orgCode: string, { id, username }: OsmIdentity) => {
  const organisation = escapeHtml(orgCode);
  return {
    type: MESSAGE_TYPE.SYSTEM,
    toUserId: id,
    fromUserId: null,
    subject: `Welcome to the ${organisation} Tasking Manager`,
    message:
      `<p>Hi ${escapeHtml(username)},</p>` +
      `<p>Welcome to the ${organisation} Tasking Manager. Choose a project, lock a task, and map it in OpenStreetMap.</p>` +
      '<p>Thank you for mapping!</p>',
  };
};

/** Values of a new row besides its identity. */
export interface NewUserParts {
  /** Code of the role. By default a mapper. */
  role?: number;
  /** In lower case; null without an address. */
  emailAddress?: string | null;
}

async function storeIdentity(
  { config }: Context,
  tx: ModelTx,
  identity: OsmIdentity,
  { role = ROLE.MAPPER, emailAddress = null }: NewUserParts,
): Promise<number> {
  await lockNames(tx);
  const known = await findIdentity(tx, identity.id);
  await freeName(tx, identity);
  if (known) {
    await updateIdentity(tx, identity);
    return known.levelId;
  }
  const levelId = await findFirstLevel(tx);
  await insertUser(tx, { ...identity, id: BigInt(identity.id), role, levelId, emailAddress });
  await sendMessages(tx, [welcome(config.system.orgCode, identity)]);
  return levelId;
}

/**
 * Stores the identity of a user at OSM. A new user gets a row and a message. For a known user, name and picture are
 * updated. Another account with the name was renamed at OSM: it becomes `user_<id>`.
 * @param parts values of a new row; ignored for a known user
 * @returns the id of the level of the user
 * @throws DomainError Busy if other transactions take the name repeatedly
 */
export async function registerOsmUser(
  context: Context,
  identity: OsmIdentity,
  parts: NewUserParts = {},
): Promise<number> {
  const known = await findIdentity(context.database.db, identity.id);
  if (known && known.username === identity.username && known.pictureUrl === identity.pictureUrl) return known.levelId;
  for (let attempt = 1; ; attempt++) {
    try {
      return await inModelTransaction(context.database, (tx) => storeIdentity(context, tx, identity, parts));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (attempt >= ATTEMPTS) throw new DomainError('Busy', { cause: error });
    }
  }
}
