import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';

/** The written documentation against the repository: links, files, settings and commands that it names exist. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();

const PAGES = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...filesBelow('docs', '.md'),
  ...filesBelow('.github', '.md'),
];
/** The generated pages name fields and operations, no settings. */
const WRITTEN = PAGES.filter((page) => !/docs\/(permissions|compatibility)\.md/.test(page));
const TEXTS = new Map(PAGES.map((page) => [page, read(page)]));

const withoutCode = (text: string): string => text.replace(/^( *)```.*?^\1```/gms, '').replace(/`[^`\n]*`/g, 'code');
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '');

/** The anchors of a page: its headings as GitHub names them, and explicit ones. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set(matches(text, /<a id="([^"]+)"/g));
  const outside = text.replace(/^( *)```.*?^\1```/gms, '');
  for (const heading of matches(outside, /^#{1,6} +(.+)$/gm)) {
    const name = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    let free = name;
    for (let count = 1; anchors.has(free); count++) free = `${name}-${String(count)}`;
    anchors.add(free);
  }
  return anchors;
}

/** The links of a page that lead nowhere. External addresses are not requested. */
function brokenLinks(page: string): string[] {
  const text = withoutCode(TEXTS.get(page) ?? '');
  return matches(text, /\]\(([^)\s]+)\)/g).filter((link) => {
    if (/^(https?|mailto):/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path ? join(dirname(page), path) : page;
    if (!existsSync(join(ROOT, target))) return true;
    if (anchor === undefined) return false;
    return !anchorsOf(TEXTS.get(relative('.', target)) ?? read(target)).has(anchor);
  });
}

/** The settings that the server reads. */
const SETTINGS = new Set(
  ['src/config.ts', ...filesBelow('src/config', '.ts')].flatMap((file) =>
    matches(read(file), /^ {2}([A-Z][A-Z0-9_]{2,}): /gm),
  ),
);
const EXAMPLE = read('.env.example');
const EXAMPLES = new Set(matches(EXAMPLE, /^#?([A-Z][A-Z0-9_]+)=/gm));
/** Words in capitals that are no settings: states and codes of the API, variables of other programs. */
const API = read('openapi/openapi.json');
const OTHERS = /^(TEST|BENCH|OTEL|XMLHTTP)_|^(OSM_USE_CUSTOM_INDEXING|TM_APP_API_URL|TM_APP_API_VERSION)$/;

/** The names of settings on a page that `.env.example` does not have. */
function unknownSettings(page: string): string[] {
  const prefixes = [...EXAMPLES].map((name) => name.split('_')[0]);
  return [
    ...new Set(matches(TEXTS.get(page) ?? '', /(?<![\w.…-])([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)(?![\w(…*-])/g)),
  ].filter(
    (word) =>
      prefixes.includes(word.split('_')[0]) && !EXAMPLES.has(word) && !OTHERS.test(word) && !API.includes(`"${word}"`),
  );
}

/** What a path in the documentation may start with: a folder of this repository, or one of `src`. */
const FOLDERS = [
  ...['src', 'test', 'bench', 'docs', 'scripts', 'prisma', 'openapi', String.raw`\.github`, String.raw`\.ci`],
  ...readdirSync(join(ROOT, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name),
].join('|');

/** The files of this repository that a page names in its code, from the root or from `src`, and that do not exist. */
function missingFiles(page: string): string[] {
  return matches(TEXTS.get(page) ?? '', new RegExp(`\`((?:${FOLDERS})/[\\w./-]*)\``, 'g')).filter(
    (path) =>
      !['.', 'src'].some((folder) => existsSync(join(ROOT, folder, path))) && !path.startsWith('openapi/generated/'),
  );
}

/** Lines of shell blocks with a comment: an interactive zsh takes the comment for arguments. */
const commentedCommands = (page: string): string[] =>
  matches(TEXTS.get(page) ?? '', /^ *```sh\n(.*?)^ *```/gms)
    .flatMap((block) => block.split('\n'))
    .filter((line) => /(^|\s)#\s/.test(line));

/** The npm commands on a page that `package.json` does not have. */
function unknownCommands(page: string): string[] {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  return matches(TEXTS.get(page) ?? '', /\bnpm run (?:-s )?([a-z][\w:-]*)/g).filter((name) => !scripts[name]);
}

describe('the documentation', () => {
  it('finds its pages', () => expect(PAGES.length).toBeGreaterThan(20));

  it.each(PAGES)('links to files and headings that exist: %s', (page) => expect(brokenLinks(page)).toEqual([]));

  it.each(WRITTEN)('names settings of .env.example only: %s', (page) => expect(unknownSettings(page)).toEqual([]));

  it.each(PAGES.filter((page) => page !== 'CHANGELOG.md'))('names files and npm commands that exist: %s', (page) =>
    expect([...missingFiles(page), ...unknownCommands(page)]).toEqual([]),
  );

  it.each(PAGES)('has shell commands without comments: %s', (page) => expect(commentedCommands(page)).toEqual([]));

  it('explains each setting in .env.example, and no other', () => {
    expect(SETTINGS.size).toBeGreaterThan(50);
    expect([...SETTINGS].filter((name) => !EXAMPLES.has(name))).toEqual([]);
    expect([...EXAMPLES].filter((name) => !SETTINGS.has(name))).toEqual([]);
  });

  // With a database server. These values are examples; the settings have no default.
  const EXAMPLE_ONLY =
    /^(DATABASE_URL|DATABASE_READ_URL|OTEL_EXPORTER_OTLP_ENDPOINT|TM_APP_BASE_URL|TM_SMTP_HOST|TM_SUPPORTED_LANGUAGES(_CODES)?)$/;
  const SERVER = {
    DATABASE_URL: 'postgres://tessera@db.example.org/tessera',
    TM_SECRET: '0f9b1c7e5d3a8264b0e1f2a3c4d5e6f7',
  };
  const VALUES = Object.entries(parseEnv(EXAMPLE.replace(/^#(?=[A-Z][A-Z0-9_]*=)/gm, ''))).filter(
    ([name, value]) => value !== '' && !EXAMPLE_ONLY.test(name),
  );

  it.each(VALUES)('has the default of %s in .env.example: %s', (name, value) => {
    expect(loadConfig({ ...SERVER, [name]: value })).toEqual(loadConfig(SERVER));
  });
});
