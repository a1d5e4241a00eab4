// Makes a checkout ready to run, with Node alone: installs packages, generates the Prisma client, builds. Each step is skipped if its
// sources have not changed since the last time. Their hash is kept beside the result. So a second start is quick.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);

function say(text) {
  process.stderr.write(`${text}\n`);
}

function run(what, args, options = {}) {
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (status === 0) return;
  say(signal ? `${what} was interrupted.` : `${what} failed.`);
  process.exit(signal ? 130 : 1);
}

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

function hashOf(files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** `npm run build`: no step is skipped, and the types are checked. */
const rebuilds = process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--rebuild');

const isStamped = (stamp, hash) => !rebuilds && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;

function install() {
  const lock = at('package-lock.json');
  const stamp = at('node_modules', '.tessera-installed');
  const installed = at('node_modules', '.package-lock.json');
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (isStamped(stamp, hash)) return;
  // npm writes its own list last. If it is newer than the lock file, the packages were installed by hand.
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
    say('Installing packages (npm ci) …');
    const npm = process.env.npm_execpath;
    if (npm) run('npm ci', [npm, 'ci', '--include=dev', '--loglevel=error']);
    else if (
      spawnSync('npm', ['ci', '--include=dev', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] }).status !== 0
    ) {
      say('npm ci failed.');
      process.exit(1);
    }
  }
  writeFileSync(stamp, hash);
}

function generate() {
  const hash = hashOf([at('prisma', 'schema.prisma'), at('package-lock.json')]);
  const stamp = at('src', 'generated', '.made-from');
  if (isStamped(stamp, hash) && existsSync(at('src', 'generated', 'prisma', 'client.ts'))) return;
  say('Generating the database client …');
  run('prisma generate', [at('scripts', 'prisma-generate.mjs')]);
  writeFileSync(stamp, hash);
}

/** Makes the types of the API, which the page and a test use. */
function generateTypes() {
  const hash = hashOf([at('openapi', 'openapi.json'), at('package-lock.json')]);
  const stamp = at('openapi', 'generated', '.made-from');
  if (isStamped(stamp, hash) && existsSync(at('openapi', 'generated', 'tessera.d.ts'))) return;
  say('Generating the types of the API …');
  run('The generation of the types', ['--import', 'tsx', 'openapi/generate.ts', 'types']);
  writeFileSync(stamp, hash);
}

const isWeb = (file) => file.startsWith(at('src', 'web'));

function build() {
  const sources = filesUnder(at('src')).filter(
    (file) => !isWeb(file) && (file.endsWith('.ts') || file.endsWith('.made-from')),
  );
  const hash = hashOf([...sources, at('tsconfig.json'), at('tsconfig.build.json'), at('package-lock.json')]);
  const stamp = at('dist', '.made-from');
  if (isStamped(stamp, hash) && existsSync(at('dist', 'main.js'))) return;
  say('Building …');
  // Types are checked by `npm run build` and CI, not by everybody's first start.
  const noCheck = rebuilds ? [] : ['--noCheck'];
  run('The build', [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json', ...noCheck]);
  writeFileSync(stamp, hash);
}

/** Builds the page in the browser. */
function buildWeb() {
  const hash = hashOf([...filesUnder(at('src', 'web')), at('vite.config.ts'), at('package-lock.json')]);
  const stamp = at('dist', 'web', '.made-from');
  if (isStamped(stamp, hash) && existsSync(at('dist', 'web', 'index.html'))) return;
  say('Building the page …');
  run('The build of the page', [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn']);
  writeFileSync(stamp, hash);
}

/**
 * Makes the checkout ready. Ends the process if that fails.
 * @param {{ build?: boolean, page?: boolean, types?: boolean }} options `build`: false makes only what tests need. `page`: true builds
 * the page even then. `types`: true makes also the types of the API, which the linter needs
 */
export function prepare({ build: wanted = true, page = wanted, types = false } = {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    say(`Tessera needs Node 20.19 or newer; this is ${process.version}.`);
    process.exit(1);
  }
  if (!rebuilds) install();
  generate();
  if (types) generateTypes();
  if (page) buildWeb();
  if (!wanted) return; // Tests depend on no settings of this machine.
  build();
  if (existsSync(at('.env'))) process.loadEnvFile(at('.env'));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  prepare({ build: !process.argv.includes('--no-build'), types: process.argv.includes('--types') });
