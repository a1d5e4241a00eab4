import { create } from 'xmlbuilder2';
import { type DocumentWriter, writeChunks, writePages } from './chunks.js';
import { CornerTable } from './corner-table.js';
import { RingIds } from './ring-ids.js';
import { type Ring, ringsOf, type ExportedTask } from './rings.js';
import { addSlot, renderFrame } from './xml-frame.js';
import { attribute, coordinate, legalCharacters } from './xml-writer.js';

/** The metadata of an OSM file. */
export interface OsmXmlInfo {
  /** The program and version that wrote it. */
  readonly generator: string;
}

/**
 * Task boundaries as OSM XML 0.6, in chunks: a file to look at in
 * JOSM, never to upload.
 *
 * - All nodes, then ways, then relations. A corner that tasks share is one node (see {@link CornerTable}).
 * - A way ends with the node that it starts with and names no other node twice. Each node belongs to a way.
 * - Ids are negative (to JOSM: new, not on the server) and unique in the whole file, -1, -2, …
 * - A task of one ring is a closed way; with holes or several parts it is a `type=multipolygon`
 *   relation of closed ways. The way or relation carries `taskId=<id>`, member ways carry no tag. Relations share a member
 *   way where one fills the hole of the other: JOSM calls two equal ways an error.
 * - `note` on a relation tells JOSM that it is no map feature. Without it JOSM calls the missing kind of area an error.
 * - `area=yes` on such a way says that the inside is meant; without it GDAL reads a line.
 *   GDAL reads no negative id unless `OSM_USE_CUSTOM_INDEXING=NO`, here as in JOSM's own files.
 *
 * Tasks are read once. Nodes leave at once; what is held is the distinct corners and, per ring, their numbers.
 */
export function osmXmlChunks(tasks: Iterable<ExportedTask>, info: OsmXmlInfo): Generator<string, void> {
  return writeChunks(new OsmXmlWriter(info), tasks);
}

/** {@link osmXmlChunks} for tasks that arrive page by page. */
export function osmXmlPages(
  pages: AsyncIterable<Iterable<ExportedTask>>,
  info: OsmXmlInfo,
): AsyncGenerator<string, void> {
  return writePages(new OsmXmlWriter(info), pages);
}

/** The document of {@link osmXmlChunks} as one string. */
export function osmXml(tasks: Iterable<ExportedTask>, info: OsmXmlInfo): string {
  return [...osmXmlChunks(tasks, info)].join('');
}

class OsmXmlWriter implements DocumentWriter<ExportedTask> {
  readonly head: string;
  private readonly tail: string;
  private readonly corners = new CornerTable();
  private readonly boundaries: { readonly taskId: number; readonly rings: Ring[] }[] = [];
  /** Ids of nodes by corner number; the corners that no way names have none. */
  private readonly nodeIds: number[] = [];
  private lastId = 0;

  constructor(info: OsmXmlInfo) {
    [this.head, this.tail] = osmFrame(info);
  }

  item(task: ExportedTask): string {
    const { corners, nodeIds } = this;
    const rings = ringsOf(task.geometry, corners);
    if (rings.length > 0) this.boundaries.push({ taskId: task.taskId, rings });
    let nodes = '';
    for (const ring of rings) {
      for (const corner of ring.corners) {
        if (nodeIds[corner] !== undefined) continue;
        nodeIds[corner] = --this.lastId;
        const lat = coordinate(corners.lats[corner]!);
        const lon = coordinate(corners.lons[corner]!);
        nodes += `<node id="${this.lastId}" visible="true" lat="${lat}" lon="${lon}"/>`;
      }
    }
    return nodes;
  }

  *rest(): Generator<string, void> {
    const members = new RingIds();
    const relations: { readonly taskId: number; readonly members: Member[] }[] = [];
    for (const { taskId, rings } of this.boundaries) {
      if (rings.length === 1) {
        yield this.way(--this.lastId, rings[0]!, AREA + taskTag(taskId));
        continue;
      }
      const listed: Member[] = [];
      for (const ring of rings) {
        const known = members.idOf(ring);
        if (known === undefined) yield this.way(members.add(ring, --this.lastId), ring, '');
        listed.push({ role: ring.role, way: known ?? this.lastId });
      }
      relations.push({ taskId, members: listed });
    }
    for (const each of relations) yield relation(--this.lastId, each.taskId, each.members);
    yield this.tail;
  }

  private way(id: number, ring: Ring, tags: string): string {
    let nodes = '';
    for (const corner of ring.corners) nodes += `<nd ref="${this.nodeIds[corner]!}"/>`;
    return `<way id="${id}" visible="true">${nodes}${tags}</way>`;
  }
}

interface Member {
  readonly role: Ring['role'];
  readonly way: number;
}

const tag = (key: string, value: string): string => `<tag k="${attribute(key)}" v="${attribute(value)}"/>`;
const AREA = tag('area', 'yes');
const MULTIPOLYGON = tag('type', 'multipolygon');
const taskTag = (taskId: number): string => `<tag k="taskId" v="${taskId}"/>`;

function relation(id: number, taskId: number, members: readonly Member[]): string {
  const listed = members.map(({ role, way }) => `<member type="way" ref="${way}" role="${role}"/>`);
  const tags = MULTIPOLYGON + tag('note', `Boundary of task ${taskId}`) + taskTag(taskId);
  return `<relation id="${id}" visible="true">${listed.join('')}${tags}</relation>`;
}

function osmFrame({ generator }: OsmXmlInfo): [head: string, tail: string] {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  addSlot(
    document.ele('osm', {
      version: '0.6',
      upload: 'never',
      generator: legalCharacters(generator),
      creator: 'HOT Tasking Manager',
    }),
  );
  const [head = '', tail = ''] = renderFrame(document);
  return [head, tail];
}
