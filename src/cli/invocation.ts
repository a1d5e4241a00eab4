import { existsSync } from 'node:fs';

const isCheckout = existsSync(new URL('../../scripts/command.mjs', import.meta.url));

/** How a person starts the server here. */
export const startLine = isCheckout ? 'npm start' : 'npx tessera';

/**
 * How a person runs a program of the command line here: through npm in a checkout, through the `tessera` command of an installed
 * package elsewhere.
 * @param options.quiet npm prints nothing of its own, so that the output can be used in a command
 */
export function commandLine(program: string, { quiet = false } = {}): string {
  if (!isCheckout) return `npx tessera ${program}`;
  return `npm run ${quiet ? '-s ' : ''}${program} --`;
}

/** A text as one word of a POSIX shell: quoted where a shell would read it as anything but itself (zsh reads `=name` as a path). */
export const shellWord = (text: string): string =>
  /^[\w./][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** A text as an argument of a program: after `--` where it would be read as an option. */
export const shellArgument = (text: string): string => (text.startsWith('-') ? '-- ' : '') + shellWord(text);
