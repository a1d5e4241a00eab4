import type { Context } from '../context.js';
import { hasProjects, listProjects } from '../modules/projects/project-admin.service.js';
import { makeGroups } from './creation/make-groups.js';
import { makeUsers } from './creation/make-users.js';
import { makeProjects } from './creation/make-projects.js';
import { markDemoComplete, removeIncompleteDemo } from './creation/incomplete-demo.js';
import { writeMessages } from './activity/messages.js';
import { DEMO_PROJECT } from './content/demo-texts.js';
import { DEMO_MANAGER } from './content/demo-users.js';
import { holdLocks, workOnComoros, workOnMalta, workOnSaoTome } from './activity/task-work.js';

/**
 * Makes the demo in an installation without projects: projects of three real places, with organisations, teams, campaigns, comments and
 * work of users. The same services are called as by requests. If an earlier call was interrupted, its projects are removed, and its
 * users and groups are used.
 *
 * @returns whether the demo was made
 */
export async function loadDemo(context: Context): Promise<boolean> {
  await removeIncompleteDemo(context);
  if (await hasProjects(context)) return false;
  const users = await makeUsers(context);
  const groups = await makeGroups(context, users);
  const projects = await makeProjects(context, users, groups);
  await workOnMalta(context, projects.malta, users);
  await workOnSaoTome(context, projects.saoTome, users);
  await workOnComoros(context, projects.comoros, users);
  await holdLocks(context, projects.malta, users);
  await writeMessages(context, users, projects);
  await markDemoComplete(context, Object.values(projects));
  return true;
}

/** The id of the project that the welcome text and the README use, or null if it does not exist. */
export async function findDemoProject(context: Context): Promise<number | null> {
  const projects = await listProjects(context);
  return projects.find(({ name, author }) => name === DEMO_PROJECT && author === DEMO_MANAGER)?.id ?? null;
}
