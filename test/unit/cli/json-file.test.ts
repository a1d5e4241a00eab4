import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readJsonFile } from '../../../src/cli/json-file.js';

const folder = mkdtempSync(join(tmpdir(), 'tessera-json-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'area.geojson');
  writeFileSync(path, text);
  return path;
}

describe('a GeoJSON file on the command line', () => {
  it('is read, with a byte order mark too', async () => {
    expect(await readJsonFile(file('\uFEFF{"type":"Polygon"}'))).toEqual({ type: 'Polygon' });
  });

  it.each([
    [
      'is a page of text',
      '# Tessera\n\nTessera is a server',
      /^\S+area\.geojson is not a GeoJSON file: its text is not JSON( \(line 1, column 1\))?\.$/,
    ],
    [
      'has a comma too many',
      '{\n  "type": "Polygon",,\n}',
      /^\S+area\.geojson is not a GeoJSON file: its text is not JSON \(line 2, column 21\)\.$/,
    ],
    [
      'ends too early',
      '{"type":',
      /^\S+area\.geojson is not a GeoJSON file: its text is not JSON( \(line 1, column 9\))?\.$/,
    ],
    [
      'nests too deep',
      '['.repeat(100),
      /^\S+area\.geojson is not a GeoJSON file: its JSON nests deeper than \d+ levels\.$/,
    ],
  ])('is refused with one sentence when it %s', async (_, text, sentence) => {
    await expect(readJsonFile(file(text))).rejects.toThrow(sentence);
  });

  it.each([
    ['does not exist', join(folder, 'nowhere.geojson'), /^There is no file \S+nowhere\.geojson\.$/],
    ['is a folder', folder, / is not a file\.$/],
  ])('is refused with one sentence when it %s', async (_, path, sentence) => {
    await expect(readJsonFile(path)).rejects.toThrow(sentence);
  });
});
