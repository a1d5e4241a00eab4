import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFolder } from './data-folder.js';

/**
 * The secret of an embedded instance. It is created at the first start and stored beside the data, readable only by its
 * owner. It signs sessions if TM_SECRET is not set. A command uses it to prove to a running server that it may read the
 * folder.
 */
export function folderSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  ensureFolder(dataDir);
  const secret = randomBytes(32).toString('hex');
  writeFileSync(path, secret, { mode: 0o600 });
  return secret;
}
