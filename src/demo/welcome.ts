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
import { findDemo } from './demo.service.js';

interface TaskFeatures {
  features: { properties: { taskId: number; taskStatus: string } }[];
}

/** A square kilometre or two around Valletta, for the project that the reader may make. */
const VALLETTA =
  '{"type":"Polygon","coordinates":[[[14.5,35.89],[14.52,35.89],[14.52,35.905],[14.5,35.905],[14.5,35.89]]]}';

/** A request as a line for a shell. */
const get = (path: string, header: string): string => `curl -s -H '${header}' '${path}'`;

const post = (path: string, authorization: string, body?: string): string =>
  `curl -s -X POST -H 'Authorization: ${authorization}'${body ? ` -H 'Content-Type: application/json' -d '${body}'` : ''} ${path}`;

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
  const work =
    ready === undefined
      ? []
      : [
          `# ${DEMO_MAPPER}: lock task ${ready}, hand it in`,
          post(`${tasks}/actions/lock-for-mapping/${ready}/`, tokenOf(mapper)),
          post(
            `${tasks}/actions/unlock-after-mapping/${ready}/`,
            tokenOf(mapper),
            '{"status":"MAPPED","comment":"All traced"}',
          ),
          `# ${DEMO_VALIDATOR}: lock it for validation, accept it`,
          post(`${tasks}/actions/lock-for-validation/`, tokenOf(validator), `{"taskIds":[${ready}]}`),
          post(
            `${tasks}/actions/unlock-after-validation/`,
            tokenOf(validator),
            `{"validatedTasks":[{"taskId":${ready},"status":"VALIDATED"}]}`,
          ),
        ];
  return [
    `Demo project ${projectId}, "${DEMO_PROJECT}": ${features.length} tasks. In another terminal:`,
    '',
    '# all tasks as GeoJSON; boundaries for GPS devices and for JOSM',
    `curl -s -o tasks.geojson ${tasks}/`,
    `curl -s -o tasks.gpx ${tasks}/queries/gpx/`,
    `curl -s -o tasks.osm ${tasks}/queries/xml/`,
    ...work,
    `# the project in Italian; the projects that ${DEMO_MAPPER} finds, the private one included`,
    get(`${url}/api/v2/projects/${projectId}/queries/summary/`, 'Accept-Language: it'),
    get(`${url}/api/v2/projects/?omitMapResults=true`, `Authorization: ${tokenOf(mapper)}`),
    `# ${DEMO_MANAGER}: cut an area into tasks`,
    post(
      `${url}/api/v2/projects/`,
      tokenOf(manager),
      `{"projectName":"Valletta","organisation":${organisation?.id ?? 'null'},"areaOfInterest":${VALLETTA},"grid":{"zoom":16,"clip":true}}`,
    ),
    '',
  ];
}

/**
 * What somebody who has just started the server needs to know, as plain text: where things are, and lines to paste.
 * @param url where the server listens
 */
export async function welcomeText(context: Context, url: string): Promise<string> {
  const projectId = await findDemo(context);
  const demo = projectId === null ? [] : await demoLines(context, url, projectId);
  return [
    '',
    ...(hasPage(context.config)
      ? [`Open it in a browser: ${url}${pagePath(context.config)} (Ctrl-C ends the server)`]
      : [`Tessera listens at ${url} (Ctrl-C ends it)`]),
    `  API   ${url}/api/v2/system/heartbeat/ (every path of the API begins with /api/v2/)`,
    `  Docs  ${url}/api/docs (to sign in there: Authorize, and the whole of a token, the word Token included)`,
    ...(context.config.osm.standin ? [`  Sign in as a demo user, without OpenStreetMap: ${url}${STANDIN_PATH}/`] : []),
    '',
    ...demo,
    `More: ${['project', 'user', 'token'].map((program) => `${commandLine(program)} --help`).join(', ')}`,
    '',
    '',
  ].join('\n');
}
