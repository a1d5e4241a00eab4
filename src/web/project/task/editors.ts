import { exportSignature, type Project, type Task } from '../../api/client.js';
import { settings } from '../../app/settings.js';
import { boxOf, type Box } from '../../map/bbox.js';

/** Where JOSM listens, once remote control is on in its settings. */
const JOSM = 'http://127.0.0.1:8111';

const boxOfTask = ({ geometry }: Task): Box => boxOf(geometry ? [geometry] : []) ?? [0, 0, 0, 0];

/** Zoom of iD's map: the level at which a box fills a screen, at least 14 because iD shows no data below. */
const zoomOf = (west: number, east: number): number =>
  Math.max(14, Math.min(18, Math.floor(Math.log2(360 / Math.max(east - west, 1e-6)))));

function exportAddress(kind: 'gpx' | 'xml', { projectId, taskId }: Task): string {
  const url = new URL(`/api/v2/projects/${projectId}/tasks/queries/${kind}/`, location.origin);
  url.searchParams.set('tasks', String(taskId));
  if (exportSignature()) url.searchParams.set('sig', exportSignature());
  return url.href;
}

/** Imagery as projects name it: the address of tiles, with its kind and its zooms or without, or an id of the editors' index. */
interface Imagery {
  kind: string;
  minZoom: string;
  maxZoom: string;
  /** Empty: `text` is an id. */
  address: string;
  text: string;
}

/** Reads the imagery of a project; null where it has none. */
export function imageryOf({ imagery }: Pick<Project, 'imagery'>): Imagery | null {
  const text = imagery?.trim() ?? '';
  const parts = /^(?:(tms|wms)(?:\[(?:(\d+),)?(\d+)\])?:)?(https?:.*)$/i.exec(text);
  const [, kind = 'tms', minZoom = '', maxZoom = '', address = ''] = parts ?? [];
  return text === '' ? null : { kind: kind.toLowerCase(), minZoom, maxZoom, address, text };
}

/** Address of iD with the task on its map, its boundary and the comment of the changeset. */
export function idAddress(task: Task, project: Project): string {
  const [west, south, east, north] = boxOfTask(task);
  const place = `${zoomOf(west, east)}/${((south + north) / 2).toFixed(5)}/${((west + east) / 2).toFixed(5)}`;
  const hash = new URLSearchParams({ map: place, gpx: exportAddress('gpx', task) });
  if (project.changesetComment) hash.set('comment', project.changesetComment);
  const imagery = imageryOf(project);
  if (imagery) hash.set('background', imagery.address === '' ? imagery.text : `custom:${imagery.address}`);
  return `${settings.osmUrl}/edit?editor=id#${hash.toString().replaceAll('+', '%20')}`;
}

/** The boundary of the task as a layer that cannot be changed or uploaded. */
const boundaryCommand = (task: Task): string =>
  `import?${new URLSearchParams({
    new_layer: 'true',
    layer_name: `Boundary of task ${task.taskId} of project ${task.projectId}`,
    layer_locked: 'true',
    download_policy: 'never',
    upload_policy: 'never',
    url: exportAddress('xml', task),
  }).toString()}`;

function imageryCommand({ kind, minZoom, maxZoom, address, text }: Imagery): string {
  if (address === '') return `imagery?${new URLSearchParams({ id: text }).toString()}`;
  const query = new URLSearchParams({ title: address, type: kind });
  if (minZoom) query.set('min_zoom', minZoom);
  if (maxZoom) query.set('max_zoom', maxZoom);
  query.set('url', address);
  return `imagery?${query.toString()}`;
}

function dataCommand(task: Task, { changesetComment }: Project, imagery: Imagery | null): string {
  const [left, bottom, right, top] = boxOfTask(task).map(String) as [string, string, string, string];
  const query = new URLSearchParams({ left, right, top, bottom, new_layer: 'true' });
  if (changesetComment) query.set('changeset_comment', changesetComment);
  if (imagery) query.set('changeset_source', imagery.address || imagery.text);
  return `load_and_zoom?${query.toString()}`;
}

/**
 * Opens the task in JOSM: its boundary, the imagery of the project, and the data of OpenStreetMap.
 * @throws Error where JOSM does not answer
 */
export async function openInJosm(task: Task, project: Project): Promise<void> {
  const imagery = imageryOf(project);
  const commands = [boundaryCommand(task), imagery && imageryCommand(imagery), dataCommand(task, project, imagery)];
  for (const command of commands) {
    if (command === null) continue;
    // JOSM does not take a plus for a space.
    const response = await fetch(`${JOSM}/${command.replaceAll('+', '%20')}`);
    if (!response.ok) throw new Error(await response.text());
  }
}
