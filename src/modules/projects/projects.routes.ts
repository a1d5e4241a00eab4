import type { z } from 'zod';
import type { Context } from '../../context.js';
import { defineOperation, type Operation, type OperationLink } from '../../http/operation.js';
import { sendJsonText } from '../../http/json-text.js';
import { projectPath } from '../../http/schemas/schemas.js';
import type { Division } from '../../geometry/worker/grid-work.js';
import { createProject, findIntersectingTiles } from './create/project-creation.service.js';
import { deleteProject, deleteTasks } from './delete/project-deletion.service.js';
import {
  draftProject,
  projectCreated,
  projectDeleted,
  tasksDeleted,
  tasksToDelete,
  tilesToTrim,
  trimmedTiles,
} from './projects.schemas.js';

function divisionOf({ arbitraryTasks, grid, tasks, areaOfInterest }: z.output<typeof draftProject>): Division {
  if (arbitraryTasks) return { by: 'features', features: areaOfInterest, isArea: true };
  return grid ? { by: 'grid', ...grid } : { by: 'features', features: tasks };
}

const NEW_PROJECT = { projectId: '$response.body#/projectId' };

const AFTER_CREATION: readonly OperationLink[] = [
  { operationId: 'getProject', description: 'Read the new project', parameters: NEW_PROJECT },
  { operationId: 'listTasks', description: 'List its tasks', parameters: NEW_PROJECT },
  { operationId: 'deleteProject', description: 'Delete it', parameters: NEW_PROJECT },
];

const findTiles = (context: Context, { areaOfInterest, grid, clipToAoi }: z.output<typeof tilesToTrim>) =>
  findIntersectingTiles(context, { areaOfInterest, grid, clip: clipToAoi });

/** Creating projects and dividing areas, under `/api/v2/projects`. */
const creationOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'createProject',
    method: 'POST',
    path: '/',
    summary: 'Create a draft project from an area',
    description:
      'A copy without an organisation gets the organisation of its source. The tasks are the polygons of `tasks`, the tiles of `grid` (an addition of Tessera), or with `arbitraryTasks` the features of the area.',
    tag: 'projects',
    access: 'project:create',
    accessIds: ({ body: { organisation, cloneFromProjectId } }) => ({
      ...(organisation && { organisationId: organisation }),
      ...(cloneFromProjectId && { cloneFromProjectId }),
    }),
    body: draftProject,
    largeBody: true,
    answers: { 201: projectCreated },
    errors: ['InvalidArea', 'RequestTooLarge'],
    links: AFTER_CREATION,
    handler: async ({ body, granted }) => {
      const { projectName: name, organisation: _, database, sandbox, ...wanted } = body;
      const { projectId } = await createProject(context, granted, {
        ...wanted,
        name,
        division: divisionOf(body),
        ...(database && { database }),
        ...(sandbox && { sandbox }),
      });
      return { projectId };
    },
  }),
  defineOperation({
    id: 'findIntersectingTiles',
    method: 'POST',
    path: '/actions/intersecting-tiles/',
    summary: 'Tiles of a grid that intersect an area',
    description:
      'For clients that divide an area themselves. Tiles outside the area are left out. With `clipToAoi` the other tiles are clipped to the area. Nothing is stored.',
    tag: 'projects',
    access: 'session',
    body: tilesToTrim,
    largeBody: true,
    answers: { 200: trimmedTiles },
    errors: ['InvalidArea', 'RequestTooLarge'],
    handler: async ({ body, reply }) => sendJsonText(reply, await findTiles(context, body)),
  }),
  defineOperation({
    id: 'findIntersectingTilesOfProject',
    method: 'PUT',
    path: '/:projectId/tasks/queries/aoi/',
    summary: 'Tiles of a grid that intersect an area, for managers of a project',
    description: 'The same as `findIntersectingTiles`, for managers of the project. The project is not changed.',
    tag: 'projects',
    access: 'project:edit',
    params: projectPath,
    body: tilesToTrim,
    largeBody: true,
    answers: { 200: trimmedTiles },
    errors: ['InvalidArea', 'RequestTooLarge'],
    handler: async ({ body, reply }) => sendJsonText(reply, await findTiles(context, body)),
  }),
];

/** Deleting projects and tasks, under `/api/v2/projects`. */
const deletionOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'deleteProject',
    method: 'DELETE',
    path: '/:projectId/',
    summary: 'Delete a project on which nobody has worked',
    description: 'Every task must be READY. Everything that belongs to the project is deleted. Messages are kept.',
    tag: 'projects',
    access: 'project:delete',
    params: projectPath,
    answers: { 200: projectDeleted },
    errors: ['HasMappedTasks'],
    handler: async ({ params }) => {
      await deleteProject(context, params.projectId);
      return { Success: 'Project deleted' };
    },
  }),
  defineOperation({
    id: 'deleteTasks',
    method: 'DELETE',
    path: '/:projectId/tasks/',
    summary: 'Delete tasks of a project with their history',
    description:
      'All tasks are deleted or none. An empty list changes nothing. The counters of the project are updated.',
    tag: 'projects',
    access: 'project:administer',
    params: projectPath,
    body: tasksToDelete,
    answers: { 200: tasksDeleted },
    errors: ['TASK_NOT_FOUND'],
    handler: async ({ params, body }) => {
      await deleteTasks(context, params.projectId, body.tasks);
      return { Success: 'Task(s) deleted' };
    },
  }),
];

/** Creating and deleting projects, under `/api/v2/projects`. */
export const projectOperations = (context: Context): Operation[] => [
  ...creationOperations(context),
  ...deletionOperations(context),
];
