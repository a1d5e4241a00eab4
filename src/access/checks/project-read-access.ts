import { DomainError } from '../../errors/errors.js';
import { isUsername, readProjectAccess } from '../access.repository.js';
import { idIn, SIGNED_IN, type AccessRequest, type AccessRules, type Grants } from './access-request.js';
import { mayReadOpenly } from '../open-reads.js';
import { userOfTicket } from '../tokens/stream-ticket.js';
import { ofPartnership, projectFor } from './project-access.js';
import { assertExists, assertMayFetch, assertMaySee, maySeeProject, type ProjectForViewer } from '../project-policy.js';
import { isBlocked, type Viewer } from '../viewer.js';

async function openRead({
  db,
  userId,
  params,
  openReads,
}: AccessRequest): Promise<{ viewer: Viewer | null; project: ProjectForViewer }> {
  const projectId = idIn(params, 'projectId');
  const access = await readProjectAccess(db, projectId, userId);
  const { viewer } = access;
  const project = assertExists(access, projectId, userId);
  if (!mayReadOpenly(viewer, project, openReads)) throw new DomainError('PrivateProject');
  return { viewer, project };
}

/** A user (null: no session) who may see the project. */
async function reader({
  db,
  userId,
  params,
}: Pick<AccessRequest, 'db' | 'userId' | 'params'>): Promise<Grants['project:read']> {
  const projectId = idIn(params, 'projectId');
  const access = await readProjectAccess(db, projectId, userId);
  return { viewer: access.viewer, project: assertMaySee(access, projectId, userId) };
}

/** A user (null: no session) who may see the project, for a path that names a user too. The name is checked before the permission. */
async function readerOfUser({ db, userId, params }: AccessRequest): Promise<Grants['project:read-user']> {
  const projectId = idIn(params, 'projectId');
  const access = await readProjectAccess(db, projectId, userId);
  assertExists(access, projectId, userId);
  const { username } = params as { username: string };
  if (!(await isUsername(db, username))) throw new DomainError('USER_NOT_FOUND', { details: { username } });
  return { viewer: access.viewer, project: assertMaySee(access, projectId, userId) };
}

/** The reader of a stream: the user of the ticket, or without a ticket the user of the session. */
async function streamReader({ db, params, openReads, ...request }: AccessRequest): Promise<Grants['project:stream']> {
  const userId =
    openReads?.ticket === undefined
      ? request.userId
      : userOfTicket(openReads.ticket, idIn(params, 'projectId'), openReads);
  return reader({ db, userId, params });
}

async function annotatorFor(request: AccessRequest): Promise<Grants['project:annotate']> {
  const { viewer, project } = await projectFor(request, () => true);
  if (!maySeeProject(viewer, project)) throw new DomainError('PrivateProject');
  if (isBlocked(viewer)) throw new DomainError('ReadOnly');
  return { viewer, project };
}

/** Access to the operations that read projects. */
export const PROJECT_READ_ACCESS: AccessRules<
  | 'project:read'
  | 'project:read-signed-in'
  | 'project:read-user'
  | 'project:fetch'
  | 'project:read-open'
  | 'partnership:read-open'
  | 'project:annotate'
  | 'project:stream'
> = {
  'project:read': {
    session: 'optional',
    who: 'Everybody who may see the project.',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject'],
    check: reader,
  },
  'project:read-signed-in': {
    session: 'required',
    who: 'Signed-in users who may see the project.',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject'],
    check: async (request) => {
      const { viewer, project } = await reader(request);
      if (!viewer) throw new DomainError('InvalidToken');
      return { viewer, project };
    },
  },
  'project:read-user': {
    session: 'optional',
    who: 'Everybody who may see the project. For an unknown user in the path, every caller gets 404.',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject'],
    check: readerOfUser,
  },
  'project:fetch': {
    session: 'optional',
    who: 'Everybody who may see the project. For a draft, callers who do not manage it get `ProjectNotFetched`.',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject', 'ProjectNotFetched'],
    check: async ({ db, userId, params }) => {
      const projectId = idIn(params, 'projectId');
      const access = await readProjectAccess(db, projectId, userId);
      return { viewer: access.viewer, project: assertMayFetch(access, projectId, userId) };
    },
  },
  'project:read-open': {
    session: 'optional',
    who: 'Everybody. With `PRIVATE_EXPORTS=token`: users who may see the project, and clients with a signature for it.',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject'],
    check: openRead,
  },
  'partnership:read-open': {
    session: 'optional',
    who: 'Everybody. With `PRIVATE_EXPORTS=token`: users who may see the project.',
    errors: [...SIGNED_IN, 'PARTNERSHIP_NOT_FOUND', 'PrivateProject'],
    check: async (request) => openRead(await ofPartnership(request)),
  },
  'project:annotate': {
    session: 'required',
    who: 'Signed-in users who may see the project and are not blocked.',
    refusal: 'ReadOnly',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject'],
    check: annotatorFor,
  },
  'project:stream': {
    session: 'optional',
    who: 'Everybody who may see the project. The user is the one of the ticket, or without a ticket the one of the session.',
    errors: ['InvalidToken', ...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject'],
    check: streamReader,
  },
};
