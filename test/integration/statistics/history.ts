import type { Database } from '../../../src/db/database.js';

/** A row of history at an exact moment: `2001-05-04 10:00:00.000001`, in UTC. */
export interface Deed {
  task: number;
  by: { id: number };
  at: string;
  action?: string;
  text: string | null;
}

/** Writes history to the microsecond, as tests of statistics need it. */
export async function writeHistory(database: Database, project: { id: number }, deeds: Deed[]): Promise<void> {
  const rows = deeds.map(({ task, by, at, action = 'STATE_CHANGE', text }) => ({ task, by: by.id, at, action, text }));
  await database.prisma.$executeRaw`
    INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
    SELECT ${project.id}::int, d.task, d.action, d.text, d.at, d.by
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d(task int, action text, text text, at timestamp, by bigint)`;
}

export async function nameCountries(database: Database, project: { id: number }, countries: string[]): Promise<void> {
  await database.prisma.$executeRaw`UPDATE projects SET country = ${countries}::text[] WHERE id = ${project.id}::int`;
}
