import type { FeatureCollection } from 'geojson';
import { api, dataOf } from '../api/client.js';
import type { MessageKey } from '../app/i18n.js';
import type { Area } from './area-file.js';
import { tilesOver } from './grid.js';

type Json = Record<string, unknown>;

/** How the area is divided. */
export interface Grid {
  zoom: number;
  clip: boolean;
}

/** The tasks as the server would make them. @throws ApiError where the area cannot be used */
export async function previewGrid({ geojson, box }: Area, { zoom, clip }: Grid): Promise<FeatureCollection> {
  const body = {
    areaOfInterest: geojson as unknown as Json,
    grid: tilesOver(box, zoom) as unknown as Json,
    clipToAoi: clip,
  };
  const trimmed = await dataOf(api.POST('/api/v2/projects/actions/intersecting-tiles/', { body }));
  return trimmed as unknown as FeatureCollection;
}

/** A project as the form has it. */
export interface Draft extends Grid {
  area: Area;
  organisationId: number;
  name: string;
  shortDescription: string;
  instructions: string;
  publish: boolean;
}

/** Writes the texts, and publishes the project where that is wanted. */
async function finish(projectId: number, draft: Draft): Promise<void> {
  const { name, shortDescription, instructions, publish } = draft;
  const path = { projectId };
  const read = await dataOf(api.GET('/api/v2/projects/{projectId}/queries/notasks/', { params: { path } }));
  const locale = read.defaultLocale ?? 'en';
  const texts = {
    locale,
    name,
    shortDescription,
    description: shortDescription,
    instructions,
    perTaskInstructions: '',
  };
  const body = { ...read, status: publish ? 'PUBLISHED' : 'DRAFT', projectInfoLocales: [texts] };
  await dataOf(api.PATCH('/api/v2/projects/{projectId}/', { params: { path }, body: body as never }));
}

/**
 * Creates a project.
 * @param onStep called with each step
 * @returns its id
 * @throws ApiError
 */
export async function createProject(draft: Draft, onStep: (step: MessageKey) => void): Promise<number> {
  const { area, name, organisationId: organisation, zoom, clip } = draft;
  onStep('new.dividing');
  const body = {
    projectName: name,
    organisation,
    areaOfInterest: area.geojson as unknown as Json,
    grid: { zoom, clip },
  };
  const { projectId } = await dataOf(api.POST('/api/v2/projects/', { body }));
  onStep(draft.publish ? 'new.publishing' : 'new.writing');
  await finish(projectId, draft);
  return projectId;
}
