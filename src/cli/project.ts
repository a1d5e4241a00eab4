import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import { assertNotHuge } from '../modules/projects/create/project-creation.service.js';
import type { InputOf } from './commands.js';
import { readJsonFile } from './json-file.js';
import { progressLine, table, UsageError } from './terminal.js';
import { perform } from './command-runner.js';

export const PROJECT_HELP = `Usage: npm run project -- create --name NAME --aoi FILE (--zoom N [--clip] | --tasks FILE) [options]
       npm run project -- list
       npm run project -- publish ID
       npm run project -- delete ID

create makes a draft project from an area and divides it into tasks.
  --name NAME           what it is called
  --aoi FILE            the area: GeoJSON in WGS84 (Polygon, MultiPolygon, Feature, FeatureCollection, GeometryCollection)
  --zoom N              divides it into Web-Mercator tiles of this zoom, 0 to 24 (14: about 2 km, 16: about 500 m)
  --clip                cuts the tiles to the area
  --tasks FILE          or: a GeoJSON FeatureCollection of polygons, one a task; their properties are kept
  --author NAME         who makes it (default: the first admin, else the manager of the demo)
  --organisation NAME   name or id of the organisation whose project it is (default: the one that the author manages)
  --private             only for members
  --publish             published at once, not a draft
  --description TEXT    what it is about
  --instructions TEXT   told with every task; {x}, {y}, {z} and {property} stand for those of the task
list shows all projects; publish opens a draft to mappers; delete removes one on which nobody has worked.
`;

const OPTIONS = {
  name: { type: 'string' },
  aoi: { type: 'string' },
  zoom: { type: 'string' },
  clip: { type: 'boolean', default: false },
  tasks: { type: 'string' },
  author: { type: 'string' },
  organisation: { type: 'string' },
  private: { type: 'boolean', default: false },
  publish: { type: 'boolean', default: false },
  description: { type: 'string' },
  instructions: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; args: string[] }>>['values'];

function gridOf({ zoom, clip, tasks }: Values): { zoom: number; clip: boolean } | undefined {
  if (tasks !== undefined) {
    if (zoom !== undefined || clip) throw new UsageError('--tasks goes without --zoom and --clip.');
    return undefined;
  }
  if (zoom === undefined) throw new UsageError('Give --zoom (into how large tiles the area is divided) or --tasks.');
  if (!/^\d{1,2}$/.test(zoom) || Number(zoom) > 24)
    throw new UsageError(`--zoom is "${zoom}": give a number from 0 to 24.`);
  return { zoom: Number(zoom), clip: clip ?? false };
}

async function readInput(values: Values): Promise<InputOf<'createProject'>> {
  const { name, aoi, tasks, author, organisation, description, instructions } = values;
  if (!name?.trim()) throw new UsageError('Give --name.');
  if (aoi === undefined) throw new UsageError('Give --aoi, a GeoJSON file.');
  const grid = gridOf(values);
  const areaOfInterest = await readJsonFile(aoi);
  assertNotHuge(areaOfInterest);
  return {
    name,
    grid,
    areaOfInterest,
    tasks: tasks === undefined ? undefined : await readJsonFile(tasks),
    author,
    organisation,
    private: values.private ?? false,
    publish: values.publish ?? false,
    description,
    perTaskInstructions: instructions,
  };
}

async function create(config: Config, args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: OPTIONS, allowPositionals: false });
  const since = Date.now();
  const line = progressLine('Reading and dividing the area');
  try {
    const { projectId, taskCount, author } = await perform(
      config,
      'createProject',
      await readInput(values),
      line.onProgress,
    );
    line.done();
    const seconds = ((Date.now() - since) / 1000).toFixed(1);
    const state = values.publish ? 'published' : 'a draft; to publish it: npm run project -- publish ' + projectId;
    return `Project ${projectId} by ${author}: ${taskCount.toLocaleString('en-US')} tasks in ${seconds} s (${state}).`;
  } finally {
    line.done();
  }
}

function idOf(args: string[]): number {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const [text = '', ...rest] = positionals;
  const id = Number(text);
  if (rest.length > 0 || !/^[1-9]\d*$/.test(text) || id > 2_147_483_647)
    throw new UsageError('Give the id of one project.');
  return id;
}

async function list(config: Config): Promise<string> {
  const projects = await perform(config, 'listProjects', {});
  if (projects.length === 0) return 'There are no projects.';
  return table(
    ['id', 'status', 'tasks', 'mapped', 'validated', 'author', 'organisation', 'name'],
    projects.map((project) => [
      String(project.id),
      project.status.toLowerCase() + (project.private ? ', private' : ''),
      String(project.tasks),
      String(project.mapped),
      String(project.validated),
      project.author,
      project.organisation ?? '-',
      project.name,
    ]),
  );
}

/** `npm run project`. @returns what is printed */
export async function runProject(config: Config, [action, ...args]: string[]): Promise<string> {
  switch (action) {
    case 'create':
      return create(config, args);
    case 'list':
      if (args.length > 0) throw new UsageError('list takes no arguments.');
      return list(config);
    case 'publish': {
      const projectId = idOf(args);
      await perform(config, 'publishProject', { projectId });
      return `Project ${projectId} is published.`;
    }
    case 'delete': {
      const projectId = idOf(args);
      await perform(config, 'deleteProject', { projectId });
      return `Project ${projectId} is deleted.`;
    }
    default:
      throw new UsageError(action === undefined ? 'Say what to do.' : `There is no "${action}".`);
  }
}
