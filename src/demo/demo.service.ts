import type { Context } from '../context.js';
import { createOrganisation, findOrganisation } from '../modules/organisations/organisations.service.js';
import { hasProjects, listProjects } from '../modules/projects/project-admin.service.js';
import { createProject } from '../modules/projects/create/project-creation.service.js';
import { createUser, findUser } from '../modules/users/users.service.js';
import { DEMO_MANAGER, DEMO_MAPPER, DEMO_OTHERS, DEMO_VALIDATOR } from './demo-users.js';
import { ISLAND, ISLAND_SOURCE, readIsland } from './island.js';
import { workOnDemo } from './demo-work.js';

export const DEMO_PROJECT = `${ISLAND}: buildings and roads (demo)`;
const ORGANISATION = 'Tessera Demo';
/** Gives 120 tasks of up to 4 km². */
const ZOOM = 14;

const userId = async (context: Context, username: string, level = 'BEGINNER'): Promise<number> => {
  const known = await findUser(context, username).catch(() => null);
  return (known ?? (await createUser(context, { username, level }))).id;
};

async function demoOrganisation(context: Context, managerId: number): Promise<number> {
  const known = await findOrganisation(context, ORGANISATION).catch(() => null);
  const description = 'The organisation of the demo project';
  return (
    known ?? (await createOrganisation(context, { name: ORGANISATION, slug: 'tessera-demo', description, managerId }))
  ).id;
}

/**
 * Fills an installation that has no project yet with the demo: a real island, cut into tasks, on which a few people have
 * worked. All of it is made by the services that requests use. What a broken attempt left behind is made use of.
 * @returns whether it was loaded
 */
export async function loadDemo(context: Context): Promise<boolean> {
  if (await hasProjects(context)) return false;
  const managerId = await userId(context, DEMO_MANAGER, 'ADVANCED');
  const people = {
    mapper: await userId(context, DEMO_MAPPER),
    validator: await userId(context, DEMO_VALIDATOR, 'INTERMEDIATE'),
    anna: await userId(context, DEMO_OTHERS[0], 'INTERMEDIATE'),
    ben: await userId(context, DEMO_OTHERS[1]),
  };
  const { projectId, taskCount } = await createProject(context, managerId, {
    name: DEMO_PROJECT,
    areaOfInterest: readIsland(),
    division: { by: 'grid', zoom: ZOOM, clip: true },
    organisationId: await demoOrganisation(context, managerId),
    publish: true,
    shortDescription: `A project to try things on: ${ISLAND} in tasks of up to 4 km².`,
    description: `The outline of ${ISLAND} is taken from ${ISLAND_SOURCE}. It is far too coarse to map by.`,
    instructions: 'Trace all buildings and roads that the imagery shows.',
    perTaskInstructions: 'Tile {x}/{y} at zoom {z}: trace all buildings and roads.',
  });
  await workOnDemo(context, projectId, taskCount, people);
  return true;
}

/** The id of the demo project, where there is one. */
export async function findDemo(context: Context): Promise<number | null> {
  const projects = await listProjects(context);
  return projects.find(({ name, author }) => name === DEMO_PROJECT && author === DEMO_MANAGER)?.id ?? null;
}
