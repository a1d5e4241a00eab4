import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { projectNotFound } from '../../../access/project-policy.js';
import { readableProject } from '../../../access/require-access.js';
import { taskCollection } from '../../tasks/list/task-list.service.js';
import {
  isDraft,
  readAreas,
  readProjectDetails,
  readProjectSummary,
  readTasksWithoutGeometry,
} from './project-details.repository.js';

/** Who asks for what about a project. */
export interface ProjectQuestion {
  projectId: number;
  userId: number | null;
  /** Best first, see `preferredLocales`. */
  locales: string[];
}

/** Raises the error that the project itself answers with (v5's): a draft is not private, it is not there yet. */
async function mayFetch({ database }: Context, projectId: number, userId: number | null): Promise<void> {
  try {
    await readableProject(database.db, projectId, userId);
  } catch (error) {
    const isHidden = error instanceof DomainError && error.code === 'PrivateProject' && userId !== null;
    if (isHidden && (await isDraft(database.db, projectId))) throw new DomainError('ProjectNotFetched');
    throw error;
  }
}

const SNAKE_CASE_EXCEPTIONS: Record<string, string> = {
  aoiBBOX: 'aoi_bbox',
  status: 'project_status',
  teams: 'project_teams',
};

const snakeCase = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Keys as the file of a project has them: in snake case all the way down. */
function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snakeCase(key), inSnakeCase(inner)]));
}

/** The same project, its keys named as in a file; the names at the top are not all those of the answer. */
function fileText(details: string): string {
  const renamed = Object.entries(JSON.parse(details) as Record<string, unknown>).map(
    ([key, value]) => [SNAKE_CASE_EXCEPTIONS[key] ?? snakeCase(key), inSnakeCase(value)] as const,
  );
  return JSON.stringify(Object.fromEntries(renamed));
}

/**
 * A project as a mapper needs it, with its tasks, as JSON text.
 * @param form `withGeometry`: tasks with boundaries and users; `asFile`: keys in snake case
 * @throws DomainError PROJECT_NOT_FOUND, USER_NOT_FOUND, PrivateProject, ProjectNotFetched
 */
export async function readProject(
  context: Context,
  question: ProjectQuestion,
  form: { withGeometry: boolean; asFile: boolean },
): Promise<string> {
  const { projectId, userId } = question;
  const { autoUnlockSeconds } = context.config;
  const db = context.database.db;
  await mayFetch(context, projectId, userId);
  const details = await readProjectDetails(db, { ...question, autoUnlockSeconds });
  if (details === null) throw projectNotFound(projectId);
  const tasks = form.withGeometry
    ? await taskCollection(context, projectId, userId)
    : await readTasksWithoutGeometry(db, { projectId, autoUnlockSeconds });
  return `${(form.asFile ? fileText(details) : details).slice(0, -1)},"tasks":${tasks}}`;
}

/**
 * A project without its area and tasks, as JSON text.
 * @throws DomainError PROJECT_NOT_FOUND, USER_NOT_FOUND, PrivateProject
 */
export async function summarizeProject(context: Context, question: ProjectQuestion): Promise<string> {
  const { autoUnlockSeconds } = context.config;
  const db = context.database.db;
  await readableProject(db, question.projectId, question.userId);
  const summary = await readProjectSummary(db, { ...question, autoUnlockSeconds });
  if (summary === null) throw projectNotFound(question.projectId);
  return summary;
}

/**
 * The area of a project and its priority areas, each as GeoJSON text.
 * @throws DomainError PROJECT_NOT_FOUND, USER_NOT_FOUND, PrivateProject
 */
export async function readProjectAreas({ database }: Context, projectId: number, userId: number | null) {
  await readableProject(database.db, projectId, userId);
  return readAreas(database.db, projectId);
}
