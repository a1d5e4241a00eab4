import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { isSignedFor, signExports } from '../../../access/export-signature.js';
import { maySeeProject } from '../../../access/project-policy.js';
import { readProjectAccess } from '../../../access/access.repository.js';

/**
 * The signature with which editors, which send no session, may fetch the exports of a project, where the setting
 * PRIVATE_EXPORTS asks for one; null where it does not. For those who were allowed to read the project.
 */
export const exportSignature = ({ config, secret }: Context, projectId: number): string | null =>
  config.privateExports === 'token' ? signExports(projectId, secret) : null;

/**
 * Whether somebody may fetch the exports of a project: everybody, or with PRIVATE_EXPORTS=token those who may read it and
 * those who were handed a signature. An unknown project is passed: the export itself answers that it has no tasks.
 * @throws DomainError PrivateProject
 */
export async function assertMayExport(
  context: Context,
  { projectId, userId, signature }: { projectId: number; userId: number | null; signature: string | undefined },
): Promise<void> {
  if (context.config.privateExports === 'public') return;
  const { viewer: actor, project } = await readProjectAccess(context.database.db, projectId, userId);
  if (!project || maySeeProject(actor, project)) return;
  if (!isSignedFor(projectId, { signature, secret: context.secret })) throw new DomainError('PrivateProject');
}
