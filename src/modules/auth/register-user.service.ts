import { ROLE } from '../../access/codes.js';
import type { Context } from '../../context.js';
import { isUniqueViolation } from '../../db/pg-errors.js';
import { inTransaction, type Tx } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { escapeHtml } from '../../text/html.js';
import { MESSAGE_TYPE, sendMessages } from '../notifications/messages.service.js';
import {
  findHolder,
  findIdentity,
  insertNewUser,
  lockNames,
  renameUser,
  takenNames,
  updateIdentity,
  type OsmIdentity,
} from './sign-in.repository.js';

/** How often it is tried again where another writer took a name in between. */
const ATTEMPTS = 5;

/** The name of an account that was renamed at OSM, until its next sign-in. It is neither taken nor the one that is given away. */
async function placeholderName(tx: Tx, id: number, wanted: string): Promise<string> {
  const first = `user_${id}`;
  const names = [first, ...Array.from({ length: 50 }, (_, index) => `${first}_${index + 2}`)];
  const taken = await takenNames(tx, names);
  const free = names.find((name) => name !== wanted && !taken.has(name));
  if (free === undefined) throw new DomainError('Busy');
  return free;
}

/**
 * Makes a name free for a user. Names are unique at OSM: an account that holds it here was renamed there. Others who change
 * names wait until the transaction ends.
 */
export async function freeName(tx: Tx, identity: Pick<OsmIdentity, 'id' | 'username'>): Promise<void> {
  await lockNames(tx);
  const holder = await findHolder(tx, identity);
  if (holder !== null) await renameUser(tx, holder, await placeholderName(tx, holder, identity.username));
}

/** The message that greets a new user. */
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

/** What a new row gets besides its identity. */
export interface NewUserParts {
  /** Code of the role; a mapper where it is not given. */
  role?: number;
  /** In lower case; null where none was given. */
  emailAddress?: string | null;
}

async function storeIdentity(
  { config }: Context,
  tx: Tx,
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
  const levelId = await insertNewUser(tx, { ...identity, role, emailAddress });
  await sendMessages(tx, [welcome(config.system.orgCode, identity)]);
  return levelId;
}

/**
 * Stores who a user is at OSM. A new user gets a row and a message. Of a known user the name and the picture are written.
 * Another account that holds the name was renamed at OSM: it becomes `user_<id>`.
 * @param parts what a new row gets; not looked at for a known user
 * @returns the id of the level that the user has
 * @throws DomainError Busy where other writers take the name again and again
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
      return await inTransaction(context.database, (tx) => storeIdentity(context, tx, identity, parts));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (attempt >= ATTEMPTS) throw new DomainError('Busy', { cause: error });
    }
  }
}
