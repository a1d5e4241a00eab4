import type { Db } from '../db/transaction.js';
import { DomainError, type ErrorCode } from '../errors/errors.js';
import {
  hasIssueCategory,
  hasLicence,
  isCampaign,
  managesAnyOrganisation,
  readOrganisationFor,
  readProjectAccess,
  readProjectOfPartnership,
  readTeamFor,
  readViewer,
} from './access.repository.js';
import { managesOrganisation, organisationNotFound, type OrganisationForViewer } from './organisation-policy.js';
import { isSignedFor } from './export-signature.js';
import {
  assertMayFetch,
  assertMaySee,
  managesProject,
  maySeeProject,
  ownsProject,
  projectNotFound,
  type ProjectForViewer,
} from './project-policy.js';
import { managesTeam, teamNotFound, type TeamForViewer } from './team-policy.js';
import { isAdmin, isBlocked, userNotFound, type Viewer } from './viewer.js';

/** What a caller has shown by passing a check: the rows that the check has read. */
export interface Grants {
  public: Record<never, never>;
  optional: { viewer: Viewer | null };
  session: { viewer: Viewer };
  'session:not-blocked': { viewer: Viewer };
  admin: { viewer: Viewer };
  'admin:rule': { viewer: Viewer };
  'issue-category:manage': { viewer: Viewer };
  'licence:manage': { viewer: Viewer };
  'user:own': { viewer: Viewer };
  'organisation:manage-any': { viewer: Viewer };
  'organisation:manage': { viewer: Viewer; organisation: OrganisationForViewer };
  'team:manage': { viewer: Viewer; team: TeamForViewer };
  'team:manage-in-project': { viewer: Viewer; team: TeamForViewer };
  'team:read': { viewer: Viewer; team: TeamForViewer };
  'team:leave': { viewer: Viewer; team: TeamForViewer };
  'team:write': { viewer: Viewer; team: TeamForViewer };
  'project:read': { viewer: Viewer | null; project: ProjectForViewer };
  'project:read-signed-in': { viewer: Viewer; project: ProjectForViewer };
  'project:fetch': { viewer: Viewer | null; project: ProjectForViewer };
  'project:read-open': { viewer: Viewer | null; project: ProjectForViewer };
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
  'project:assign-team': { viewer: Viewer; project: ProjectForViewer; team: TeamForViewer };
}

/** The name of what an operation asks of its caller. */
export type AccessName = keyof Grants;

/** One way of limiting who may call. */
interface AccessRule<N extends AccessName> {
  /** Whether a session is required, read where there is one, or not looked at. */
  session: 'none' | 'optional' | 'required';
  /** One sentence for the documentation. */
  who: string;
  /** What a caller without the right gets, unless the operation names another code. */
  refusal?: ErrorCode;
  /** What a blocked user gets; the refusal where it is not given. */
  blocked?: ErrorCode;
  /** The errors of the check besides the refusals. */
  errors: readonly ErrorCode[];
  check: (request: AccessRequest) => Promise<Grants[N]>;
}

/** Who asks, and about what. */
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
  /** Who may read what clients fetch without a session. Absent: those who may see the project. */
  openReads?: OpenReads;
}

/** The setting `PRIVATE_EXPORTS`, and the signature that a request carries. */
export interface OpenReads {
  privateExports: 'public' | 'token';
  /** The value of `?sig=`, where there is one. */
  signature: string | undefined;
  /** Verifies signatures. */
  secret: string;
}

const idIn = (params: AccessRequest['params'], name: string): number => {
  const id = params[name];
  if (typeof id !== 'number') throw new Error(`the path has no ${name}`);
  return id;
};

/** @throws DomainError InvalidToken, USER_NOT_FOUND */
async function viewerOf({ db, userId }: Pick<AccessRequest, 'db' | 'userId'>): Promise<Viewer> {
  if (userId === null) throw new DomainError('InvalidToken');
  const viewer = await readViewer(db, userId);
  if (!viewer) throw userNotFound(userId);
  return viewer;
}

const refuse = ({ refusal, blocked }: AccessRequest, viewer: Viewer): never => {
  throw new DomainError(isBlocked(viewer) ? blocked : refusal);
};

