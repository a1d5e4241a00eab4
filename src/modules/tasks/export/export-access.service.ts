import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { mayReadOpenly } from '../../../access/open-reads.js';
import { signExports } from '../../../access/tokens/export-signature.js';
import { readProjectAccess } from '../../../access/access.repository.js';

/**
 * The signature for exports of a project. Editors send it in place of a session. Null if PRIVATE_EXPORTS does not require
 * one. The caller must have checked that the user may read the project.
 */
export const exportSignature = ({ config, secret }: Context, projectId: number): string | null =>
  config.privateExports === 'token' ? signExports(projectId, secret) : null;

/**
 * Checks whether the caller may export the tasks of a project. With PRIVATE_EXPORTS=token, the caller must be able to read
 * the project or send a signature. An unknown project is accepted here; the export then answers that it has no tasks.
 * @throws DomainError PrivateProject
 */
export async function assertMayExport(
  context: Context,
  { projectId, userId, signature }: { projectId: number; userId: number | null; signature: string | undefined },
): Promise<void> {
  const { privateExports } = context.config;
  if (privateExports === 'public') return;
  const { viewer: actor, project } = await readProjectAccess(context.database.db, projectId, userId);
  if (project && !mayReadOpenly(actor, project, { privateExports, signature, secret: context.secret }))
    throw new DomainError('PrivateProject');
}
