// `npm run test:browser`: makes the checkout ready, then tests the page in a real browser (arguments are vitest's). CHROMIUM names
// the browser; without it, Chromium or Chrome is looked for where systems install it. With `-- --screenshots` the pictures of
// docs/images are made anew.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))),
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const chromium = process.env.CHROMIUM || PLACES.find((place) => existsSync(place));
if (!chromium) {
  console.error(
    '\n!!! SKIPPED: no browser is installed, so that the page was NOT tested. On Debian: apt-get install chromium !!!\n',
  );
  process.exit(0);
}
prepare();
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const given = process.argv.slice(2).filter((argument) => argument !== '--screenshots');
const pictures = process.argv.includes('--screenshots') ? { SCREENSHOTS: 'docs/images' } : {};
const files = pictures.SCREENSHOTS && given.length === 0 ? ['screenshots'] : given;
const args = [vitest, 'run', '--config', 'vitest.browser.config.ts', ...files];
const child = spawn(process.execPath, args, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...pictures, CHROMIUM: chromium },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
