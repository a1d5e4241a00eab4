import { DomainError } from '../../errors/errors.js';
import { readCreator, readProjectAccess } from '../access.repository.js';
import { mayCreateProjects, mayCreateProjectsFor, organisationNotFound } from '../organisation-policy.js';
import { assertMaySee } from '../project-policy.js';
import { userNotFound, type Viewer } from '../viewer.js';
import { SIGNED_IN, type AccessRequest, type AccessRules, type Grants } from './access-request.js';

const idOrNull = (id: unknown): number | null => (typeof id === 'number' ? id : null);

/**
 * Checks that the caller may create a project for the organisation.
 * @param isCopy whether the project is a copy. A copy without an organisation gets that of its source, which is checked later
 */
async function assertMayCreate(
  { db, userId, refusal }: AccessRequest,
  organisationId: number | null,
  isCopy: boolean,
): Promise<Viewer> {
  if (userId === null) throw new DomainError('InvalidToken');
  const { viewer, ...creator } = await readCreator(db, userId, organisationId);
  if (!viewer) throw userNotFound(userId);
  const refused = () =>
    new DomainError(refusal, { sentence: `User ${viewer.username} is not permitted to create project` });
  if (!mayCreateProjects(viewer, creator)) throw refused();
  if (organisationId !== null && !creator.organisationExists) throw organisationNotFound(organisationId);
  if (!(organisationId === null && isCopy) && !mayCreateProjectsFor(viewer, creator)) throw refused();
  return viewer;
}

async function creatorFor(request: AccessRequest): Promise<Grants['project:create']> {
  const organisationId = idOrNull(request.params.organisationId);
  const sourceId = idOrNull(request.params.cloneFromProjectId);
  const viewer = await assertMayCreate(request, organisationId, sourceId !== null);
  if (sourceId === null) return { viewer, organisationId };
  const source = assertMaySee(await readProjectAccess(request.db, sourceId, viewer.id), sourceId, viewer.id);
  if (organisationId !== null) return { viewer, organisationId };
  await assertMayCreate(request, source.organisationId, false);
  return { viewer, organisationId: source.organisationId };
}

/** The access to the operation that creates projects. Its ids `organisationId` and `cloneFromProjectId` may be absent. */
export const CREATION_ACCESS: AccessRules<'project:create'> = {
  'project:create': {
    session: 'required',
    who: 'Admins, and managers of the organisation of the new project. The source of a copy must be visible to the caller.',
    refusal: 'NotPermittedToCreate',
    errors: [...SIGNED_IN, 'ORGANISATION_NOT_FOUND', 'PROJECT_NOT_FOUND', 'PrivateProject'],
    check: creatorFor,
  },
};