async function adminOnly(request: AccessRequest): Promise<{ viewer: Viewer }> {
  const viewer = await viewerOf(request);
  if (!isAdmin(viewer)) throw new DomainError(request.refusal);
  return { viewer };
}

/** Reads the project and its viewer; `allows` decides. */
async function projectFor(
  request: AccessRequest,
  allows: (viewer: Viewer, project: ProjectForViewer) => boolean,
): Promise<{ viewer: Viewer; project: ProjectForViewer }> {
  const { db, userId, params } = request;
  const projectId = idIn(params, 'projectId');
  if (userId === null) throw new DomainError('InvalidToken');
  const { viewer, project } = await readProjectAccess(db, projectId, userId);
  if (!viewer) throw userNotFound(userId);
  if (!project) throw projectNotFound(projectId);
  if (!allows(viewer, project)) refuse(request, viewer);
  return { viewer, project };
}

async function organisationFor(request: AccessRequest): Promise<Grants['organisation:manage']> {
  const viewer = await viewerOf(request);
  const organisationId = idIn(request.params, 'organisationId');
  const organisation = await readOrganisationFor(request.db, organisationId, viewer.id);
  // Only admins learn that an organisation is unknown.
  if (!managesOrganisation(viewer, organisation)) refuse(request, viewer);
  if (!organisation) throw organisationNotFound(organisationId);
  return { viewer, organisation };
}

/** Reads the team and its viewer; `allows` decides. */
async function teamFor(
  request: AccessRequest,
  allows: (viewer: Viewer, team: TeamForViewer) => boolean,
): Promise<Grants['team:manage']> {
  const viewer = await viewerOf(request);
  const teamId = idIn(request.params, 'teamId');
  const team = await readTeamFor(request.db, teamId, viewer.id);
  if (!team) throw teamNotFound(teamId);
  if (!allows(viewer, team)) refuse(request, viewer);
  return { viewer, team };
}

async function teamInProjectFor(request: AccessRequest): Promise<Grants['team:manage-in-project']> {
  const { db, userId, params } = request;
  const projectId = idIn(params, 'projectId');
  const { viewer, project } = await readProjectAccess(db, projectId, userId);
  if (userId !== null && !viewer) throw userNotFound(userId);
  if (!project) throw projectNotFound(projectId);
  return teamFor(request, managesTeam);
}

async function openRead({
  db,
  userId,
  params,
  openReads,
}: AccessRequest): Promise<{ viewer: Viewer | null; project: ProjectForViewer }> {
  const projectId = idIn(params, 'projectId');
  const { viewer, project } = await readProjectAccess(db, projectId, userId);
  if (userId !== null && !viewer) throw userNotFound(userId);
  if (!project) throw projectNotFound(projectId);
  const isOpen =
    openReads?.privateExports === 'public' || maySeeProject(viewer, project) || isSignedFor(projectId, openReads);
  if (!isOpen) throw new DomainError('PrivateProject');
  return { viewer, project };
}

/** @throws DomainError InvalidToken, USER_NOT_FOUND, the 404 of the thing, or the refusal */
async function anyOrganisationFor(request: AccessRequest, viewer: Viewer): Promise<{ viewer: Viewer }> {
  if (isBlocked(viewer)) refuse(request, viewer);
  if (!isAdmin(viewer) && !(await managesAnyOrganisation(request.db, viewer.id))) refuse(request, viewer);
  return { viewer };
}

async function campaignFor(request: AccessRequest): Promise<{ viewer: Viewer }> {
  const viewer = await viewerOf(request);
  const campaignId = idIn(request.params, 'campaignId');
  if (!(await isCampaign(request.db, campaignId)))
    throw new DomainError('CAMPAIGN_NOT_FOUND', { details: { campaign_id: campaignId } });
  return anyOrganisationFor(request, viewer);
}

/** The same request, about the project of a partnership. */
async function ofPartnership(request: AccessRequest): Promise<AccessRequest> {
  const partnershipId = idIn(request.params, 'partnershipId');
  const projectId = await readProjectOfPartnership(request.db, partnershipId);
  if (projectId === null)
    throw new DomainError('PARTNERSHIP_NOT_FOUND', { details: { partnership_id: partnershipId } });
  return { ...request, params: { ...request.params, projectId } };
}

