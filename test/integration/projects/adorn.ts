import type { Database } from '../../../src/db/database.js';
import type { User } from '../../support/factory.js';

/** What a project is given beyond what the factory makes. Codes are those of the schema. */
export interface Adornment {
  priority?: number;
  difficulty?: number;
  mappingTypes?: number[];
  country?: string[];
  imagery?: string;
  sandbox?: boolean;
  featured?: boolean;
  database?: string;
  dueDate?: string;
  created?: string;
  lastUpdated?: string;
  /** Texts by locale. */
  texts?: Record<
    string,
    { name?: string | null; short?: string; description?: string; instructions?: string; perTask?: string }
  >;
  campaigns?: string[];
  interests?: string[];
  favouriteOf?: User[];
  partners?: { name: string; from: string; to?: string }[];
  customEditor?: { name: string; url: string };
  priorityAreas?: object[];
}

let counter = 0;
/** A word that no other test uses. */
export const unique = (word: string): string => `${word}${process.pid}x${++counter}`;

async function link(
  database: Database,
  projectId: number,
  kind: 'campaign' | 'interest',
  names: string[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const name of names) {
    const [row] =
      kind === 'campaign'
        ? await database.prisma.$queryRaw<{ id: number }[]>`
            INSERT INTO campaigns (name) VALUES (${name}) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id`
        : await database.prisma.$queryRaw<{ id: number }[]>`
            INSERT INTO interests (name) VALUES (${name}) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id`;
    const id = row?.id ?? 0;
    await (kind === 'campaign'
      ? database.prisma
          .$executeRaw`INSERT INTO campaign_projects (campaign_id, project_id) VALUES (${id}::int, ${projectId}::int)`
      : database.prisma
          .$executeRaw`INSERT INTO project_interests (interest_id, project_id) VALUES (${id}::int, ${projectId}::int)`);
    ids.push(id);
  }
  return ids;
}

async function partner(
  database: Database,
  projectId: number,
  { name, from, to }: { name: string; from: string; to?: string },
) {
  const [row] = await database.prisma.$queryRaw<{ id: number }[]>`
    INSERT INTO partners (name, primary_hashtag) VALUES (${name}, '#p')
    ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id`;
  const id = row?.id ?? 0;
  await database.prisma.$executeRaw`
    INSERT INTO project_partnerships (project_id, partner_id, started_on, ended_on)
    VALUES (${projectId}::int, ${id}::int, ${from}::timestamp, ${to ?? null}::timestamp)`;
  return id;
}

async function writeTexts(
  database: Database,
  projectId: number,
  texts: NonNullable<Adornment['texts']>,
): Promise<void> {
  await database.prisma.$executeRaw`DELETE FROM project_info WHERE project_id = ${projectId}::int`;
  for (const [locale, text] of Object.entries(texts))
    await database.prisma.$executeRaw`
      INSERT INTO project_info (project_id, locale, name, short_description, description, instructions, per_task_instructions, project_id_str)
      VALUES (${projectId}::int, ${locale}, ${text.name ?? null}::text, ${text.short ?? null}::text, ${text.description ?? null}::text,
        ${text.instructions ?? null}::text, ${text.perTask ?? null}::text, ${projectId}::int::text)`;
}

async function writeAreas(database: Database, projectId: number, areas: object[]): Promise<void> {
  for (const area of areas)
    await database.prisma.$executeRaw`
      WITH made AS (INSERT INTO priority_areas (geometry)
        VALUES (ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(area)}::text), 4326)) RETURNING id)
      INSERT INTO project_priority_areas (project_id, priority_area_id) SELECT ${projectId}::int, id FROM made`;
}

/** Gives a project more. @returns the ids of what was made for it */
export async function adorn(
  database: Database,
  { id }: { id: number },
  more: Adornment,
): Promise<{ interests: number[]; partners: number[] }> {
  await database.prisma.$executeRaw`
    UPDATE projects SET priority = coalesce(${more.priority ?? null}::int, priority),
      difficulty = coalesce(${more.difficulty ?? null}::int, difficulty),
      mapping_types = ${more.mappingTypes ?? null}::int[], country = ${more.country ?? null}::text[],
      imagery = ${more.imagery ?? null}::text, sandbox = ${more.sandbox ?? false}::bool,
      featured = ${more.featured ?? false}::bool, database = ${more.database ?? 'OSM'}::text,
      due_date = ${more.dueDate ?? null}::timestamp, created = coalesce(${more.created ?? null}::timestamp, created),
      last_updated = ${more.lastUpdated ?? null}::timestamp WHERE id = ${id}::int`;
  if (more.texts) await writeTexts(database, id, more.texts);
  for (const { id: userId } of more.favouriteOf ?? [])
    await database.prisma
      .$executeRaw`INSERT INTO project_favorites (project_id, user_id) VALUES (${id}::int, ${userId}::bigint)`;
  if (more.customEditor)
    await database.prisma.$executeRaw`
      INSERT INTO project_custom_editors (project_id, name, url) VALUES (${id}::int, ${more.customEditor.name}, ${more.customEditor.url})`;
  await writeAreas(database, id, more.priorityAreas ?? []);
  await link(database, id, 'campaign', more.campaigns ?? []);
  const interests = await link(database, id, 'interest', more.interests ?? []);
  const partners: number[] = [];
  for (const each of more.partners ?? []) partners.push(await partner(database, id, each));
  return { interests, partners };
}
