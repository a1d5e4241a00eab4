import { exportSignature, type Project, type Task } from '../../api/client.js';
import { settings } from '../../app/settings.js';
import { bboxOf, type Bbox } from '../../map/bbox.js';

/** Address of the remote control of JOSM on the machine of the user. */
const JOSM = 'http://127.0.0.1:8111';

const bboxOfTask = ({ geometry }: Task): Bbox => bboxOf(geometry ? [geometry] : []) ?? [0, 0, 0, 0];

/** Zoom of the map of iD at which a bbox fills the screen. It is at least 14, because iD shows no data at lower zooms. */
const zoomOf = (west: number, east: number): number =>
  Math.max(14, Math.min(18, Math.floor(Math.log2(360 / Math.max(east - west, 1e-6)))));

/** URL of the boundary of a task as a file. */
function exportUrl(kind: 'gpx' | 'xml', { projectId, taskId }: Task): string {
  const url = new URL(`/api/v2/projects/${projectId}/tasks/queries/${kind}/`, location.origin);
  url.searchParams.set('tasks', String(taskId));
  if (exportSignature()) url.searchParams.set('sig', exportSignature());
  return url.href;
}

/**
 * The imagery of a project: a URL of tiles, as in `tms[2,21]:https://…` (kind and zooms can be missing), or an id of the imagery
 * index of the editors, such as `Bing`.
 */
interface Imagery {
  kind: string;
  minZoom: string;
  maxZoom: string;
  /** Empty if the imagery is an id. */
  url: string;
  /** The imagery as the project has it. */
  text: string;
}

/** Parses the imagery of a project. @returns null if the project has none */
function imageryOf({ imagery }: Pick<Project, 'imagery'>): Imagery | null {
  const text = imagery?.trim() ?? '';
  const parts = /^(?:(tms|wms)(?:\[(?:(\d+),)?(\d+)\])?:)?(https?:.*)$/i.exec(text);
  const [, kind = 'tms', minZoom = '', maxZoom = '', url = ''] = parts ?? [];
  return text === '' ? null : { kind: kind.toLowerCase(), minZoom, maxZoom, url, text };
}

/** URL of iD that shows the task with its boundary, and has the imagery and the changeset comment of the project. */
export function idUrl(task: Task, project: Project): string {
  const [west, south, east, north] = bboxOfTask(task);
  const position = `${zoomOf(west, east)}/${((south + north) / 2).toFixed(5)}/${((west + east) / 2).toFixed(5)}`;
  const hash = new URLSearchParams({ map: position, gpx: exportUrl('gpx', task) });
  if (project.changesetComment) hash.set('comment', project.changesetComment);
  const imagery = imageryOf(project);
  if (imagery) hash.set('background', imagery.url === '' ? imagery.text : `custom:${imagery.url}`);
  return `${settings.osmUrl}/edit?editor=id#${hash.toString().replaceAll('+', '%20')}`;
}

/** The command that adds the boundary of the task as a layer. The layer cannot be changed or uploaded. */
const boundaryCommand = (task: Task): string =>
  `import?${new URLSearchParams({
    new_layer: 'true',
    layer_name: `Boundary of task ${task.taskId} of project ${task.projectId}`,
    layer_locked: 'true',
    download_policy: 'never',
    upload_policy: 'never',
    url: exportUrl('xml', task),
  }).toString()}`;

/** The command that adds the imagery. JOSM needs `url` as the last parameter. */
function imageryCommand({ kind, minZoom, maxZoom, url, text }: Imagery): string {
  if (url === '') return `imagery?${new URLSearchParams({ id: text }).toString()}`;
  const query = new URLSearchParams({ title: url, type: kind });
  if (minZoom) query.set('min_zoom', minZoom);
  if (maxZoom) query.set('max_zoom', maxZoom);
  query.set('url', url);
  return `imagery?${query.toString()}`;
}

/** The command that loads the data of OpenStreetMap in the bbox of the task. */
function dataCommand(task: Task, { changesetComment }: Project, imagery: Imagery | null): string {
  const [left, bottom, right, top] = bboxOfTask(task).map(String) as [string, string, string, string];
  const query = new URLSearchParams({ left, right, top, bottom, new_layer: 'true' });
  if (changesetComment) query.set('changeset_comment', changesetComment);
  if (imagery) query.set('changeset_source', imagery.url || imagery.text);
  return `load_and_zoom?${query.toString()}`;
}

/**
 * Opens the task in JOSM: the boundary, the imagery of the project and the data of OpenStreetMap.
 * @throws Error if JOSM does not answer or refuses a command
 */
export async function openInJosm(task: Task, project: Project): Promise<void> {
  const imagery = imageryOf(project);
  const commands = [boundaryCommand(task), imagery && imageryCommand(imagery), dataCommand(task, project, imagery)];
  for (const command of commands) {
    if (command === null) continue;
    // JOSM does not decode a plus sign as a space.
    const response = await fetch(`${JOSM}/${command.replaceAll('+', '%20')}`);
    if (!response.ok) throw new Error(await response.text());
  }
}
