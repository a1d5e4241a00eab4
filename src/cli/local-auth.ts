import { folderSecret } from '../db/embedded/folder-secret.js';
import { signSession, verifySession } from '../access/session-token.js';

/** What a command signs with the folder's secret to show that it may read the folder. No session has such a payload. */
const PAYLOAD = 'tessera-command';
const SECONDS = 60;

/** The Authorization header that lets a command in; good for a minute. */
export const proofFor = (dataDir: string): string => `Command ${signSession(PAYLOAD, folderSecret(dataDir))}`;

/** Whether an Authorization header proves that its sender can read the data folder. */
export function isProof(dataDir: string, header: string | undefined): boolean {
  const [, proof] = /^Command (\S+)$/.exec(header ?? '') ?? [];
  const now = Math.floor(Date.now() / 1000);
  return proof !== undefined && verifySession(proof, folderSecret(dataDir), now, SECONDS) === PAYLOAD;
}
