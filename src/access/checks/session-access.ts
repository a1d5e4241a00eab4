import type { Db } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { hasIssueCategory, hasLicence, readReceiver } from '../access.repository.js';
import { adminOnly, idIn, SIGNED_IN, viewerOf, type AccessRequest, type AccessRules } from './access-request.js';
import { isAdmin, type Viewer } from '../viewer.js';

/**
 * Accepts admins only. An unknown id is refused before the role.
 * @param exists whether there is a row with the id
 * @param parameter the id in the path
 */
const adminOfExisting =
  (exists: (db: Db, id: number) => Promise<boolean>, parameter: string, notFound: (id: number) => DomainError) =>
  async (request: AccessRequest): Promise<{ viewer: Viewer }> => {
    const viewer = await viewerOf(request);
    const id = idIn(request.params, parameter);
    if (!(await exists(request.db, id))) throw notFound(id);
    if (!isAdmin(viewer)) throw new DomainError(request.refusal);
    return { viewer };
  };

/** Access that depends on the session and the role of its user. */
export const SESSION_ACCESS: AccessRules<
  | 'public'
  | 'optional'
  | 'session'
  | 'admin'
  | 'admin:rule'
  | 'issue-category:manage'
  | 'licence:manage'
  | 'message:own'
  | 'user:own'
> = {
  public: {
    session: 'none',
    who: 'Everybody. The session is ignored.',
    errors: [],
    check: async () => ({}),
  },
  optional: {
    session: 'optional',
    who: 'Everybody. The answer may depend on the session.',
    errors: SIGNED_IN,
    check: async (request) => ({ viewer: request.userId === null ? null : await viewerOf(request) }),
  },
  session: {
    session: 'required',
    who: 'Any signed-in user, blocked users too.',
    errors: SIGNED_IN,
    check: async (request) => ({ viewer: await viewerOf(request) }),
  },
  admin: {
    session: 'required',
    who: 'Admins.',
    refusal: 'AdminAccessRequired',
    errors: SIGNED_IN,
    check: adminOnly,
  },
  'admin:rule': {
    session: 'required',
    who: 'Admins.',
    refusal: 'OnlyAdminAccess',
    errors: SIGNED_IN,
    check: adminOnly,
  },
  'issue-category:manage': {
    session: 'required',
    who: 'Admins.',
    refusal: 'AdminAccessRequired',
    errors: [...SIGNED_IN, 'ISSUE_CATEGORY_NOT_FOUND'],
    check: adminOfExisting(
      hasIssueCategory,
      'categoryId',
      (id) => new DomainError('ISSUE_CATEGORY_NOT_FOUND', { details: { category_id: id } }),
    ),
  },
  'licence:manage': {
    session: 'required',
    who: 'Admins.',
    refusal: 'AdminAccessRequired',
    errors: [...SIGNED_IN, 'LICENSE_NOT_FOUND'],
    check: adminOfExisting(
      hasLicence,
      'licenseId',
      (id) => new DomainError('LICENSE_NOT_FOUND', { details: { license_id: id } }),
    ),
  },
  'message:own': {
    session: 'required',
    who: 'Only the receiver. Admins may not read messages of others.',
    refusal: 'AccessOtherUserMessage',
    errors: [...SIGNED_IN, 'MESSAGE_NOT_FOUND'],
    check: async (request) => {
      const viewer = await viewerOf(request);
      const messageId = idIn(request.params, 'messageId');
      const message = await readReceiver(request.db, messageId);
      if (!message) throw new DomainError('MESSAGE_NOT_FOUND', { details: { message_id: messageId } });
      if (message.receiverId !== viewer.id) throw new DomainError(request.refusal);
      return { viewer };
    },
  },
  'user:own': {
    session: 'required',
    who: 'The user in the path, and admins.',
    refusal: 'NotOneself',
    errors: SIGNED_IN,
    check: async (request) => {
      const viewer = await viewerOf(request);
      if (!isAdmin(viewer) && viewer.id !== idIn(request.params, 'userId')) throw new DomainError(request.refusal);
      return { viewer };
    },
  },
};
