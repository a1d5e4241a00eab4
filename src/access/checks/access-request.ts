import type { Db } from '../../db/transaction.js';
import { DomainError, type ErrorCode } from '../../errors/errors.js';
import { readManager, readViewer } from '../access.repository.js';
import type { OpenReadRequest } from '../open-reads.js';
import type { OrganisationForViewer } from '../organisation-policy.js';
import type { ProjectForViewer } from '../project-policy.js';
import type { TeamForViewer } from '../team-policy.js';
import { isAdmin, isBlocked, userNotFound, type Viewer } from '../viewer.js';

/** The rows that a passed check has read. */
export interface Grants {
  public: Record<never, never>;
  optional: { viewer: Viewer | null };
  session: { viewer: Viewer };
  admin: { viewer: Viewer };
  'admin:rule': { viewer: Viewer };
  'issue-category:manage': { viewer: Viewer };
  'licence:manage': { viewer: Viewer };
  'user:own': { viewer: Viewer };
  'message:own': { viewer: Viewer };
  'organisation:manage-any': { viewer: Viewer };
  'organisation:manage': { viewer: Viewer; organisation: OrganisationForViewer };
  'team:manage': { viewer: Viewer; team: TeamForViewer };
  'team:manage-in-project': { viewer: Viewer; team: TeamForViewer };
  'team:read': { viewer: Viewer; team: TeamForViewer };
  'team:leave': { viewer: Viewer; team: TeamForViewer };
  'team:manage-each': { viewer: Viewer };
  'team:write': { viewer: Viewer; team: TeamForViewer };
  'project:read': { viewer: Viewer | null; project: ProjectForViewer };
  'project:read-signed-in': { viewer: Viewer; project: ProjectForViewer };
  'project:read-user': { viewer: Viewer | null; project: ProjectForViewer };
  'project:fetch': { viewer: Viewer | null; project: ProjectForViewer };
  'project:read-open': { viewer: Viewer | null; project: ProjectForViewer };
  /** `organisationId` is the organisation of the new project, or null. */
  'project:create': { viewer: Viewer; organisationId: number | null };
  'project:edit': { viewer: Viewer; project: ProjectForViewer };
  'project:own': { viewer: Viewer; project: ProjectForViewer };
  'project:delete': { viewer: Viewer; project: ProjectForViewer };
  'project:administer': { viewer: Viewer; project: ProjectForViewer };
  'project:comment': { viewer: Viewer; project: ProjectForViewer };
  'project:comment-delete': { viewer: Viewer; project: ProjectForViewer };
  'task:comment': { viewer: Viewer; project: ProjectForViewer };
  'task:hold': { viewer: Viewer; project: ProjectForViewer };
  'task:map': { viewer: Viewer; project: ProjectForViewer };
  'task:undo': { viewer: Viewer; project: ProjectForViewer };
  'task:validate': { viewer: Viewer; project: ProjectForViewer };
  'campaign:manage': { viewer: Viewer };
  'partner:read': { viewer: Viewer | null };
  'partnership:edit': { viewer: Viewer; project: ProjectForViewer };
  'partnership:read-open': { viewer: Viewer | null; project: ProjectForViewer };
  'project:annotate': { viewer: Viewer; project: ProjectForViewer };
  'project:stream': { viewer: Viewer | null; project: ProjectForViewer };
  'project:assign-team': { viewer: Viewer; project: ProjectForViewer; team: TeamForViewer };
}

/** The name of the access that an operation requires. */
export type AccessName = keyof Grants;

/** One rule of access. */
export interface AccessRule<N extends AccessName> {
  /** Whether a session is required, optional or ignored. */
  session: 'none' | 'optional' | 'required';
  /** One sentence for the documentation. */
  who: string;
  /** Code for a caller without the right, unless the operation names another code. */
  refusal?: ErrorCode;
  /** Code for a blocked user. By default the refusal. */
  blocked?: ErrorCode;
  /** The errors of the check besides the refusals. */
  errors: readonly ErrorCode[];
  check: (request: AccessRequest) => Promise<Grants[N]>;
}

/** The rules of some names of access. */
export type AccessRules<N extends AccessName> = { readonly [K in N]: AccessRule<K> };

/** The caller, and the resource of the request. */
export interface AccessRequest {
  db: Db;
  /** User of the session; null without one. */
  userId: number | null;
  /** Values of the path: `projectId`, `organisationId`, `teamId`, `userId`. */
  params: Readonly<Record<string, unknown>>;
  /** Code for a caller without the right. */
  refusal: ErrorCode;
  /** Code for a blocked user. */
  blocked: ErrorCode;
  /** For exports, which clients fetch without a session. Absent: only users who may see the project. */
  openReads?: OpenReads;
}

/** The setting `PRIVATE_EXPORTS`, and the signature or ticket that a request carries. */
export interface OpenReads extends OpenReadRequest {
  /** The value of `?ticket=`, if there is one: it opens a stream of events. */
  ticket: string | undefined;
}

/**
 * An id of the path.
 * @throws Error if the operation has no such parameter
 */
export const idIn = (params: AccessRequest['params'], name: string): number => {
  const id = params[name];
  if (typeof id !== 'number') throw new Error(`the path has no ${name}`);
  return id;
};

const userOf =
  <V extends Viewer>(read: (db: Db, userId: number) => Promise<V | null>) =>
  async ({ db, userId }: Pick<AccessRequest, 'db' | 'userId'>): Promise<V> => {
    if (userId === null) throw new DomainError('InvalidToken');
    const viewer = await read(db, userId);
    if (!viewer) throw userNotFound(userId);
    return viewer;
  };

/**
 * Reads the user of the session.
 * @throws DomainError InvalidToken, USER_NOT_FOUND
 */
export const viewerOf = userOf(readViewer);

/**
 * Reads the user of the session, and whether the user manages any organisation.
 * @throws DomainError InvalidToken, USER_NOT_FOUND
 */
export const managerOf = userOf(readManager);

/** Refuses a viewer: with `blocked` for a blocked user, else with `refusal`. */
export const refuse = ({ refusal, blocked }: AccessRequest, viewer: Viewer): never => {
  throw new DomainError(isBlocked(viewer) ? blocked : refusal);
};

/** Accepts admins only. @throws DomainError InvalidToken, USER_NOT_FOUND, or the refusal */
export async function adminOnly(request: AccessRequest): Promise<{ viewer: Viewer }> {
  const viewer = await viewerOf(request);
  if (!isAdmin(viewer)) throw new DomainError(request.refusal);
  return { viewer };
}

/** The errors of every check that reads the user of a session. */
export const SIGNED_IN = ['USER_NOT_FOUND'] as const;
