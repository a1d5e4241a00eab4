import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The settings of a front-end that this server serves, by the names of their variables. */
export const frontendShape = {
  FRONTEND_DIR: z.string().trim().min(1).optional(),
  FRONTEND_CSP: z
    .string()
    .trim()
    .regex(/^[\x20-\x7e]+$/, 'give a Content-Security-Policy of one line')
    .optional(),
};

/** A front-end that this server serves. */
export interface FrontendConfig {
  /** Folder of its static build, with `index.html`. */
  dir: string;
  /** The Content-Security-Policy of its pages. Null: the policy for the stock front-end. */
  policy: string | null;
}

/**
 * Builds the settings from their checked variables.
 * @returns null if no front-end is served
 * @throws the error of `refuse`, if FRONTEND_DIR is no folder with an `index.html`
 */
export function frontendConfig(
  { FRONTEND_DIR: dir, FRONTEND_CSP: policy }: z.output<z.ZodObject<typeof frontendShape>>,
  refuse: (sentence: string) => Error,
): FrontendConfig | null {
  if (dir === undefined) return null;
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory())
    throw refuse(`FRONTEND_DIR is "${dir}": there is no such folder.`);
  if (!statSync(join(dir, 'index.html'), { throwIfNoEntry: false })?.isFile())
    throw refuse(`FRONTEND_DIR is "${dir}": that folder has no index.html. Give the folder of a built front-end.`);
  return { dir, policy: policy ?? null };
}
