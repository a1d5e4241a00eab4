import { signFor, verifyFor } from '../access/tokens/session-token.js';
import { folderSecret } from '../db/embedded/folder-secret.js';

/** The payload that a command signs with the folder's secret, to show that it may read the folder. */
const PAYLOAD = 'tessera-command';
const SECONDS = 60;

/** The Authorization header of a command to the running server, valid for a minute. */
export const proofFor = (dataDir: string): string => `Command ${signFor('command', PAYLOAD, folderSecret(dataDir))}`;

/** Whether an Authorization header proves that its sender can read the data folder. */
export function isProof(dataDir: string, header: string | undefined): boolean {
  const [, proof] = /^Command (\S+)$/.exec(header ?? '') ?? [];
  return proof !== undefined && verifyFor('command', proof, folderSecret(dataDir), { maxAge: SECONDS }) === PAYLOAD;
}
