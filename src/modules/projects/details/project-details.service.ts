import type { Context } from '../../../context.js';
import { projectNotFound } from '../../../access/project-policy.js';
import { NOTHING_KNOWN } from '../../../entity-tag.js';
import { listTasks, type ListBody } from '../../tasks/list/task-list.service.js';
import {
  readAreas,
  readProjectDetails,
  readProjectSummary,
  readTasksWithoutGeometry,
} from './project-details.repository.js';

/** The caller, and the requested project. */
export interface ProjectRequest {
  projectId: number;
  userId: number | null;
  /** Best first, see `preferredLocales`. */
  locales: string[];
}

const SNAKE_CASE_EXCEPTIONS: Record<string, string> = {
  aoiBBOX: 'aoi_bbox',
  status: 'project_status',
  teams: 'project_teams',
};

const snakeCase = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A value with all keys in snake case, as in a project file. */
function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snakeCase(key), inSnakeCase(inner)]));
}

/** The text of a project file. Some names on the top level differ from those of the answer. */
function fileText(details: string): string {
  const renamed = Object.entries(JSON.parse(details) as Record<string, unknown>).map(
    ([key, value]) => [SNAKE_CASE_EXCEPTIONS[key] ?? snakeCase(key), inSnakeCase(value)] as const,
  );
  return JSON.stringify(Object.fromEntries(renamed));
}

/** Adds tasks to the text of a JSON object. Tasks in chunks stay in chunks. */
function withTasks(details: string, tasks: string | ListBody): string | ListBody {
  const head = `${details.slice(0, -1)},"tasks":`;
  if (typeof tasks === 'string') return `${head}${tasks}}`;
  if (Buffer.isBuffer(tasks)) return Buffer.concat([Buffer.from(head), tasks, Buffer.from('}')]);
  return (async function* (): AsyncGenerator<string, void> {
    yield head;
    yield* tasks;
    yield '}';
  })();
}

/**
 * A project in the form for mappers with its tasks, as JSON text. The text of a project with many tasks is in chunks.
 * @param form `withGeometry`: tasks with boundaries and users; `asFile`: keys in snake case
 * @throws DomainError PROJECT_NOT_FOUND (it was deleted meanwhile)
 */
export async function readProject(
  context: Context,
  request: ProjectRequest,
  form: { withGeometry: boolean; asFile: boolean },
): Promise<string | ListBody> {
  const { projectId, userId } = request;
  const { autoUnlockSeconds } = context.config;
  const db = context.database.db;
  const details = await readProjectDetails(db, { ...request, autoUnlockSeconds });
  if (details === null) throw projectNotFound(projectId);
  const tasks = form.withGeometry
    ? (await listTasks(context, { projectId, userId, taskIds: null, isKnown: NOTHING_KNOWN })).body
    : await readTasksWithoutGeometry(db, { projectId, autoUnlockSeconds });
  if (tasks === null) throw new Error('the list of tasks has no body');
  return withTasks(form.asFile ? fileText(details) : details, tasks);
}

/**
 * A project in the form for managers, as JSON text: texts in every language, without tasks and without the texts of its
 * organisation.
 * @throws DomainError PROJECT_NOT_FOUND (it was deleted meanwhile)
 */
export async function readProjectWithoutTasks(context: Context, request: ProjectRequest): Promise<string> {
  const { autoUnlockSeconds } = context.config;
  const details = await readProjectDetails(context.database.db, { ...request, autoUnlockSeconds });
  if (details === null) throw projectNotFound(request.projectId);
  return JSON.stringify({
    ...(JSON.parse(details) as Record<string, unknown>),
    tasks: null,
    projectInfo: null,
    organisationName: null,
    organisationSlug: null,
    organisationLogo: null,
  });
}

/**
 * A project without its area and tasks, as JSON text.
 * @throws DomainError PROJECT_NOT_FOUND (it was deleted meanwhile)
 */
export async function summarizeProject(context: Context, request: ProjectRequest): Promise<string> {
  const { autoUnlockSeconds } = context.config;
  const summary = await readProjectSummary(context.database.db, { ...request, autoUnlockSeconds });
  if (summary === null) throw projectNotFound(request.projectId);
  return summary;
}

/**
 * The area of a project and its priority areas, each as GeoJSON text.
 * @throws DomainError PROJECT_NOT_FOUND (it was deleted meanwhile)
 */
export async function readProjectAreas({ database }: Context, projectId: number) {
  const areas = await readAreas(database.db, projectId);
  if (!areas) throw projectNotFound(projectId);
  return areas;
}
