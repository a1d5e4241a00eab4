import type { Database } from '../../db/database.js';
import { readProjectAccess } from '../../access/access.repository.js';
import { maySeeProject } from '../../access/project-policy.js';
import type { EventStream } from './event-stream.js';
import { groupBy } from './group-by.js';

async function mayRead({ db }: Database, projectId: number, userId: number | null): Promise<boolean> {
  const { viewer, project } = await readProjectAccess(db, projectId, userId);
  return project !== null && (userId === null || viewer !== null) && maySeeProject(viewer, project);
}

/** Finds the streams whose users may no longer read the project. A project that everybody reads is one look for all. */
export async function* streamsToEnd(database: Database, streams: EventStream[]): AsyncGenerator<EventStream> {
  for (const [projectId, ofProject] of groupBy(streams, (stream) => stream.projectId)) {
    if (await mayRead(database, projectId, null)) continue;
    for (const [userId, ofUser] of groupBy(ofProject, (stream) => stream.userId))
      if (userId === null || !(await mayRead(database, projectId, userId))) yield* ofUser;
  }
}
