import { type DocumentWriter, writePages } from './chunks.js';

/**
 * Joins features to a GeoJSON FeatureCollection (https://www.rfc-editor.org/rfc/rfc7946#section-3.3).
 *
 * @param pages - features as JSON text, as PostgreSQL writes them. They are not parsed
 * @returns the text in chunks
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
