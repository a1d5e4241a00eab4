import { create } from 'xmlbuilder2';
import { type DocumentWriter, writeChunks, writePages } from './chunks.js';
import { VertexTable } from './vertex-table.js';
import { RingIds } from './ring-ids.js';
import { type BoundaryRing, boundaryRings, type ExportedTask } from './rings.js';
import { addSlot, renderFrame } from './xml-frame.js';
import { attribute, coordinate, legalCharacters } from './xml-writer.js';

/** The metadata of an OSM file. */
export interface OsmXmlInfo {
  /** The program that made the file, with its version. */
  readonly generator: string;
}

/**
 * Writes task boundaries as OSM XML 0.6 (https://wiki.openstreetmap.org/wiki/OSM_XML). The file can be opened in JOSM. It must not be
 * uploaded to OpenStreetMap, and says so (`upload="never"`).
 *
 * - All nodes are first, then ways, then relations. A vertex that tasks share is one node (see {@link VertexTable}).
 * - Each way is closed: its first node is also the last one, and no other node occurs twice. Each node belongs to a way.
 * - Ids are negative, which means "new" in JOSM. They are unique in the file: -1, -2, …
 * - A task with one ring is a way. A task with holes or several parts is a relation of ways with `type=multipolygon`.
 * - The way or the relation of a task has the tag `taskId=<id>`. Ways in relations have no tags.
 * - Two relations share a way if one task fills the hole of the other. JOSM reports two equal ways as an error.
 * - A relation has a `note`. Without it, JOSM reports that the type of the area is missing.
 * - The way of a task has `area=yes`. Without it, GDAL reads a line. GDAL reads negative ids only with
 *   `OSM_USE_CUSTOM_INDEXING=NO` (https://gdal.org/en/stable/drivers/vector/osm.html).
 *
 * Each task is read once. Nodes are written when their task arrives. Only the vertices and the rings are kept in memory.
 *
 * @returns the text in chunks
 * @throws RangeError if a coordinate is not finite
 */
export function osmXmlPages(
  pages: AsyncIterable<Iterable<ExportedTask>>,
  info: OsmXmlInfo,
): AsyncGenerator<string, void> {
  return writePages(new OsmXmlWriter(info), pages);
}

/** Writes the document of {@link osmXmlPages} as one string. */
export function osmXml(tasks: Iterable<ExportedTask>, info: OsmXmlInfo): string {
  return [...writeChunks(new OsmXmlWriter(info), tasks)].join('');
}

class OsmXmlWriter implements DocumentWriter<ExportedTask> {
  readonly head: string;
  private readonly tail: string;
  private readonly vertices = new VertexTable();
  private readonly boundaries: { readonly taskId: number; readonly rings: BoundaryRing[] }[] = [];
  /** Ids of nodes by vertex number. A vertex without a way has none. */
  private readonly nodeIds: number[] = [];
  private lastId = 0;

  constructor(info: OsmXmlInfo) {
    [this.head, this.tail] = osmFrame(info);
  }

  item(task: ExportedTask): string {
    const { vertices, nodeIds } = this;
    const rings = boundaryRings(task.geometry, vertices);
    if (rings.length > 0) this.boundaries.push({ taskId: task.taskId, rings });
    let nodes = '';
    for (const ring of rings) {
      for (const vertex of ring.vertices) {
        if (nodeIds[vertex] !== undefined) continue;
        nodeIds[vertex] = --this.lastId;
        const lat = coordinate(vertices.lats[vertex]!);
        const lon = coordinate(vertices.lons[vertex]!);
        nodes += `<node id="${this.lastId}" visible="true" lat="${lat}" lon="${lon}"/>`;
      }
    }
    return nodes;
  }

  *rest(): Generator<string, void> {
    const wayIds = new RingIds();
    const relations: { readonly taskId: number; readonly members: Member[] }[] = [];
    for (const { taskId, rings } of this.boundaries) {
      if (rings.length === 1) {
        yield this.way(--this.lastId, rings[0]!, AREA + taskTag(taskId));
        continue;
      }
      const members: Member[] = [];
      for (const ring of rings) {
        const known = wayIds.idOf(ring);
        if (known === undefined) yield this.way(wayIds.add(ring, --this.lastId), ring, '');
        members.push({ role: ring.role, way: known ?? this.lastId });
      }
      relations.push({ taskId, members });
    }
    for (const each of relations) yield relation(--this.lastId, each.taskId, each.members);
    yield this.tail;
  }

  private way(id: number, ring: BoundaryRing, tags: string): string {
    let nodes = '';
    for (const vertex of ring.vertices) nodes += `<nd ref="${this.nodeIds[vertex]!}"/>`;
    return `<way id="${id}" visible="true">${nodes}${tags}</way>`;
  }
}

/** A way of a relation. */
interface Member {
  readonly role: BoundaryRing['role'];
  readonly way: number;
}

const tag = (key: string, value: string): string => `<tag k="${attribute(key)}" v="${attribute(value)}"/>`;
const AREA = tag('area', 'yes');
const MULTIPOLYGON = tag('type', 'multipolygon');
const taskTag = (taskId: number): string => `<tag k="taskId" v="${taskId}"/>`;

function relation(id: number, taskId: number, members: readonly Member[]): string {
  const elements = members.map(({ role, way }) => `<member type="way" ref="${way}" role="${role}"/>`);
  const tags = MULTIPOLYGON + tag('note', `Boundary of task ${taskId}`) + taskTag(taskId);
  return `<relation id="${id}" visible="true">${elements.join('')}${tags}</relation>`;
}

/** The two constant parts of a file: before and after all nodes, ways and relations. */
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
