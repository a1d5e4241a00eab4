import { sourcesOf } from '../../../db/database.js';
import type { Context } from '../../../context.js';
import { etagOf, type IsKnown, type Tagged } from '../../../entity-tag.js';
import { DomainError } from '../../../errors/errors.js';
import { gpxPages } from '../../../exports/gpx.js';
import { osmXmlPages } from '../../../exports/osm-xml.js';
import type { ExportedTask } from '../../../exports/rings.js';
import { digestOf } from '../list/row-versions.js';
import { readExportState, readBoundaries, type ExportQuery } from './task-export.repository.js';

const GENERATOR = 'Tessera';

/** Formats in which boundaries of tasks are exported. */
export type ExportFormat = 'osm' | 'gpx';

/** The first source (replica or database) that has the tasks, and their state. */
async function stateOf({ database }: Context, query: ExportQuery) {
  for (const source of sourcesOf(database)) {
    const state = await readExportState(source, query);
    if (state.count > 0) return { source, state };
  }
  const { projectId, taskIds } = query;
  throw new DomainError('TASKS_NOT_FOUND', {
    details: { project_id: projectId, ...(taskIds && { task_ids: taskIds }) },
  });
}

function write(
  context: Context,
  format: ExportFormat,
  query: ExportQuery,
  pages: AsyncIterable<ExportedTask[]>,
): AsyncIterable<string> {
  if (format === 'osm') return osmXmlPages(pages, { generator: GENERATOR });
  const link = `${context.config.appBaseUrl}/projects/${query.projectId}`;
  return gpxPages(pages, { projectId: query.projectId, link, time: new Date() });
}

/**
 * The boundaries of tasks as OSM XML or GPX 1.1, in chunks. The tag is read before the chunks. If the file is newer than its
 * tag, the client requests it once more than necessary.
 * @throws DomainError TASKS_NOT_FOUND
 */
export async function exportTasks(
  context: Context,
  format: ExportFormat,
  { isKnown, ...query }: ExportQuery & { isKnown: IsKnown },
): Promise<Tagged<AsyncIterable<string>>> {
  const { source, state } = await stateOf(context, query);
  const etag = etagOf(format, state.epoch, digestOf(state.writers), context.config.appBaseUrl);
  if (isKnown(etag)) return { etag, body: null };
  return { etag, body: write(context, format, query, readBoundaries(source, query, state.count)) };
}
