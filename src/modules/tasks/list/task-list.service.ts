import type { Db } from '../../../db/transaction.js';
import type { Context } from '../../../context.js';
import { asksByTag, etagOf, type IsKnown, type Tagged } from '../../../entity-tag.js';
import { featureCollectionPages } from '../../../exports/geojson.js';
import { assertMaySee } from '../../../access/project-policy.js';
import type { FeatureCache } from './feature-cache.js';
import { compare, featuresIn, HEAD, join, merge, moveTo, cacheable, TAIL, type ReadFeature } from './feature-list.js';
import { digestOf } from './row-versions.js';
import {
  readFeaturePages,
  readFeaturesAt,
  readList,
  readListState,
  type ListQuery,
  type ListState,
} from './task-list.repository.js';
import { STREAM_THRESHOLD_TASKS } from '../tasks.sql.js';

/** The caller and the requested tasks. */
type ListRequest = Pick<ListQuery, 'projectId' | 'userId' | 'taskIds'>;

/** A FeatureCollection: whole, or in chunks if it is long. */
export type ListBody = Buffer | AsyncIterable<string>;

const tagOf = ({ epoch, writers, expired }: ListState): string => etagOf('tasks', epoch, digestOf(writers), expired);

/**
 * The tasks of a project as GeoJSON.
 * @throws DomainError PROJECT_NOT_FOUND, PrivateProject, USER_NOT_FOUND
 */
export async function listTasks(
  context: Context,
  { isKnown, ...request }: ListRequest & { isKnown: IsKnown },
): Promise<Tagged<ListBody>> {
  const { db } = context.database;
  const cache = context.features;
  const query = { ...request, autoUnlockSeconds: context.config.autoUnlockSeconds, maxTasks: STREAM_THRESHOLD_TASKS };
  if (asksByTag(isKnown)) {
    const etag = tagOf(await readableState(db, query, 'writers'));
    if (isKnown(etag)) return { etag, body: null };
  }
  if (!query.taskIds && cache.get(query.projectId)) {
    const state = await readableState(db, query, 'writers and places');
    const body = await listFromCache(context, cache, query, state);
    if (body) return { etag: tagOf(state), body };
  }
  return listFromDatabase(context, cache, query);
}

async function readableState(...[db, query, columns]: Parameters<typeof readListState>): Promise<ListState> {
  const state = await readListState(db, query, columns);
  assertMaySee(state.access, query.projectId, query.userId);
  return state;
}

/**
 * All tasks of a project as one text, whatever their number. Used for answers that contain the list.
 * @throws DomainError PROJECT_NOT_FOUND, PrivateProject, USER_NOT_FOUND
 */
export async function taskCollection(context: Context, projectId: number, userId: number | null): Promise<string> {
  const { autoUnlockSeconds } = context.config;
  const query = { projectId, userId, taskIds: null, autoUnlockSeconds, maxTasks: Infinity };
  const list = await readList(context.database.db, query, false);
  assertMaySee(list.access, projectId, userId);
  return HEAD + (list.features ?? '') + TAIL;
}

async function listFromDatabase(context: Context, cache: FeatureCache, query: ListQuery): Promise<Tagged<ListBody>> {
  const { projectId, userId, taskIds } = query;
  let forCache = !taskIds && cache.begin(projectId);
  try {
    const list = await readList(context.database.db, query, forCache);
    assertMaySee(list.access, projectId, userId);
    if (list.large) return await listInPages(context, query);
    const etag = tagOf(list);
    const bytes = Buffer.from(HEAD + (list.features ?? '') + TAIL, 'latin1');
    // The cache is written after the answer was sent.
    if (forCache)
      setImmediate(() => {
        cache.set(projectId, { epoch: list.epoch, features: cacheable(featuresIn(bytes, HEAD.length, list)) });
      });
    forCache = false;
    return { etag, body: bytes };
  } finally {
    if (forCache) cache.giveUp(projectId);
  }
}

/** The tag is read before the body. If the body is newer than its tag, the client requests it once more than necessary. */
async function listInPages(context: Context, query: ListQuery): Promise<Tagged<ListBody>> {
  const etag = tagOf(await readListState(context.database.db, query, 'writers'));
  return { etag, body: featureCollectionPages(texts(readFeaturePages(context.database, query))) };
}

async function* texts(pages: AsyncIterable<{ feature: string }[]>): AsyncGenerator<string[], void> {
  for await (const page of pages) yield page.map(({ feature }) => feature);
}

/** Composes the list from the cache and the rows that changed. Null if the whole list must be read. */
async function listFromCache(
  { database: { db } }: Context,
  cache: FeatureCache,
  query: ListQuery,
  state: ListState,
): Promise<Buffer | null> {
  const cached = cache.get(query.projectId);
  if (cached?.epoch !== state.epoch) return null;
  const { same, others } = compare(cached, state);
  if (others.size > same.length) {
    cache.drop(query.projectId);
    return null;
  }
  const read = others.size > 0 ? await readOthers(db, query, state.epoch, others) : [];
  if (!read) return null;
  const features = merge(same, read);
  const bytes = join(features);
  if (same.length < cached.features.length || read.some(({ isLocked }) => !isLocked))
    setImmediate(() => {
      const locked = new Set(read.filter(({ isLocked }) => isLocked).map(({ taskId }) => taskId));
      moveTo(bytes, features);
      const cacheableFeatures = features.filter(({ taskId }) => !locked.has(taskId));
      cache.set(query.projectId, { epoch: state.epoch, features: cacheableFeatures });
    });
  return bytes;
}

/** Reads the changed rows. Null if one of them has changed again, because the list would then not be one snapshot. */
async function readOthers(
  db: Db,
  query: ListQuery,
  epoch: string,
  others: Map<number, number>,
): Promise<ReadFeature[] | null> {
  const columns = await readFeaturesAt(db, query, [...others.keys()]);
  const read = featuresIn(Buffer.from(columns.features ?? '', 'latin1'), 0, columns);
  const isWhole =
    columns.epoch === epoch &&
    read.length === others.size &&
    read.every(({ place, writer }) => others.get(place) === writer);
  return isWhole ? read : null;
}
