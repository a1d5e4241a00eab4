import { signFor, verifyFor } from '../access/tokens/session-token.js';
import { folderSecret } from '../db/embedded/folder-secret.js';

/** The payload that a command signs with the secret of the folder. The signature shows that the command can read the folder. */
const PAYLOAD = 'tessera-command';
const VALID_SECONDS = 60;

/** The Authorization header of a command to the running server, valid for a minute. */
export const commandAuthorization = (dataDir: string): string =>
  `Command ${signFor('command', PAYLOAD, folderSecret(dataDir))}`;

/** Whether an Authorization header proves that its sender can read the data folder. */
export function isCommandAuthorization(dataDir: string, header: string | undefined): boolean {
  const [, proof] = /^Command (\S+)$/.exec(header ?? '') ?? [];
  return (
    proof !== undefined && verifyFor('command', proof, folderSecret(dataDir), { maxAge: VALID_SECONDS }) === PAYLOAD
  );
}
