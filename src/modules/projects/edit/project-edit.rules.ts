import { DomainError } from '../../../errors/errors.js';
import { GridError } from '../../../geometry/geometry.errors.js';
import { findPolygons } from '../../../geometry/input/geojson-reader.js';
import { readPolygon } from '../../../geometry/input/polygon-reader.js';
import { markdownToHtml } from '../../../text/markdown.js';
import { codeOf, EDITORS, PRIORITIES } from '../project-codes.js';
import type { LocaleTexts, ProjectForm, StoredTexts } from './project-form.js';

/** Turns the values of a form into the values that are stored. */

const htmlOrNull = (markdown: string): string | null => (markdown === '' ? null : markdownToHtml(markdown) || null);

/** The texts to be stored, one for each locale. Of several texts for the same locale, the last one is stored. */
export const storedTexts = (texts: LocaleTexts[]): StoredTexts[] =>
  [...new Map(texts.map((text) => [text.locale, text])).values()].map((text) => ({
    locale: text.locale,
    name: text.name,
    shortDescription: htmlOrNull(text.shortDescription),
    description: htmlOrNull(text.description),
    instructions: htmlOrNull(text.instructions),
    perTaskInstructions: htmlOrNull(text.perTaskInstructions),
  }));

const REQUIRED = ['name', 'shortDescription', 'description', 'instructions'] as const;

/**
 * Asserts that a project has the texts that a published project needs, in its default locale.
 * @throws DomainError InfoForLocaleRequired, MissingRequiredAttribute
 */
export function assertPublishable(texts: LocaleTexts[], defaultLocale: string): void {
  const text = texts.findLast(({ locale }) => locale === defaultLocale);
  if (!text)
    throw new DomainError('InfoForLocaleRequired', {
      sentence: `A published project needs its texts in the default locale ${defaultLocale}`,
    });
  const missing = REQUIRED.filter((name) => text[name].trim() === '');
  if (missing.length > 0)
    throw new DomainError('MissingRequiredAttribute', {
      sentence: `To publish the project, give ${missing.join(', ')} in ${defaultLocale}`,
    });
}

/** The id of an OSMCha filter: the value of `aoi=` in an address, else the text; null if it is empty. */
export function osmchaFilterIdOf(text: string | null): string | null {
  const [, id] = /aoi=([\w-]+)/.exec(text ?? '') ?? [];
  return id ?? (text || null);
}

/** The codes of the editors and of the priority. A sandbox project always has the editor ID and the lowest priority. */
export function settingsFor(
  isSandbox: boolean,
  form: Pick<ProjectForm, 'mappingEditors' | 'validationEditors' | 'projectPriority'>,
): { mappingEditors: number[]; validationEditors: number[]; priority: number } {
  const sandboxEditors = [codeOf(EDITORS, 'ID')];
  if (isSandbox)
    return {
      mappingEditors: sandboxEditors,
      validationEditors: sandboxEditors,
      priority: codeOf(PRIORITIES, 'LOW'),
    };
  const codes = (names: (typeof EDITORS)[number][]): number[] => names.map((name) => codeOf(EDITORS, name));
  return {
    mappingEditors: codes(form.mappingEditors),
    validationEditors: codes(form.validationEditors),
    priority: codeOf(PRIORITIES, form.projectPriority),
  };
}

/** Largest number of corners of all priority areas of a project. */
const MAX_CORNERS = 100_000;

const isPolygon = (area: unknown): area is { coordinates: number[][][] } =>
  typeof area === 'object' && area !== null && (area as { type?: unknown }).type === 'Polygon';

/**
 * Priority areas as they are stored: the texts of GeoJSON Polygons in degrees (EPSG:4326), of two dimensions.
 * @throws DomainError InvalidGeoJson
 */
export function priorityPolygons(areas: unknown[]): string[] {
  return areas.map((area, index) => {
    const refuse = (why: string): DomainError =>
      new DomainError('InvalidGeoJson', { sentence: `Priority area ${index + 1} is not valid: ${why}` });
    if (!isPolygon(area)) throw refuse('it is not a GeoJSON Polygon.');
    try {
      const found = findPolygons(area, MAX_CORNERS);
      if (found.flatMap(readPolygon).length === 0) throw refuse('it has no interior.');
    } catch (error) {
      if (error instanceof GridError) throw refuse(error.message);
      throw error;
    }
    const coordinates = area.coordinates.map((ring) => ring.map(([x, y]) => [x, y]));
    return JSON.stringify({ type: 'Polygon', coordinates });
  });
}
