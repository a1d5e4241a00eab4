import type { Context } from '../context.js';
import { hasProjects, listProjects } from '../modules/projects/project-admin.service.js';
import { makeGroups } from './creation/make-groups.js';
import { makePeople } from './creation/make-users.js';
import { makeProjects } from './creation/make-projects.js';
import { completeDemo, removeRemains } from './creation/incomplete-demo.js';
import { talk } from './activity/messages.js';
import { DEMO_PROJECT } from './content/demo-texts.js';
import { DEMO_MANAGER } from './content/demo-users.js';
import { holdLocks, workOnComoros, workOnMalta, workOnSaoTome } from './activity/task-work.js';

/**
 * Fills an installation that has no project yet with the demo: three real places cut into tasks, with organisations, teams,
 * campaigns, chat, and work that users have done. Everything is made by the services that requests use. Users and groups
 * that an attempt before has left behind are used; its projects are removed.
 * @returns whether it was loaded
 */
export async function loadDemo(context: Context): Promise<boolean> {
  await removeRemains(context);
  if (await hasProjects(context)) return false;
  const people = await makePeople(context);
  const groups = await makeGroups(context, people);
  const projects = await makeProjects(context, people, groups);
  await workOnMalta(context, projects.malta, people);
  await workOnSaoTome(context, projects.saoTome, people);
  await workOnComoros(context, projects.comoros, people);
  await holdLocks(context, projects.malta, people);
  await talk(context, people, projects);
  await completeDemo(context, Object.values(projects));
  return true;
}

/** The id of the project that the greeting and the README use, where it is there. */
export async function findDemo(context: Context): Promise<number | null> {
  const projects = await listProjects(context);
  return projects.find(({ name, author }) => name === DEMO_PROJECT && author === DEMO_MANAGER)?.id ?? null;
}
