import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..', '..', '..', 'src', 'web', 'messages');
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
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
