import type { Context } from '../../context.js';
import { inTransaction } from '../../db/transaction.js';
import { discardProject } from '../../modules/projects/delete/project-deletion.service.js';
import { findRemains, forgetWork, markFinished, restartProjectIds } from './incomplete-demo.repository.js';
import { DEMO_USERS } from '../content/demo-users.js';

/**
 * Removes the projects that an interrupted attempt to make the demo has left, so that it can be made anew. Where there are
 * other projects, nothing is removed. It may itself be interrupted, and called again.
 */
export async function removeRemains(context: Context): Promise<void> {
  const { database } = context;
  const usernames = [...DEMO_USERS];
  const { projects, remains } = await findRemains(database.db, usernames);
  if (remains.length === 0 || remains.length < projects) return;
  await inTransaction(database, (tx) => forgetWork(tx, remains, usernames));
  for (const id of remains) await discardProject(context, id);
  await inTransaction(database, restartProjectIds);
}

/** Marks the demo as complete: from now on it is never removed. */
export const completeDemo = ({ database }: Context, projects: { projectId: number }[]): Promise<void> =>
  inTransaction(database, (tx) =>
    markFinished(
      tx,
      projects.map(({ projectId }) => projectId),
    ),
  );