async function annotatorFor(request: AccessRequest): Promise<Grants['project:annotate']> {
  const { viewer, project } = await projectFor(request, () => true);
  if (!maySeeProject(viewer, project)) throw new DomainError('PrivateProject');
  if (isBlocked(viewer)) throw new DomainError('ReadOnly');
  return { viewer, project };
}

async function partnerReader(request: AccessRequest): Promise<Grants['partner:read']> {
  if (/^\d+$/.test(String(request.params.partnerId))) return adminOnly(request);
  return { viewer: null };
}

async function assignmentFor(request: AccessRequest): Promise<Grants['project:assign-team']> {
  const { viewer, project } = await projectFor(request, () => true);
  const { team } = await teamFor(request, () => true);
  if (!managesProject(viewer, project) || !managesTeam(viewer, team)) refuse(request, viewer);
  return { viewer, project, team };
}

const SIGNED_IN = ['USER_NOT_FOUND'] as const;
const SIGNED_IN_TO_PROJECT = [...SIGNED_IN, 'PROJECT_NOT_FOUND'] as const;

/** For actions on tasks: their rules check the access, on the snapshot that they decide on (`checkedIn: 'statement'`). */
const checkedByRule = async (): Promise<never> => {
  throw new Error('the rule of the action checks this access');
};

