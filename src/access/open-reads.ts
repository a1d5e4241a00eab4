import { maySeeProject, type ProjectForViewer } from './project-policy.js';
import { isSignedFor } from './tokens/export-signature.js';
import type { Viewer } from './viewer.js';

/** The setting `PRIVATE_EXPORTS`, and the signature that a request carries. */
export interface OpenReadRequest {
  privateExports: 'public' | 'token';
  /** The value of `?sig=`, if there is one. */
  signature: string | undefined;
  /** Verifies signatures. */
  secret: string;
}

/**
 * Whether a caller may read the exports of a project, which clients fetch without a session. With `PRIVATE_EXPORTS=token`,
 * the viewer must be able to see the project, or the request must carry a signature for it.
 * @param request undefined: only viewers who may see the project
 */
export const mayReadOpenly = (
  viewer: Viewer | null,
  project: ProjectForViewer,
  request: OpenReadRequest | undefined,
): boolean =>
  request?.privateExports === 'public' || maySeeProject(viewer, project) || isSignedFor(project.id, request);
