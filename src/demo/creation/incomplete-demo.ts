import type { Context } from '../../context.js';
import { inTransaction } from '../../db/transaction.js';
import { discardProject } from '../../modules/projects/delete/project-deletion.service.js';
import { findIncompleteProjects, resetWork, markComplete, restartProjectIds } from './incomplete-demo.repository.js';
import { DEMO_USERS } from '../content/demo-users.js';

/**
 * Removes the projects of an interrupted creation of the demo, so that the demo can be made again. If there are other projects, nothing is
 * removed. If this function is interrupted, it can be called again.
 */
export async function removeIncompleteDemo(context: Context): Promise<void> {
  const { database } = context;
  const usernames = [...DEMO_USERS];
  const { projects, incomplete } = await findIncompleteProjects(database.db, usernames);
  if (incomplete.length === 0 || incomplete.length < projects) return;
  await inTransaction(database, (tx) => resetWork(tx, incomplete, usernames));
  for (const id of incomplete) await discardProject(context, id);
  await inTransaction(database, restartProjectIds);
}

/** Marks the projects of the demo as complete. Complete projects are never removed. */
export const markDemoComplete = ({ database }: Context, projects: { projectId: number }[]): Promise<void> =>
  inTransaction(database, (tx) =>
    markComplete(
      tx,
      projects.map(({ projectId }) => projectId),
    ),
  );