/** Everything that an operation can ask of its caller, by name. `docs/permissions.md` is made from it. */
export const ACCESS: { readonly [N in AccessName]: AccessRule<N> } = {
  public: {
    session: 'none',
    who: 'Everybody. A session is not needed and not looked at.',
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
  'session:not-blocked': {
    session: 'required',
    who: 'Any signed-in user who is not blocked.',
    refusal: 'ReadOnly',
    errors: SIGNED_IN,
    check: async (request) => {
      const viewer = await viewerOf(request);
      if (isBlocked(viewer)) refuse(request, viewer);
      return { viewer };
    },
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
    check: async (request) => {
      const viewer = await viewerOf(request);
      const categoryId = idIn(request.params, 'categoryId');
      if (!(await hasIssueCategory(request.db, categoryId)))
        throw new DomainError('ISSUE_CATEGORY_NOT_FOUND', { details: { category_id: categoryId } });
      if (!isAdmin(viewer)) throw new DomainError(request.refusal);
      return { viewer };
    },
  },
  'licence:manage': {
    session: 'required',
    who: 'Admins.',
    refusal: 'AdminAccessRequired',
    errors: [...SIGNED_IN, 'LICENSE_NOT_FOUND'],
    check: async (request) => {
      const viewer = await viewerOf(request);
      const licenceId = idIn(request.params, 'licenseId');
      if (!(await hasLicence(request.db, licenceId)))
        throw new DomainError('LICENSE_NOT_FOUND', { details: { license_id: licenceId } });
      if (!isAdmin(viewer)) throw new DomainError(request.refusal);
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
  'organisation:manage-any': {
    session: 'required',
    who: 'Admins and managers of any organisation.',
    refusal: 'UserNotPermitted',
    errors: SIGNED_IN,
    check: async (request) => anyOrganisationFor(request, await viewerOf(request)),
  },
  'organisation:manage': {
    session: 'required',
    who: 'Admins and managers of the organisation.',
    refusal: 'UserNotOrgAdmin',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'ORGANISATION_NOT_FOUND'],
    check: organisationFor,
  },
  'team:manage': {
    session: 'required',
    who: 'Admins, managers of the team, and managers of the organisation that owns it.',
    refusal: 'UserNotTeamManager',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'TEAM_NOT_FOUND'],
    check: (request) => teamFor(request, managesTeam),
  },
  'team:manage-in-project': {
    session: 'required',
    who: 'Admins, managers of the team, and managers of the organisation that owns it.',
    refusal: 'UserPermissionError',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'TEAM_NOT_FOUND'],
    check: teamInProjectFor,
  },
  'team:read': {
    session: 'required',
    who: 'Any signed-in user. The members of a private team are shown to its active members and its managers.',
    errors: [...SIGNED_IN, 'TEAM_NOT_FOUND'],
    check: (request) => teamFor(request, () => true),
  },
  'team:leave': {
    session: 'required',
    who: 'Users for themselves, blocked users too. Others are removed by managers of the team or its organisation, and admins.',
    errors: [...SIGNED_IN, 'TEAM_NOT_FOUND'],
    check: (request) => teamFor(request, () => true),
  },
  'team:write': {
    session: 'required',
    who: 'Any signed-in user who is not blocked.',
    refusal: 'ReadOnly',
    errors: [...SIGNED_IN, 'TEAM_NOT_FOUND'],
    check: (request) => teamFor(request, (viewer) => !isBlocked(viewer)),
  },
  'project:read': {
    session: 'optional',
    who: 'Everybody who may see the project.',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject'],
    check: async ({ db, userId, params }) => {
      const projectId = idIn(params, 'projectId');
      const access = await readProjectAccess(db, projectId, userId);
      return { viewer: access.viewer, project: assertMaySee(access, projectId, userId) };
    },
  },
  'project:read-signed-in': {
    session: 'required',
    who: 'Signed-in users who may see the project.',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject'],
    check: async ({ db, userId, params }) => {
      const projectId = idIn(params, 'projectId');
      const access = await readProjectAccess(db, projectId, userId);
      const project = assertMaySee(access, projectId, userId);
      if (!access.viewer) throw new DomainError('InvalidToken');
      return { viewer: access.viewer, project };
    },
  },
  'project:fetch': {
    session: 'optional',
    who: 'Everybody who may see the project. A draft is answered as one that cannot be fetched.',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject', 'ProjectNotFetched'],
    check: async ({ db, userId, params }) => {
      const projectId = idIn(params, 'projectId');
      const access = await readProjectAccess(db, projectId, userId);
      return { viewer: access.viewer, project: assertMayFetch(access, projectId, userId) };
    },
  },
  'project:read-open': {
    session: 'optional',
    who: 'Everybody. With `PRIVATE_EXPORTS=token`: everybody who may see the project, or has a signature for it.',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'PrivateProject'],
    check: openRead,
  },
  'project:edit': {
    session: 'required',
    who: 'Managers of the project: admins, its author, managers of its organisation, members of a team that manages it.',
    refusal: 'UserPermissionError',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND'],
    check: (request) => projectFor(request, managesProject),
  },
  'campaign:manage': {
    session: 'required',
    who: 'Admins and managers of any organisation.',
    refusal: 'UserNotPermitted',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'CAMPAIGN_NOT_FOUND'],
    check: campaignFor,
  },
  'partner:read': {
    session: 'optional',
    who: 'Everybody by permalink, admins by id.',
    refusal: 'OnlyAdminAccess',
    errors: ['InvalidToken', ...SIGNED_IN],
    check: partnerReader,
  },
  'partnership:edit': {
    session: 'required',
    who: 'Managers of the project: admins, its author, managers of its organisation, members of a team that manages it.',
    refusal: 'UserPermissionError',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'PARTNERSHIP_NOT_FOUND'],
    check: async (request) => {
      await viewerOf(request);
      return projectFor(await ofPartnership(request), managesProject);
    },
  },
  'partnership:read-open': {
    session: 'optional',
    who: 'Everybody; with PRIVATE_EXPORTS=token, everybody who may see the project.',
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
  'project:assign-team': {
    session: 'required',
    who: 'Who manages the project and the team: admins, and users who are a manager of both.',
    refusal: 'UserPermissionError',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'TEAM_NOT_FOUND'],
    check: assignmentFor,
  },
  'project:own': {
    session: 'required',
    who: 'Admins, the author of the project, and managers of its organisation.',
    refusal: 'UserPermissionError',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND'],
    check: (request) => projectFor(request, ownsProject),
  },
  'project:delete': {
    session: 'required',
    who: 'Admins, the author of the project, and managers of its organisation. Members of a team that manages it may not.',
    refusal: 'UserPermissionError',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'DeletePermissionError'],
    check: async (request) => {
      const granted = await projectFor(request, managesProject);
      if (!ownsProject(granted.viewer, granted.project)) throw new DomainError('DeletePermissionError');
      return granted;
    },
  },
  'project:administer': {
    session: 'required',
    who: 'Admins.',
    refusal: 'OnlyAdminAccess',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND'],
    check: (request) => projectFor(request, isAdmin),
  },
  'project:comment': {
    session: 'required',
    who: 'Signed-in users who are not blocked and may see the project.',
    refusal: 'UserNotPermitted',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND'],
    check: (request) => projectFor(request, (viewer, project) => !isBlocked(viewer) && maySeeProject(viewer, project)),
  },
  'project:comment-delete': {
    session: 'required',
    who: 'The user who wrote the comment, and managers of the project; no blocked users.',
    refusal: 'DeletePermissionError',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND'],
    check: (request) => projectFor(request, (viewer) => !isBlocked(viewer)),
  },
  'task:comment': {
    session: 'required',
    who: 'Signed-in users who are not blocked and may see the project.',
    errors: [...SIGNED_IN_TO_PROJECT, 'ReadOnly', 'PrivateProject'],
    check: checkedByRule,
  },
  'task:hold': {
    session: 'required',
    who: 'The user who holds the lock of the task.',
    errors: SIGNED_IN_TO_PROJECT,
    check: checkedByRule,
  },
  'task:map': {
    session: 'required',
    who: 'Users who may map in the project: see docs/permissions.md.',
    errors: [
      ...SIGNED_IN_TO_PROJECT,
      'UserNotAllowed',
      'UserLicenseError',
      'ProjectNotPublished',
      'MappingNotAllowed.USER_NOT_TEAM_MEMBER',
      'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL',
      'UserAlreadyHasTaskLocked',
    ],
    check: checkedByRule,
  },
  'task:undo': {
    session: 'required',
    who: 'The user of the last action on the task, and users who may validate in the project.',
    errors: [...SIGNED_IN_TO_PROJECT, 'UndoPermissionError'],
    check: checkedByRule,
  },
  'task:validate': {
    session: 'required',
    who: 'Users who may validate in the project: see docs/permissions.md.',
    errors: [
      ...SIGNED_IN_TO_PROJECT,
      'UserNotAllowed',
      'UserLicenseError',
      'ProjectNotPublished',
      'ValidtionNotAllowed',
      'UserAlreadyHasTaskLocked',
    ],
    check: checkedByRule,
  },
};

