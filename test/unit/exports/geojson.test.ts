import { describe, expect, it } from 'vitest';
import { featureCollectionPages } from '../../../src/exports/geojson.js';

const feature = (taskId: number): string => JSON.stringify({ type: 'Feature', geometry: null, properties: { taskId } });

async function chunksOf(...pages: string[][]): Promise<string[]> {
  async function* arriving(): AsyncGenerator<string[]> {
    yield* pages;
  }
  const chunks: string[] = [];
  for await (const chunk of featureCollectionPages(arriving())) chunks.push(chunk);
  return chunks;
}

describe('featureCollectionPages', () => {
  it.each([0, 1, 3])('joins %i features to one collection', async (count) => {
    const features = Array.from({ length: count }, (_, i) => feature(i));
    const text = (await chunksOf(features)).join('');
    expect(text).toBe(`{"type":"FeatureCollection","features":[${features.join(',')}]}`);
    expect(JSON.parse(text)).toEqual({
      type: 'FeatureCollection',
      features: features.map((f) => JSON.parse(f) as object),
    });
  });

  it('divides a large collection into chunks of about 64 kB', async () => {
    const [head, ...chunks] = await chunksOf(Array.from({ length: 5000 }, (_, i) => feature(i)));
    expect(chunks.length).toBeGreaterThan(3);
    // The head, the last chunk of the page and the last chunk of the collection may be smaller.
    for (const chunk of chunks.slice(0, -2)) expect(chunk.length).toBeGreaterThanOrEqual(65536);
    expect((JSON.parse([head, ...chunks].join('')) as { features: object[] }).features).toHaveLength(5000);
  });

  it('joins pages to the same text as one page', async () => {
    const [one, two, three] = [feature(1), feature(2), feature(3)];
    const inPages = await chunksOf([one, two], [], [three]);
    expect(inPages.join('')).toBe((await chunksOf([one, two, three])).join(''));
  });
});
