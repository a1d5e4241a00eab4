import type { FeatureCollection } from 'geojson';
import { api, dataOf } from '../api/client.js';
import type { MessageKey } from '../app/i18n.js';
import type { Area } from './area-file.js';
import { tilesOver } from './grid.js';

type Json = Record<string, unknown>;

/** The longest name of a project that the API accepts, in characters. */
export const MAX_NAME_LENGTH = 512;

/** The tiles into which the area is divided. */
export interface Grid {
  zoom: number;
  /** Whether tiles are clipped to the area. */
  clip: boolean;
}

/** Returns the tasks that the server would create. @throws ApiError if the server refuses the area */
export async function previewGrid({ geojson, bbox }: Area, { zoom, clip }: Grid): Promise<FeatureCollection> {
  const body = {
    areaOfInterest: geojson as unknown as Json,
    grid: tilesOver(bbox, zoom) as unknown as Json,
    clipToAoi: clip,
  };
  const trimmed = await dataOf(api.POST('/api/v2/projects/actions/intersecting-tiles/', { body }));
  return trimmed as unknown as FeatureCollection;
}

/** A new project, as the form has it. */
interface NewProject extends Grid {
  area: Area;
  organisationId: number;
  name: string;
  shortDescription: string;
  instructions: string;
  publish: boolean;
}

/** Writes the texts of a project, and publishes it if the user wants that. */
async function writeTexts(projectId: number, project: NewProject): Promise<void> {
  const { name, shortDescription, instructions, publish } = project;
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
 * @param onStep called at the start of each step, with its sentence
 * @returns the id of the project
 * @throws ApiError
 */
export async function createProject(project: NewProject, onStep: (step: MessageKey) => void): Promise<number> {
  const { area, name, organisationId: organisation, zoom, clip } = project;
  onStep('new.dividing');
  const body = {
    projectName: name,
    organisation,
    areaOfInterest: area.geojson as unknown as Json,
    grid: { zoom, clip },
  };
  const { projectId } = await dataOf(api.POST('/api/v2/projects/', { body }));
  onStep(project.publish ? 'new.publishing' : 'new.writing');
  await writeTexts(projectId, project);
  return projectId;
}
