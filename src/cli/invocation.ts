import { existsSync } from 'node:fs';

const isCheckout = existsSync(new URL('../../scripts/command.mjs', import.meta.url));

/** The command that starts the server: with npm in a checkout, else with the `tessera` command of the package. */
export const startLine = isCheckout ? 'npm start' : 'npx tessera';

/**
 * The command that runs a program of the command line: with npm in a checkout, else with the `tessera` command of the
 * package.
 * @param options.quiet npm prints no lines of its own, so that the output can be used in another command
 */
export function commandLine(program: string, { quiet = false } = {}): string {
  if (!isCheckout) return `npx tessera ${program}`;
  return `npm run ${quiet ? '-s ' : ''}${program} --`;
}

/** A text as one word of a POSIX shell, quoted if the shell would interpret it. */
export const shellWord = (text: string): string =>
  /^[\w./][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** A text as an argument of a program. After `--` if it looks like an option. */
export const shellArgument = (text: string): string => (text.startsWith('-') ? '-- ' : '') + shellWord(text);
