import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFolder } from './data-folder.js';

/**
 * The secret of an embedded installation: made on the first start, kept beside its data, readable by its owner only. It
 * signs sessions where TM_SECRET is not given, and with it a command proves to a running server that it may read the folder.
 */
export function folderSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  ensureFolder(dataDir);
  const secret = randomBytes(32).toString('hex');
  writeFileSync(path, secret, { mode: 0o600 });
  return secret;
}
