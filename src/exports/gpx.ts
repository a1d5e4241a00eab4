import { create } from 'xmlbuilder2';
import { type DocumentWriter, writeChunks, writePages } from './chunks.js';
import { CornerTable } from './corner-table.js';
import { type Ring, ringsOf, type ExportedTask } from './rings.js';
import { addSlot, renderFrame } from './xml-frame.js';
import { coordinate, legalCharacters } from './xml-writer.js';

const GPX = 'http://www.topografix.com/GPX/1/1';
const CREATOR = 'HOT Tasking Manager';
/** The last longitude before 180 at OSM's own resolution of seven decimals, 1 cm west of it. */
const EASTERNMOST = 179.9999999;

/** The metadata of a GPX file. */
export interface GpxInfo {
  readonly projectId: number;
  /** Address of the project's page. */
  readonly link: string;
  /** When the file was made. */
  readonly time: Date;
  /** The program that made it. */
  readonly creator?: string;
}

/**
 * Task boundaries as GPX 1.1, in chunks: metadata, a `wpt` for each
 * distinct corner, then one track with a closed segment for each ring, outer or inner. It is valid
 * against the GPX 1.1 schema for positions on the globe. iD and JOSM find the track's name first.
 *
 * Tasks are read once. Points leave at once; what is held is the distinct corners and, per ring, their numbers.
 */
export function gpxChunks(tasks: Iterable<ExportedTask>, info: GpxInfo): Generator<string, void> {
  return writeChunks(new GpxWriter(info), tasks);
}

/** {@link gpxChunks} for tasks that arrive page by page. */
export function gpxPages(pages: AsyncIterable<Iterable<ExportedTask>>, info: GpxInfo): AsyncGenerator<string, void> {
  return writePages(new GpxWriter(info), pages);
}

/** The document of {@link gpxChunks} as one string. */
export function gpx(tasks: Iterable<ExportedTask>, info: GpxInfo): string {
  return [...gpxChunks(tasks, info)].join('');
}

class GpxWriter implements DocumentWriter<ExportedTask> {
  readonly head: string;
  private readonly trackHead: string;
  private readonly tail: string;
  private readonly corners = new CornerTable();
  /** The attributes of each corner, written out once for its waypoint and all of its track points. */
  private readonly points: string[] = [];
  private readonly rings: Ring[] = [];

  constructor(info: GpxInfo) {
    [this.head, this.trackHead, this.tail] = gpxFrame(info);
  }

  item(task: ExportedTask): string {
    const { corners, points } = this;
    let waypoints = '';
    for (const ring of ringsOf(task.geometry, corners)) {
      this.rings.push(ring);
      for (const corner of ring.corners) {
        if (points[corner] !== undefined) continue;
        points[corner] = pointAttributes(corners.lons[corner]!, corners.lats[corner]!);
        waypoints += `<wpt${points[corner]}/>`;
      }
    }
    return waypoints;
  }

  *rest(): Generator<string, void> {
    yield this.trackHead;
    for (const ring of this.rings) {
      let segment = '<trkseg>';
      for (const corner of ring.corners) segment += `<trkpt${this.points[corner]!}/>`;
      yield `${segment}</trkseg>`;
    }
    yield this.tail;
  }
}

/**
 * The schema's longitudes end before 180, though 180 is a legal position. It is written as
 * 179.9999999: -180 is the same meridian, but would send the edge of a task once round the world.
 * The clamps on the other sides only ever meet the dust of floating-point arithmetic.
 */
function pointAttributes(lon: number, lat: number): string {
  const x = lon >= 180 ? EASTERNMOST : Math.max(lon, -180);
  const y = Math.min(Math.max(lat, -90), 90);
  return ` lat="${coordinate(y)}" lon="${coordinate(x)}"`;
}

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
  // Clients take the first child node of the track for its name: nothing may stand before it.
  track.ele('name').txt(`Task for project ${info.projectId}. Do not edit outside of this area!`);
  addSlot(track);
  const [head = '', trackHead = '', tail = ''] = renderFrame(root);
  return [head, trackHead, tail];
}
