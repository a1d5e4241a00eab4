import type { Context } from '../context.js';
import { authorizationFor } from '../access/tokens/session-token.js';
import { managedOrganisations } from '../modules/organisations/organisations.service.js';
import { taskCollection } from '../modules/tasks/list/task-list.service.js';
import { findUser } from '../modules/users/users.service.js';
import { commandLine } from '../cli/invocation.js';
import { DEMO_MANAGER, DEMO_MAPPER, DEMO_VALIDATOR } from './content/demo-users.js';
import { hasPage, pagePath } from '../http/plugins/page.js';
import { STANDIN_PATH } from './standin-osm/standin-osm.service.js';
import { DEMO_PROJECT } from './content/demo-texts.js';
import { findDemoProject } from './demo.service.js';

interface TaskFeatures {
  features: { properties: { taskId: number; taskStatus: string } }[];
}

/** About three square kilometres around Valletta, for a new project. */
const VALLETTA =
  '{"type":"Polygon","coordinates":[[[14.5,35.89],[14.52,35.89],[14.52,35.905],[14.5,35.905],[14.5,35.89]]]}';

/** A GET request as a line for a shell. */
const get = (path: string, header: string): string => `curl -s -H '${header}' '${path}'`;

/** A POST request as a line for a shell. */
const post = (path: string, authorization: string, body?: string): string =>
  `curl -s -X POST -H 'Authorization: ${authorization}'${body ? ` -H 'Content-Type: application/json' -d '${body}'` : ''} ${path}`;

/** A line of text and its commands, with an empty line after each. An interactive zsh refuses commands with a comment (`#`). */
const group = (text: string, ...commands: string[]): string[] => [text, '', ...commands, ''];

interface DemoAuthorizations {
  mapper: string;
  validator: string;
}

/** Requests that map and validate one task. None if the project has no ready task. */
function workLines(tasks: string, taskId: number | undefined, { mapper, validator }: DemoAuthorizations): string[] {
  if (taskId === undefined) return [];
  const mapped = '{"status":"MAPPED","comment":"All traced"}';
  const validated = `{"validatedTasks":[{"taskId":${taskId},"status":"VALIDATED"}]}`;
  return [
    ...group(
      `${DEMO_MAPPER} locks task ${taskId} and hands it in:`,
      post(`${tasks}/actions/lock-for-mapping/${taskId}/`, mapper),
      post(`${tasks}/actions/unlock-after-mapping/${taskId}/`, mapper, mapped),
    ),
    ...group(
      `${DEMO_VALIDATOR} locks the task for validation and accepts it:`,
      post(`${tasks}/actions/lock-for-validation/`, validator, `{"taskIds":[${taskId}]}`),
      post(`${tasks}/actions/unlock-after-validation/`, validator, validated),
    ),
  ];
}

/** Requests about the demo project, in groups. None if its users are missing. */
async function demoLines(context: Context, url: string, projectId: number): Promise<string[]> {
  const [mapper, validator, manager] = await Promise.all(
    [DEMO_MAPPER, DEMO_VALIDATOR, DEMO_MANAGER].map(async (name) => findUser(context, name)),
  );
  const { features } = JSON.parse(await taskCollection(context, projectId, null)) as TaskFeatures;
  if (!mapper || !validator || !manager) return [];
  const [organisation] = await managedOrganisations(context, manager.id);
  const tokenOf = ({ id }: { id: number }): string => authorizationFor(id, context.secret);
  const tasks = `${url}/api/v2/projects/${projectId}/tasks`;
  const ready = features.find(({ properties }) => properties.taskStatus === 'READY')?.properties.taskId;
  return [
    `Demo project ${projectId}, "${DEMO_PROJECT}": ${features.length} tasks. In another terminal:`,
    '',
    ...group(
      'All tasks as GeoJSON, and their boundaries for GPS devices and for JOSM:',
      `curl -s -o tasks.geojson ${tasks}/`,
      `curl -s -o tasks.gpx ${tasks}/queries/gpx/`,
      `curl -s -o tasks.osm ${tasks}/queries/xml/`,
    ),
    ...workLines(tasks, ready, { mapper: tokenOf(mapper), validator: tokenOf(validator) }),
    ...group(
      `The project in Italian, and the projects that ${DEMO_MAPPER} finds (one of them is private):`,
      get(`${url}/api/v2/projects/${projectId}/queries/summary/`, 'Accept-Language: it'),
      get(`${url}/api/v2/projects/?omitMapResults=true`, `Authorization: ${tokenOf(mapper)}`),
    ),
    ...group(
      `${DEMO_MANAGER} makes a project and divides its area into tasks:`,
      post(`${url}/api/v2/projects/`, tokenOf(manager), newProject(organisation?.id)),
    ),
  ];
}

/** The body of the request for a new project. */
const newProject = (organisationId: number | undefined): string =>
  `{"projectName":"Valletta","organisation":${organisationId ?? 'null'},"areaOfInterest":${VALLETTA},"grid":{"zoom":16,"clip":true}}`;

/**
 * The text that the server prints after its start: its addresses, and commands to try.
 *
 * @param url - the base URL of the server
 */
export async function welcomeText(context: Context, url: string): Promise<string> {
  const projectId = await findDemoProject(context);
  const demo = projectId === null ? [] : await demoLines(context, url, projectId);
  return [
    '',
    ...(hasPage(context.config)
      ? [`Open it in a browser: ${url}${pagePath(context.config)} (Ctrl-C ends the server)`]
      : [`Tessera listens at ${url} (Ctrl-C ends it)`]),
    `  API   ${url}/api/v2/system/heartbeat/ (every path of the API begins with /api/v2/)`,
    `  Docs  ${url}/api/docs (to sign in there, press Authorize and paste a whole token, including the word Token)`,
    ...(context.config.osm.standin ? [`  Sign in as a demo user, without OpenStreetMap: ${url}${STANDIN_PATH}/`] : []),
    '',
    ...demo,
    `More: ${['project', 'user', 'token'].map((program) => `${commandLine(program)} --help`).join(', ')}`,
    '',
    '',
  ].join('\n');
}
