import { type DocumentWriter, writeChunks, writePages } from './chunks.js';

/**
 * Joins features that are JSON texts already (PostgreSQL writes them) to the text of one GeoJSON
 * FeatureCollection (RFC 7946, section 3.3), in chunks and without parsing them again.
 */
export function featureCollectionChunks(features: Iterable<string>): Generator<string, void> {
  return writeChunks(new FeatureCollectionWriter(), features);
}

/** {@link featureCollectionChunks} for features that arrive page by page. */
export function featureCollectionPages(pages: AsyncIterable<Iterable<string>>): AsyncGenerator<string, void> {
  return writePages(new FeatureCollectionWriter(), pages);
}

class FeatureCollectionWriter implements DocumentWriter<string> {
  readonly head = '{"type":"FeatureCollection","features":[';
  private separator = '';

  item(feature: string): string {
    const text = this.separator + feature;
    this.separator = ',';
    return text;
  }

  rest(): string[] {
    return [']}'];
  }
}
