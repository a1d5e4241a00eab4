import { exportSignature, type Project, type Task } from '../api/client.js';
import { settings } from '../app/settings.js';
import { boxOf, type Box } from '../map/bounds.js';

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

/** Address of iD with the task on its map, its boundary and the comment of the changeset. */
export function idAddress(task: Task, project: Project): string {
  const [west, south, east, north] = boxOfTask(task);
  const place = `${zoomOf(west, east)}/${((south + north) / 2).toFixed(5)}/${((west + east) / 2).toFixed(5)}`;
  const hash = new URLSearchParams({ map: place, gpx: exportAddress('gpx', task) });
  if (project.changesetComment) hash.set('comment', project.changesetComment);
  if (project.imagery) hash.set('background', `custom:${project.imagery}`);
  return `${settings.osmUrl}/edit?editor=id#${hash.toString().replaceAll('+', '%20')}`;
}

/**
 * Opens the task in JOSM: loads the data there, then the boundary as a layer of its own.
 * @throws Error where JOSM does not answer
 */
export async function openInJosm(task: Task, project: Project): Promise<void> {
  const [left, bottom, right, top] = boxOfTask(task);
  const box = { left, right, top, bottom };
  const load = new URLSearchParams(Object.entries(box).map(([name, value]) => [name, String(value)]));
  load.set('new_layer', 'true');
  if (project.changesetComment) load.set('changeset_comment', project.changesetComment);
  const boundary = new URLSearchParams({
    new_layer: 'true',
    layer_name: `task ${task.taskId}`,
    url: exportAddress('xml', task),
  });
  for (const request of [`load_and_zoom?${load.toString()}`, `import?${boundary.toString()}`]) {
    const response = await fetch(`${JOSM}/${request}`);
    if (!response.ok) throw new Error(await response.text());
  }
}
