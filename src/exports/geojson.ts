import { type DocumentWriter, writePages } from './chunks.js';

/**
 * Joins features that are JSON texts already (PostgreSQL writes them) and arrive page by page to the text of one GeoJSON
 * FeatureCollection (RFC 7946, section 3.3), in chunks and without parsing them again.
 */
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
