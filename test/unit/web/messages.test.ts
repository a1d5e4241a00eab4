import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERRORS, wireCodeOf, type ErrorCode } from '../../../src/errors/errors.js';

const root = join(import.meta.dirname, '..', '..', '..');
const web = join(root, 'src', 'web');
const folder = join(web, 'messages');
const readJson = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as unknown;
const read = (file: string) => readJson(folder, file) as Record<string, string>;
const english = read('en.json');
const others = readdirSync(folder).filter((file) => file !== 'en.json');

const valuesIn = (sentence = ''): string[] => [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe('sentences of the page', () => {
  test('exist in French, Spanish and Portuguese', () => {
    expect(others.sort()).toEqual(['es.json', 'fr.json', 'pt.json']);
  });

  test.each(others)('match English in keys, order and values: %s', (file) => {
    const sentences = read(file);
    expect(Object.keys(sentences)).toEqual(Object.keys(english));
    for (const [key, sentence] of Object.entries(sentences)) {
      expect(sentence.trim(), key).not.toBe('');
      expect(valuesIn(sentence), key).toEqual(valuesIn(english[key]));
    }
  });
});

interface Schemas {
  [name: string]: { enum?: string[]; properties?: Record<string, { enum?: string[] }> };
}

interface Documented {
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  components: { schemas: Schemas };
}

/** The error codes in a part of the OpenAPI document. References are followed. */
function codesIn(part: unknown, document: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('$ref' in part) {
    const target = String(part.$ref).split('/').slice(1);
    return codesIn(
      target.reduce((found, name) => (found as Record<string, unknown>)[name], document),
      document,
    );
  }
  return Object.entries(part as Record<string, unknown>).flatMap(([name, value]) => {
    if (!['SubCode', 'sub_code'].includes(name) || typeof value === 'string') return codesIn(value, document);
    const { enum: codes, const: code } = value as { enum?: string[]; const?: string };
    return codes ?? (code === undefined ? [] : [code]);
  });
}

describe('keys of the sentences', () => {
  const document = readJson(root, 'openapi', 'openapi.json') as Documented;
  const { schemas } = document.components;
  const source = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(web, file), 'utf8'))
    .join('\n');
  /** Keys that the page builds from values of the API: their prefix, and the possible values. */
  const derived: Record<string, string[]> = {
    'status.': schemas.TaskStatus?.enum ?? [],
    'project.status.': schemas.ProjectStatus?.enum ?? [],
    // Events have four actions that the history does not have.
    'history.': [...(schemas.TaskHistory?.properties?.action?.enum ?? []), 'unlock', 'split', 'edit', 'delete'],
    // The page itself uses the code Offline if the server does not answer.
    'error.': [
      ...Object.keys(ERRORS).map((code) => wireCodeOf(code as ErrorCode)),
      ...codesIn(document.paths, document),
      'Offline',
    ],
  };
  const derivedKeys = Object.entries(derived).flatMap(([prefix, values]) => values.map((value) => prefix + value));

  test('are all used: as a literal, or for a value of the API', () => {
    const isUsed = (key: string): boolean => source.includes(`'${key}'`) || source.includes(`"${key}"`);
    expect(Object.keys(english).filter((key) => !isUsed(key) && !derivedKeys.includes(key))).toEqual([]);
  });

  test.each(['status.', 'project.status.', 'history.'])('cover every value of the API: %s', (prefix) => {
    const keys = derived[prefix]!.map((value) => prefix + value);
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.filter((key) => !(key in english))).toEqual([]);
  });

  /** The keys for the refusals of all operations that the page calls. Failures of the server (5xx) share one sentence. */
  const called = [...source.matchAll(/api\.(GET|POST|PATCH)\(\s*'([^']+)'/g)].flatMap(([, method, path]) =>
    Object.entries(document.paths[path!]![method!.toLowerCase()]!.responses)
      .filter(([status]) => status.startsWith('4'))
      .flatMap(([, answer]) => codesIn(answer, document).map((code) => `error.${code}`)),
  );

  test('name error codes of the server where the page compares codes', () => {
    const codes = [...source.matchAll(/\.code === '(\w+)'/g)].map(([, code]) => code!);
    const known = Object.keys(ERRORS).map((code) => wireCodeOf(code as ErrorCode));
    expect(codes.length).toBeGreaterThan(1);
    expect(codes.filter((code) => !known.includes(code))).toEqual([]);
  });

  test('cover every refusal of the operations that the page calls', () => {
    expect(new Set(called).size).toBeGreaterThan(30);
    expect([...new Set(called)].filter((key) => !(key in english))).toEqual([]);
  });
});
