import type { Tx } from '../../../db/transaction.js';
import {
  customEditorWrites,
  linkWrites,
  priorityAreaWrites,
  projectUpdate,
  textWrites,
  type ProjectColumns,
  type ProjectLinks,
} from './project-edit.sql.js';
import type { ProjectForm, StoredTexts } from './project-form.js';

/** The references of a form to other rows: ids and names, each once. */
export interface WantedReferences {
  organisationId: number | null;
  licenseId: number | null;
  levelIds: number[];
  teamIds: number[];
  campaignIds: number[];
  interestIds: number[];
  usernames: string[];
}

/** The references of a form that exist. */
export interface References {
  isSandbox: boolean;
  hasOrganisation: boolean;
  hasLicense: boolean;
  levelIds: number[];
  teamIds: number[];
  campaignIds: number[];
  interestIds: number[];
  users: { id: number; username: string }[];
}

/**
 * Locks a project until the transaction ends. Actions on its tasks are not blocked. Then reads which references of a form
 * exist, and locks these rows against deletion.
 * @returns null if the project does not exist
 */
export async function lockProjectForEdit(
  tx: Tx,
  projectId: number,
  wanted: WantedReferences,
): Promise<References | null> {
  // PostgreSQL evaluates the parts of the answer in their order, so the project is locked first.
  const [row] = await tx.$queryRaw<{ found: References | { isSandbox: null } }[]>`/* lockProjectForEdit */
    WITH p AS MATERIALIZED (SELECT sandbox FROM projects WHERE id = ${projectId}::int FOR NO KEY UPDATE),
      o AS MATERIALIZED (SELECT id FROM organisations WHERE id = ${wanted.organisationId}::int FOR KEY SHARE),
      l AS MATERIALIZED (SELECT id FROM licenses WHERE id = ${wanted.licenseId}::int FOR KEY SHARE),
      v AS MATERIALIZED (SELECT id FROM mapping_levels WHERE id = ANY(${wanted.levelIds}::int[]) FOR KEY SHARE),
      t AS MATERIALIZED (SELECT id FROM teams WHERE id = ANY(${wanted.teamIds}::int[]) ORDER BY id FOR KEY SHARE),
      c AS MATERIALIZED (SELECT id FROM campaigns WHERE id = ANY(${wanted.campaignIds}::int[]) ORDER BY id FOR KEY SHARE),
      i AS MATERIALIZED (SELECT id FROM interests WHERE id = ANY(${wanted.interestIds}::int[]) ORDER BY id FOR KEY SHARE),
      u AS MATERIALIZED (SELECT id, username FROM users WHERE username = ANY(${wanted.usernames}::text[])
        ORDER BY id FOR KEY SHARE)
    SELECT json_build_object('isSandbox', (SELECT sandbox FROM p), 'hasOrganisation', EXISTS (SELECT FROM o),
      'hasLicense', EXISTS (SELECT FROM l),
      'levelIds', ARRAY(SELECT id FROM v), 'teamIds', ARRAY(SELECT id FROM t), 'campaignIds', ARRAY(SELECT id FROM c),
      'interestIds', ARRAY(SELECT id FROM i),
      'users', (SELECT coalesce(json_agg(json_build_object('id', id, 'username', username)), '[]') FROM u)) AS found`;
  if (!row) throw new Error('the references of a form came back without a row');
  return row.found.isSandbox === null ? null : row.found;
}

/** The values of a project after an edit. */
export interface ProjectEdit {
  columns: ProjectColumns;
  /** Texts by locale. Other locales stay. */
  texts: StoredTexts[];
  links: ProjectLinks;
  customEditor: ProjectForm['customEditor'];
  /** Texts of GeoJSON Polygons, EPSG:4326. */
  priorityAreas: string[];
}

/**
 * Writes an edit in one statement. Call it after `lockProjectForEdit`, so that the statement sees the result of the edit
 * before it. This is necessary for tables without keys, which do not refuse a second equal link.
 */
export async function saveProject(tx: Tx, projectId: number, edit: ProjectEdit): Promise<void> {
  await tx.$executeRaw`/* saveProject */ WITH
    ${textWrites(projectId, edit.texts, edit.columns.defaultLocale)},
    ${linkWrites(projectId, edit.links)},
    ${customEditorWrites(projectId, edit.customEditor)},
    ${priorityAreaWrites(projectId, edit.priorityAreas)}
    ${projectUpdate(projectId, edit.columns)}`;
}
