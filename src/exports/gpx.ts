import { create } from 'xmlbuilder2';
import { type DocumentWriter, writeChunks, writePages } from './chunks.js';
import { VertexTable } from './vertex-table.js';
import { type BoundaryRing, boundaryRings, type ExportedTask } from './rings.js';
import { addSlot, renderFrame } from './xml-frame.js';
import { coordinate, legalCharacters } from './xml-writer.js';

const GPX = 'http://www.topografix.com/GPX/1/1';
const CREATOR = 'HOT Tasking Manager';
/** The last longitude before 180 with seven decimals, the resolution of OpenStreetMap. It is 1 cm west of 180. */
const EASTERNMOST = 179.9999999;

/** The metadata of a GPX file. */
export interface GpxInfo {
  readonly projectId: number;
  /** URL of the page of the project. */
  readonly link: string;
  /** When the file was made. */
  readonly time: Date;
  /** The program that made the file. The default is `HOT Tasking Manager`. */
  readonly creator?: string;
}

/**
 * Writes task boundaries as GPX 1.1 (https://www.topografix.com/GPX/1/1/): metadata, a `wpt` for each vertex, then one track with a
 * closed segment for each ring, outer or inner. The file is valid by the schema of GPX 1.1.
 *
 * Each task is read once. Waypoints are written when their task arrives. Only the vertices and the rings are kept in memory.
 *
 * @returns the text in chunks
 * @throws RangeError if `info.time` is invalid or a coordinate is not finite
 */
export function gpxPages(pages: AsyncIterable<Iterable<ExportedTask>>, info: GpxInfo): AsyncGenerator<string, void> {
  return writePages(new GpxWriter(info), pages);
}

/** Writes the document of {@link gpxPages} as one string. */
export function gpx(tasks: Iterable<ExportedTask>, info: GpxInfo): string {
  return [...writeChunks(new GpxWriter(info), tasks)].join('');
}

class GpxWriter implements DocumentWriter<ExportedTask> {
  readonly head: string;
  private readonly trackHead: string;
  private readonly tail: string;
  private readonly vertices = new VertexTable();
  /** The text of the attributes of each vertex. Its waypoint and all its track points use the same text. */
  private readonly points: string[] = [];
  private readonly rings: BoundaryRing[] = [];

  constructor(info: GpxInfo) {
    [this.head, this.trackHead, this.tail] = gpxFrame(info);
  }

  item(task: ExportedTask): string {
    const { vertices, points } = this;
    let waypoints = '';
    for (const ring of boundaryRings(task.geometry, vertices)) {
      this.rings.push(ring);
      for (const vertex of ring.vertices) {
        if (points[vertex] !== undefined) continue;
        points[vertex] = pointAttributes(vertices.lons[vertex]!, vertices.lats[vertex]!);
        waypoints += `<wpt${points[vertex]}/>`;
      }
    }
    return waypoints;
  }

  *rest(): Generator<string, void> {
    yield this.trackHead;
    for (const ring of this.rings) {
      let segment = '<trkseg>';
      for (const vertex of ring.vertices) segment += `<trkpt${this.points[vertex]!}/>`;
      yield `${segment}</trkseg>`;
    }
    yield this.tail;
  }
}

/**
 * The attributes of a point. The schema allows no longitude of 180, so it is written as 179.9999999. The longitude -180 is the same
 * meridian, but with it an edge of the task would go around the globe. The other limits only correct errors of rounding.
 */
function pointAttributes(lon: number, lat: number): string {
  const x = lon >= 180 ? EASTERNMOST : Math.max(lon, -180);
  const y = Math.min(Math.max(lat, -90), 90);
  return ` lat="${coordinate(y)}" lon="${coordinate(x)}"`;
}

/** The three constant parts of a file: before the waypoints, between them and the segments, and after the segments. */
function gpxFrame(info: GpxInfo): [head: string, trackHead: string, tail: string] {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele(GPX, 'gpx', {
    version: '1.1',
    creator: legalCharacters(info.creator ?? CREATOR),
  });
  const metadata = root.ele('metadata');
  metadata
    .ele('link', { href: legalCharacters(info.link) })
    .ele('text')
    .txt(CREATOR);
  metadata.ele('time').txt(info.time.toISOString());
  addSlot(root);
  const track = root.ele('trk');
  // iD and JOSM read the first child node of the track as its name, so nothing may be before it.
  track.ele('name').txt(`Task for project ${info.projectId}. Do not edit outside of this area!`);
  addSlot(track);
  const [head = '', trackHead = '', tail = ''] = renderFrame(root);
  return [head, trackHead, tail];
}