/** What an operation asks of its caller. */
export interface AccessDemand<N extends AccessName = AccessName> {
  access: N;
  /** Code for a caller without the right, where it is not the one of the access. */
  refusal?: ErrorCode | undefined;
  /** Code for a blocked user, where it is not the one of the access. */
  blocked?: ErrorCode | undefined;
}

const codesOf = ({ access, refusal, blocked }: AccessDemand): Pick<AccessRequest, 'refusal' | 'blocked'> => {
  const rule: Pick<AccessRule<AccessName>, 'refusal' | 'blocked'> = ACCESS[access];
  const code = refusal ?? rule.refusal ?? 'UserPermissionError';
  return { refusal: code, blocked: blocked ?? rule.blocked ?? code };
};

/** The errors that a check of access can answer with. */
export function accessErrors(demand: AccessDemand): ErrorCode[] {
  const { session, errors, refusal } = ACCESS[demand.access] as AccessRule<AccessName>;
  const codes = codesOf(demand);
  return [
    ...new Set<ErrorCode>([
      ...(session === 'required' ? (['InvalidToken'] as const) : []),
      ...errors,
      ...(refusal || demand.refusal ? [codes.refusal, codes.blocked] : []),
    ]),
  ];
}

/**
 * Checks that a caller may do something.
 * @returns the rows that the check has read
 * @throws DomainError InvalidToken, USER_NOT_FOUND, the 404 of the thing in the path, or the refusal
 */
export const requireAccess = async <N extends AccessName>(
  demand: AccessDemand<N>,
  request: Pick<AccessRequest, 'db' | 'userId' | 'params' | 'openReads'>,
): Promise<Grants[N]> => ACCESS[demand.access].check({ ...request, ...codesOf(demand) });

/**
 * Reads a project for somebody who wants to see it.
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND (or what `notFound` makes), PrivateProject
 */
export const readableProject = async (
  db: Db,
  projectId: number,
  userId: number | null,
  notFound?: () => DomainError,
): Promise<ProjectForViewer> =>
  assertMaySee(await readProjectAccess(db, projectId, userId), projectId, userId, notFound);
