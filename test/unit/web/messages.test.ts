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

describe('keys of the sentences', () => {
  const { schemas } = (readJson(root, 'openapi', 'openapi.json') as { components: { schemas: Schemas } }).components;
  const source = readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(web, file), 'utf8'))
    .join('\n');
  /** Keys that the page makes of values of the API, and the values that exist. */
  const derived: Record<string, string[]> = {
    'status.': schemas.TaskStatus?.enum ?? [],
    'project.status.': schemas.ProjectStatus?.enum ?? [],
    // Events have two actions that history does not have.
    'history.': [...(schemas.TaskHistory?.properties?.action?.enum ?? []), 'unlock', 'split', 'edit', 'delete'],
    // No server answers an offline browser.
    'error.': [...Object.keys(ERRORS).map((code) => wireCodeOf(code as ErrorCode)), 'Offline'],
  };
  const derivedKeys = Object.entries(derived).flatMap(([prefix, values]) => values.map((value) => prefix + value));

  test('are all used: by name, or for a value of the API', () => {
    const isUsed = (key: string): boolean => source.includes(`'${key}'`) || source.includes(`"${key}"`);
    expect(Object.keys(english).filter((key) => !isUsed(key) && !derivedKeys.includes(key))).toEqual([]);
  });

  test.each(['status.', 'project.status.', 'history.'])('cover every value of the API: %s', (prefix) => {
    const keys = derived[prefix]!.map((value) => prefix + value);
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.filter((key) => !(key in english))).toEqual([]);
  });
});
