import { existsSync } from 'node:fs';

const isCheckout = existsSync(new URL('../../scripts/command.mjs', import.meta.url));

/**
 * How a person runs a program of the command line here: through npm in a checkout, through the `tessera` command of an installed
 * package elsewhere.
 * @param options.quiet npm prints nothing of its own, so that the output can be used in a command
 */
export function commandLine(program: string, { quiet = false } = {}): string {
  if (!isCheckout) return `npx tessera ${program}`;
  return `npm run ${quiet ? '-s ' : ''}${program} --`;
}
