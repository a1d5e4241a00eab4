import { describe, expect, it } from 'vitest';
import { featureCollectionChunks, featureCollectionPages } from '../../../src/serializers/geojson.js';

const feature = (taskId: number): string => JSON.stringify({ type: 'Feature', geometry: null, properties: { taskId } });

describe('featureCollectionChunks', () => {
  it.each([0, 1, 3])('joins %i features to one collection', (count) => {
    const features = Array.from({ length: count }, (_, i) => feature(i));
    const text = [...featureCollectionChunks(features)].join('');
    expect(text).toBe(`{"type":"FeatureCollection","features":[${features.join(',')}]}`);
    expect(JSON.parse(text)).toEqual({
      type: 'FeatureCollection',
      features: features.map((f) => JSON.parse(f) as object),
    });
  });

  it('cuts a large collection into chunks of about 64 kB', () => {
    const chunks = [...featureCollectionChunks(Array.from({ length: 5000 }, (_, i) => feature(i)))];
    expect(chunks.length).toBeGreaterThan(3);
    for (const chunk of chunks.slice(0, -1)) expect(chunk.length).toBeGreaterThanOrEqual(65536);
    expect((JSON.parse(chunks.join('')) as { features: object[] }).features).toHaveLength(5000);
  });

  it('joins pages as if they had come in one piece', async () => {
    async function* pages(): AsyncGenerator<string[]> {
      yield [feature(1), feature(2)];
      yield [];
      yield [feature(3)];
    }
    let text = '';
    for await (const chunk of featureCollectionPages(pages())) text += chunk;
    expect(text).toBe([...featureCollectionChunks([1, 2, 3].map(feature))].join(''));
  });
});
