import type { Config } from '../../../config.js';
import { inLongTransaction, type Tx } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { findPolygons, MAX_OUTLINE_POINTS } from '../../../geometry/input/geojson-reader.js';
import { GridError } from '../../../geometry/geometry.errors.js';
import { areaRefused, runGridJob } from '../../../geometry/worker/grid-jobs.js';
import type { DividedArea, Division } from '../../../geometry/worker/grid-work.js';
import { PROJECT_STATUS } from '../../../access/codes.js';
import { organisationNotFound } from '../../../access/organisation-policy.js';
import { projectNotFound } from '../../../access/project-policy.js';
import type { Grants } from '../../../access/require-access.js';
import { copiedChangesetComment, newChangesetComment } from './changeset-comment.js';
import { findCountry } from './country-lookup.js';
import {
  copyProject,
  lockCopySource,
  lockOrganisation,
  insertProject,
  insertTasks,
  reserveProjectId,
  writeTexts,
  type ProjectRow,
  type ProjectTexts,
} from './project-creation.repository.js';

export type { DividedArea, Division } from '../../../geometry/worker/grid-work.js';

const TASK_CREATION_MODE = { GRID: 0, ARBITRARY: 1 } as const;

/** The request for a new project. */
export interface NewProject extends Partial<Omit<ProjectTexts, 'name'>> {
  /** If the name is empty, the copy gets the texts of its source. */
  name: string;
  /** Parsed JSON, not validated yet. */
  areaOfInterest: unknown;
  division: Division;
  private?: boolean;
  publish?: boolean;
  database?: string;
  sandbox?: boolean;
  cloneFromProjectId?: number | null;
}

/** Progress of the creation of a project: `done` of `total` tasks are stored. */
export type OnCreating = (progress: { step: 'dividing' } | { step: 'storing'; done: number; total: number }) => void;

/**
 * Refuses an area with far too many points, before it is copied to another thread or sent to a server.
 * @throws DomainError InvalidArea
 */
export function assertNotHuge(areaOfInterest: unknown): void {
  try {
    findPolygons(areaOfInterest, MAX_OUTLINE_POINTS, 'ignore');
  } catch (error) {
    throw error instanceof GridError ? areaRefused(error) : error;
  }
}

/**
 * Reads an area and divides it into tasks, in a thread of its own.
 * @throws DomainError InvalidArea
 */
export function divideArea(
  { maxAoiAreaKm2: maxAreaKm2, maxTasks }: Pick<Config, 'maxAoiAreaKm2' | 'maxTasks'>,
  { areaOfInterest, division }: Pick<NewProject, 'areaOfInterest' | 'division'>,
): Promise<DividedArea> {
  assertNotHuge(areaOfInterest);
  return runGridJob({ kind: 'divide', areaOfInterest, division, maxAreaKm2, maxTasks });
}

/** The values to store: those of the request, and those that were computed or read from other services. */
interface CheckedProject extends NewProject {
  authorId: number;
  organisationId: number | null;
  country: string | null;
}

const rowOf = (
  { config }: Context,
  { authorId, organisationId, country, ...wanted }: CheckedProject,
  area: DividedArea,
): Omit<ProjectRow, 'id' | 'changesetComment'> => ({
  status: wanted.publish ? PROJECT_STATUS.PUBLISHED : PROJECT_STATUS.DRAFT,
  authorId,
  organisationId,
  country,
  defaultLocale: config.defaultLocale,
  private: wanted.private ?? false,
  database: wanted.database ?? 'OSM',
  sandbox: wanted.sandbox ?? false,
  geometry: area.geometry,
  centroid: area.centroid,
  taskCreationMode: area.isGrid ? TASK_CREATION_MODE.GRID : TASK_CREATION_MODE.ARBITRARY,
  totalTasks: area.taskCount,
});

/** Inserts a new project or a copy, with its texts. @returns its id */
async function insert(tx: Tx, context: Context, project: CheckedProject, area: DividedArea): Promise<number> {
  const { cloneFromProjectId: sourceId, organisationId, name } = project;
  const { changesetTag: tag } = context.config.creation;
  if (organisationId !== null && !(await lockOrganisation(tx, organisationId)))
    throw organisationNotFound(organisationId);
  const source = sourceId ? await lockCopySource(tx, sourceId) : null;
  if (sourceId && !source) throw projectNotFound(sourceId);
  const id = await reserveProjectId(tx);
  const row = rowOf(context, project, area);
  if (source)
    await copyProject(tx, source.id, { ...row, id, changesetComment: copiedChangesetComment(tag, id, source) });
  else await insertProject(tx, { ...row, id, changesetComment: newChangesetComment(tag, id) });
  const { shortDescription = null, description = null, instructions = null, perTaskInstructions = null } = project;
  if (name !== '') await writeTexts(tx, id, { name, shortDescription, description, instructions, perTaskInstructions });
  return id;
}

/** Stores a project with its tasks in one transaction. @returns the id of the project */
const store = (context: Context, project: CheckedProject, area: DividedArea, onProgress: OnCreating): Promise<number> =>
  inLongTransaction(context.database, async (tx) => {
    const projectId = await insert(tx, context, project, area);
    let done = 0;
    for (const batch of area.batches) {
      await insertTasks(tx, projectId, batch);
      done = Math.min(done + Math.ceil(area.taskCount / area.batches.length), area.taskCount);
      onProgress({ step: 'storing', done, total: area.taskCount });
    }
    return projectId;
  });

/**
 * Creates a project from an area: reads the area, divides it into tasks in a separate thread, and stores everything in one
 * transaction. A copy has the settings and texts of another project.
 * @param author the user who creates the project, and its organisation, as the access `project:create` granted them
 * @param divided the result of `divideArea`, if it was called before
 * @returns the id of the project and the number of its tasks
 * @throws DomainError ORGANISATION_NOT_FOUND and PROJECT_NOT_FOUND (deleted meanwhile), InvalidArea
 */
export async function createProject(
  context: Context,
  { viewer, organisationId }: Grants['project:create'],
  project: NewProject,
  onProgress: OnCreating = () => undefined,
  divided?: DividedArea,
): Promise<{ projectId: number; taskCount: number }> {
  onProgress({ step: 'dividing' });
  const area = divided ?? (await divideArea(context.config, project));
  const country = await findCountry(context.config.creation.nominatimUrl, area.centroid, context.log);
  const projectId = await store(
    context,
    { ...project, organisationId, authorId: viewer.id, country },
    area,
    onProgress,
  );
  return { projectId, taskCount: area.taskCount };
}

/**
 * The tiles of a grid whose interior intersects an area.
 * @returns a FeatureCollection with the properties x, y, zoom, isSquare, as JSON text
 * @throws DomainError InvalidArea
 */
export async function findIntersectingTiles(
  context: Context,
  { areaOfInterest, grid, clip }: { areaOfInterest: unknown; grid: unknown; clip: boolean },
): Promise<string> {
  assertNotHuge(areaOfInterest);
  const { maxAoiAreaKm2: maxAreaKm2, maxTasks } = context.config;
  return runGridJob({ kind: 'intersect', areaOfInterest, grid, clip, maxAreaKm2, maxTasks });
}
