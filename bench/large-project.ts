import type pg from 'pg';
import type { Client } from './client.js';
import { allTasks } from './floor-reads.js';

/** Reading and editing a project of 10,000 tasks, by the server and by plain SQL. */

/** The author of the project, who may edit it. */
const AUTHOR_ID = 1;

const DETAILS = `SELECT row_to_json(x)::text FROM (SELECT p.*, ST_AsGeoJSON(p.geometry)::json AS area, a.username, o.name AS organisation,
    (SELECT json_agg(i) FROM project_info i WHERE i.project_id = p.id) AS texts
  FROM projects p JOIN users a ON a.id = p.author_id LEFT JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1) x`;

/** Each edit changes the description in all locales, as the edits of the server do: both write the same rows. */
const EDIT = [
  'BEGIN',
  `SELECT p.id FROM projects p JOIN users a ON a.id = p.author_id LEFT JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1
   FOR NO KEY UPDATE OF p`,
  `UPDATE projects SET status = 1, priority = 3, difficulty = 1, default_locale = 'en', changeset_comment = '#large', country = '{Nepal}',
     mapping_types = '{1}', private = false, last_updated = now() WHERE id = $1`,
  `INSERT INTO project_info (project_id, locale, name, short_description, description, project_id_str)
   SELECT project_id, locale, name, short_description, CASE WHEN description LIKE '<p>first%' THEN '<p>second' ELSE '<p>first' END
     || ' ' || repeat('Words of a description that is long enough. ', 20) || '</p>', project_id_str
   FROM project_info WHERE project_id = $1
   ON CONFLICT (project_id, locale) DO UPDATE SET name = excluded.name, short_description = excluded.short_description,
     description = excluded.description, project_id_str = excluded.project_id_str`,
  `WITH t AS (DELETE FROM project_teams WHERE project_id = $1), c AS (DELETE FROM campaign_projects WHERE project_id = $1),
     i AS (DELETE FROM project_interests WHERE project_id = $1), e AS (DELETE FROM project_custom_editors WHERE project_id = $1),
     a AS (DELETE FROM project_priority_areas WHERE project_id = $1) DELETE FROM project_allowed_users WHERE project_id = $1`,
  'COMMIT',
];

export interface Pair {
  name: string;
  /** Runs before each of the two, and is not timed. */
  before?: () => Promise<unknown>;
  server: () => Promise<unknown>;
  floor: () => Promise<unknown>;
}

/** Forms by turns, whose descriptions differ in every locale. Stored texts are HTML, so the front-end sends HTML. */
function* editsOf(form: Form): Generator<Form, never> {
  for (let turn = 0; ; turn++) {
    const description = `<p>${turn % 2 === 0 ? 'third' : 'fourth'} ${'Words of a description that is long enough. '.repeat(20)}</p>`;
    yield { ...form, projectInfoLocales: form.projectInfoLocales.map((texts) => ({ ...texts, description })) };
  }
}

interface Form extends Record<string, unknown> {
  projectInfoLocales: Record<string, unknown>[];
}

export async function largeProject(client: Client, db: pg.Client, projectId: number): Promise<Pair[]> {
  const path = `projects/${projectId}/`;
  const readForm = (): Promise<Form> => client.json<Form>(`${path}queries/notasks/`, AUTHOR_ID);
  const save = (body: Form) => client.send({ method: 'PATCH', path, userId: AUTHOR_ID, body });
  // The first edit stores the texts as HTML.
  await save(await readForm());
  const edits = editsOf(await readForm());
  const send = (name: string, text: string): Promise<unknown> =>
    db.query({ name, text, values: text.includes('$1') ? [projectId] : [] });
  const reading = {
    server: () => client.get(`projects/${projectId}/`),
    floor: async () => [await send('details', DETAILS), await send(allTasks.name, allTasks.text)],
  };
  return [
    { name: 'project of 10,000 tasks', ...reading },
    {
      name: 'the same, all tasks changed',
      before: () => send('change all', 'UPDATE tasks SET task_status = task_status WHERE project_id = $1'),
      ...reading,
    },
    {
      name: 'edit of it',
      server: () => save(edits.next().value),
      floor: async () => {
        for (const [index, text] of EDIT.entries()) await send(`edit ${index}`, text);
      },
    },
  ];
}
