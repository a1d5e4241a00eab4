import type { Context } from '../../http/app-types.js';
import { asksByTag, etagOf, type IsKnown, type Tagged } from '../../http/conditional.js';
import { featureCollectionPages } from '../../serializers/geojson.js';
import { assertReadable } from '../projects/project-access.service.js';
import { type Feature, type FeatureCache, type KeptFeatures } from './feature-cache.js';
import { digestOf, RowVersions } from './row-versions.js';
import {
  readFeaturePages,
  readFeaturesAt,
  readList,
  readListState,
  type FeatureColumns,
  type ListQuery,
  type ListState,
} from './task-list.repository.js';

/** Who asks for which tasks. */
type Asker = Pick<ListQuery, 'projectId' | 'userId' | 'taskIds'>;

/** A FeatureCollection: whole, or in pieces where it is long. */
export type ListBody = string | AsyncIterable<string>;

const HEAD = '{"type":"FeatureCollection","features":[';
const TAIL = ']}';

/** More tasks than this are not put together in memory, but read and sent page by page. */
const MANY = 20_000;

const tagOf = ({ epoch, writers, expired }: ListState): string => etagOf('tasks', epoch, digestOf(writers), expired);

/**
 * The tasks of a project as GeoJSON (row 1).
 * @throws DomainError PROJECT_NOT_FOUND, PrivateProject, USER_NOT_FOUND
 */
export async function listTasks(
  context: Context,
  cache: FeatureCache,
  { isKnown, ...who }: Asker & { isKnown: IsKnown },
): Promise<Tagged<ListBody>> {
  const { db } = context.database;
  const query = { ...who, autoUnlockSeconds: context.config.autoUnlockSeconds, most: MANY };
  if (asksByTag(isKnown)) {
    const etag = tagOf(await readableState(db, query, 'writers'));
    if (isKnown(etag)) return { etag, body: null };
  }
  if (!query.taskIds && cache.get(query.projectId)) {
    const state = await readableState(db, query, 'writers and places');
    const body = await listFromCache(context, cache, query, state);
    if (body !== null) return { etag: tagOf(state), body };
  }
  return listFromDatabase(context, cache, query);
}

async function readableState(...[db, query, columns]: Parameters<typeof readListState>): Promise<ListState> {
  const state = await readListState(db, query, columns);
  assertReadable(state.access, query.projectId, query.userId);
  return state;
}

/**
 * All tasks of a project as one text, however many there are, for who puts them into something larger.
 * @throws DomainError PROJECT_NOT_FOUND, PrivateProject, USER_NOT_FOUND
 */
export async function taskCollection(context: Context, projectId: number, userId: number | null): Promise<string> {
  const { autoUnlockSeconds } = context.config;
  const list = await readList(context.database.db, {
    projectId,
    userId,
    taskIds: null,
    autoUnlockSeconds,
    most: Infinity,
  });
  assertReadable(list.access, projectId, userId);
  return HEAD + (list.features ?? '') + TAIL;
}

async function listFromDatabase(context: Context, cache: FeatureCache, query: ListQuery): Promise<Tagged<ListBody>> {
  const { projectId, userId, taskIds } = query;
  const list = await readList(context.database.db, query);
  assertReadable(list.access, projectId, userId);
  if (list.large) return listInPages(context, query);
  const etag = tagOf(list);
  // Not before the answer is on its way; of callers at the same time, one does it.
  if (!taskIds)
    setImmediate(() => {
      if (cache.get(projectId)?.etag !== etag) cache.set(projectId, list.epoch, etag, settled(featuresOf(list)));
    });
  return { etag, body: HEAD + (list.features ?? '') + TAIL };
}

/** The tag is of a moment before the body's: a client whose body is newer than its tag asks once more than it must. */
async function listInPages(context: Context, query: ListQuery): Promise<Tagged<ListBody>> {
  const etag = tagOf(await readListState(context.database.db, query, 'writers'));
  return { etag, body: featureCollectionPages(texts(readFeaturePages(context.database, query))) };
}

async function* texts(pages: AsyncIterable<{ feature: string }[]>): AsyncGenerator<string[], void> {
  for await (const page of pages) yield page.map(({ feature }) => feature);
}

/** A feature as it was just read. */
type ReadFeature = Feature & { isLocked: boolean };

/** The features that a statement gave, each a text of its own: a part of a long string would hold all of it. */
function featuresOf(columns: FeatureColumns): ReadFeature[] {
  const versions = new RowVersions(columns);
  const bytes = Buffer.from(columns.features ?? '', 'latin1');
  const taskIds = columns.taskIds?.split(',') ?? [];
  let start = 0;
  return taskIds.map((signedId, index) => {
    const lineFeed = bytes.indexOf('\n', start);
    const text = bytes.toString('latin1', start, lineFeed < 0 ? bytes.length : lineFeed - 1);
    start = lineFeed + 1;
    const taskId = Math.abs(Number(signedId));
    return {
      taskId,
      writer: versions.writer(index),
      place: versions.place(index),
      text,
      isLocked: signedId.startsWith('-'),
    };
  });
}

/** What depends on nothing but its row: a lock may run out. */
const settled = (features: ReadFeature[]): Feature[] => features.filter(({ isLocked }) => !isLocked);

/** The list from what is kept and the rows that changed; null where reading all of it is as good. */
async function listFromCache(
  { database: { db } }: Context,
  cache: FeatureCache,
  query: ListQuery,
  state: ListState,
): Promise<string | null> {
  const kept = cache.get(query.projectId);
  if (kept?.epoch !== state.epoch) return null;
  const { same, others } = compare(kept, state);
  if (others.size > same.length) return null;
  const read = others.size > 0 ? featuresOf(await readFeaturesAt(db, query, [...others.keys()])) : [];
  // Changed once more between the two statements: the list would be of no moment.
  if (read.length !== others.size || read.some(({ place, writer }) => others.get(place) !== writer)) return null;
  cache.add(query.projectId, state.epoch, settled(read), same.length + read.length);
  const features: Feature[] = [...same, ...read];
  const texts = features.sort((a, b) => a.taskId - b.taskId).map(({ text }) => text);
  return HEAD + texts.join(',\n') + TAIL;
}

/** Which features are what they were, and which rows are to be read: writers by place. */
function compare({ byPlace }: KeptFeatures, state: ListState): { same: Feature[]; others: Map<number, number> } {
  const versions = new RowVersions(state);
  const same: Feature[] = [];
  const others = new Map<number, number>();
  for (let index = 0; index < versions.length; index++) {
    const place = versions.place(index);
    const writer = versions.writer(index);
    const feature = byPlace.get(place);
    if (feature?.writer === writer) same.push(feature);
    else others.set(place, writer);
  }
  return { same, others };
}
