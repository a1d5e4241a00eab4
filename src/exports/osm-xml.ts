import { create } from 'xmlbuilder2';
import { type DocumentWriter, writeChunks, writePages } from './chunks.js';
import { CornerTable } from './corner-table.js';
import { type Ring, ringsOf, type ExportedTask } from './rings.js';
import { addSlot, renderFrame } from './xml-frame.js';
import { attribute, coordinate, legalCharacters } from './xml-writer.js';

/** What an OSM file says about its making. */
export interface OsmXmlInfo {
  /** The program and version that wrote it. */
  readonly generator: string;
}

/**
 * Task boundaries as OSM XML 0.6, in chunks: a file to look at in
 * JOSM, never to upload.
 *
 * - All nodes, then ways, then relations. A corner that tasks share is one node (see {@link CornerTable}).
 * - No way names a node twice in a row. Each has at least four references and ends with the node that it starts with.
 * - Ids are negative (to JOSM: new, not on the server) and unique in the whole file, -1, -2, …
 * - A task of one ring is a closed way; with holes or several parts it is a `type=multipolygon`
 *   relation of closed ways. The way or relation carries `taskId=<id>`, member ways carry no tag.
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
  private nodesWritten = 0;

  constructor(info: OsmXmlInfo) {
    [this.head, this.tail] = osmFrame(info);
  }

  item(task: ExportedTask): string {
    const { corners } = this;
    const rings = ringsOf(task.geometry, corners);
    this.boundaries.push({ taskId: task.taskId, rings });
    let nodes = '';
    for (; this.nodesWritten < corners.size; this.nodesWritten++) {
      const lat = coordinate(corners.lats[this.nodesWritten]!);
      const lon = coordinate(corners.lons[this.nodesWritten]!);
      nodes += `<node id="${nodeId(this.nodesWritten)}" visible="true" lat="${lat}" lon="${lon}"/>`;
    }
    return nodes;
  }

  *rest(): Generator<string, void> {
    const firstWay = nodeId(this.corners.size);
    let id = firstWay;
    for (const { taskId, rings } of this.boundaries) {
      const tags = rings.length === 1 ? AREA + taskTag(taskId) : '';
      for (const ring of rings) yield way(id--, ring, tags);
    }
    let memberId = firstWay;
    for (const { taskId, rings } of this.boundaries) {
      if (rings.length > 1) yield relation(id--, rings, memberId, taskId);
      memberId -= rings.length;
    }
    yield this.tail;
  }
}

const nodeId = (corner: number): number => -1 - corner;
const tag = (key: string, value: string): string => `<tag k="${attribute(key)}" v="${attribute(value)}"/>`;
const AREA = tag('area', 'yes');
const MULTIPOLYGON = tag('type', 'multipolygon');
const taskTag = (taskId: number): string => `<tag k="taskId" v="${taskId}"/>`;

function way(id: number, ring: Ring, tags: string): string {
  let nodes = '';
  for (const corner of ring.corners) nodes += `<nd ref="${nodeId(corner)}"/>`;
  return `<way id="${id}" visible="true">${nodes}${tags}</way>`;
}

function relation(id: number, rings: Ring[], firstMember: number, taskId: number): string {
  const members = rings.map(({ role }, i) => `<member type="way" ref="${firstMember - i}" role="${role}"/>`);
  return `<relation id="${id}" visible="true">${members.join('')}${MULTIPOLYGON}${taskTag(taskId)}</relation>`;
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
