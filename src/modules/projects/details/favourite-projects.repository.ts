import { visibleTo } from '../../../access/project-policy.sql.js';
import type { Viewer } from '../../../access/viewer.js';
import type { Db } from '../../../db/transaction.js';
import { joinTexts } from '../project-columns.sql.js';
import { projectColumns } from './project-details.repository.js';

/** The keys that are null in this list. All texts are in `projectInfoLocales`. */
const EMPTY = JSON.stringify({
  tasks: null,
  projectInfo: null,
  organisationName: null,
  organisationSlug: null,
  organisationLogo: null,
  priorityAreas: null,
});

/** The favourite projects of a user that the user may see, by id, as the text of a JSON array. */
export async function readFavouriteProjects(db: Db, viewer: Viewer, autoUnlockSeconds: number): Promise<string> {
  const [row] = await db.$queryRaw<{ projects: string }[]>`/* readFavouriteProjects */
    SELECT coalesce(json_agg(to_jsonb(x) || ${EMPTY}::jsonb ORDER BY x."projectId"), '[]')::text AS projects FROM (
      SELECT ${projectColumns(autoUnlockSeconds)} FROM projects p JOIN users a ON a.id = p.author_id
      LEFT JOIN organisations o ON o.id = p.organisation_id ${joinTexts([])}
      WHERE p.id IN (SELECT f.project_id FROM project_favorites f WHERE f.user_id = ${viewer.id}::bigint)
        AND ${visibleTo(viewer)}) x`;
  return row?.projects ?? '[]';
}
