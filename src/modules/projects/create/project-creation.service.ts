import type { Config } from '../../../config.js';
import { inTransaction } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { findPolygons, MAX_OUTLINE_POINTS } from '../../../geometry/input/geojson-reader.js';
import { GridError } from '../../../geometry/geometry.errors.js';
import { areaRefused, runGridJob } from '../../../geometry/worker/grid-jobs.js';
import type { DividedArea, Division } from '../../../geometry/worker/grid-work.js';
import { PROJECT_STATUS, ROLE } from '../../../access/codes.js';
import { readableProject } from '../../../access/require-access.js';
import { userNotFound } from '../../../access/viewer.js';
import {
  copyProject,
  insertProject,
  insertTasks,
  readCreator,
  writeTexts,
  type ProjectRow,
  type ProjectTexts,
} from './project-creation.repository.js';

export type { DividedArea, Division } from '../../../geometry/worker/grid-work.js';

/** Starts the comment of the changesets of a project, followed by its id (the original's default). */
const CHANGESET_TAG = '#tm-project';
const TASK_CREATION_MODE = { GRID: 0, ARBITRARY: 1 } as const;

/** A project that is wanted. */
export interface NewProject extends Partial<Omit<ProjectTexts, 'name'>> {
  name: string;
  /** Parsed JSON, not looked at yet. */
  areaOfInterest: unknown;
  division: Division;
  /** Whose project it is; null: nobody's, or that of the project that is cloned. */
  organisationId?: number | null;
  private?: boolean;
  publish?: boolean;
  database?: string;
  sandbox?: boolean;
  cloneFromProjectId?: number | null;
}

/** How far the creation of a project is: `done` of `total` tasks are stored. */
export type OnProgress = (progress: { step: 'dividing' } | { step: 'storing'; done: number; total: number }) => void;

/**
 * Admins and managers of the organisation may create projects; where none is named, managers of any.
 * @throws DomainError USER_NOT_FOUND, NotPermittedToCreate, ORGANISATION_NOT_FOUND
 */
async function assertMayCreate({ database }: Context, userId: number, organisationId: number | null): Promise<void> {
  const creator = await readCreator(database.db, userId, organisationId);
  const { actor } = creator;
  if (!actor) throw userNotFound(userId);
  const refused = () =>
    new DomainError('NotPermittedToCreate', { sentence: `User ${actor.username} is not permitted to create project` });
  if (actor.role !== ROLE.ADMIN && (actor.role === ROLE.READ_ONLY || !creator.managesAny)) throw refused();
  if (organisationId !== null && !creator.organisationExists)
    throw new DomainError('ORGANISATION_NOT_FOUND', { details: { organisation_id: organisationId } });
  if (actor.role !== ROLE.ADMIN && organisationId !== null && !creator.managesOrganisation) throw refused();
}

/** Refuses what has far too many points before it is copied to another thread, or sent to a server. */
export function assertNotHuge(areaOfInterest: unknown): void {
  try {
    findPolygons(areaOfInterest, MAX_OUTLINE_POINTS);
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

async function store(
  { database, config }: Context,
  wanted: NewProject & { authorId: number },
  area: DividedArea,
  onProgress: OnProgress,
): Promise<number> {
  const row: ProjectRow = {
    status: wanted.publish ? PROJECT_STATUS.PUBLISHED : PROJECT_STATUS.DRAFT,
    authorId: wanted.authorId,
    organisationId: wanted.organisationId ?? null,
    defaultLocale: config.defaultLocale,
    private: wanted.private ?? false,
    database: wanted.database ?? 'OSM',
    sandbox: wanted.sandbox ?? false,
    changesetTag: CHANGESET_TAG,
    geometry: area.geometry,
    centroid: area.centroid,
    taskCreationMode: area.isGrid ? TASK_CREATION_MODE.GRID : TASK_CREATION_MODE.ARBITRARY,
    totalTasks: area.taskCount,
  };
  const { name, shortDescription, description, instructions, perTaskInstructions, cloneFromProjectId } = wanted;
  return inTransaction(database, async (tx) => {
    const projectId = cloneFromProjectId
      ? await copyProject(tx, cloneFromProjectId, row)
      : await insertProject(tx, row);
    await writeTexts(tx, projectId, {
      name,
      shortDescription: shortDescription ?? null,
      description: description ?? null,
      instructions: instructions ?? null,
      perTaskInstructions: perTaskInstructions ?? null,
    });
    let done = 0;
    for (const batch of area.batches) {
      await insertTasks(tx, projectId, batch);
      done = Math.min(done + Math.ceil(area.taskCount / area.batches.length), area.taskCount);
      onProgress({ step: 'storing', done, total: area.taskCount });
    }
    return projectId;
  });
}

/**
 * Creates a project from an area: reads the area, divides it into tasks (in a thread of its own), stores everything in one
 * transaction. A clone takes the settings and texts of another project, and its organisation where none is named.
 * @param authorId who creates it; must be permitted to
 * @param divided what `divideArea` made of it, where that was done already
 * @returns the id of the project and the number of its tasks
 * @throws DomainError USER_NOT_FOUND, NotPermittedToCreate, ORGANISATION_NOT_FOUND, PROJECT_NOT_FOUND and PrivateProject (of
 *   the project that is to be cloned), InvalidArea
 */
export async function createProject(
  context: Context,
  authorId: number,
  project: NewProject,
  onProgress: OnProgress = () => undefined,
  divided?: DividedArea,
): Promise<{ projectId: number; taskCount: number }> {
  const { cloneFromProjectId } = project;
  await assertMayCreate(context, authorId, project.organisationId ?? null);
  let organisationId = project.organisationId ?? null;
  if (cloneFromProjectId) {
    const source = await readableProject(context.database.db, cloneFromProjectId, authorId);
    organisationId ??= source.organisationId;
    await assertMayCreate(context, authorId, organisationId);
  }
  onProgress({ step: 'dividing' });
  const area = divided ?? (await divideArea(context.config, project));
  const projectId = await store(context, { ...project, organisationId, authorId }, area, onProgress);
  return { projectId, taskCount: area.taskCount };
}

/**
 * The tiles of a client's grid whose inside meets an area's, cut to it where that is wanted.
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
