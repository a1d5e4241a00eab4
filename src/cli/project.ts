import type { Command } from 'commander';
import type { Config } from '../config.js';
import { DomainError } from '../errors/errors.js';
import { assertNotHuge } from '../modules/projects/create/project-creation.service.js';
import { CommandError, perform } from './command-runner.js';
import type { InputOf } from './commands.js';
import { commandLine } from './invocation.js';
import { readJsonFile } from './json-file.js';
import { progressLine } from './progress-line.js';
import { table, UsageError, wholeNumber, type Tools } from './terminal.js';
import { INT4_MAX } from '../int4.js';

interface CreateOptions {
  name: string;
  aoi: string;
  zoom?: number;
  clip?: true;
  tasks?: string;
  author?: string;
  organisation?: string;
  private?: true;
  publish?: true;
  description?: string;
  instructions?: string;
}

function gridOf({ zoom, clip, tasks }: CreateOptions): { zoom: number; clip: boolean } | undefined {
  if (tasks !== undefined) {
    if (zoom !== undefined || clip) throw new UsageError('--tasks cannot be used with --zoom or --clip.');
    return undefined;
  }
  if (zoom === undefined) throw new UsageError('Give --zoom (the size of the tiles) or --tasks.');
  return { zoom, clip: clip ?? false };
}

/** @throws CommandError with a sentence that names the file */
async function readArea(path: string): Promise<unknown> {
  const area = await readJsonFile(path);
  try {
    assertNotHuge(area);
  } catch (error) {
    throw error instanceof DomainError ? new CommandError(`${path}: ${error.message}`) : error;
  }
  return area;
}

async function readInput(options: CreateOptions): Promise<InputOf<'createProject'>> {
  const { name, aoi, tasks, author, organisation, description, instructions } = options;
  if (!name.trim()) throw new UsageError('The --name is empty.');
  const grid = gridOf(options);
  const areaOfInterest = await readArea(aoi);
  return {
    name,
    grid,
    areaOfInterest,
    tasks: tasks === undefined ? undefined : await readJsonFile(tasks),
    author,
    organisation,
    private: options.private ?? false,
    publish: options.publish ?? false,
    description,
    perTaskInstructions: instructions,
  };
}

async function create(config: Config, options: CreateOptions): Promise<string> {
  const since = Date.now();
  const input = await readInput(options);
  const line = progressLine('Reading and dividing the area');
  try {
    const { projectId, taskCount, author } = await perform(config, 'createProject', input, line.onProgress);
    line.done();
    const seconds = ((Date.now() - since) / 1000).toFixed(1);
    const state = options.publish
      ? 'published'
      : `a draft; to publish it: ${commandLine('project')} publish ${projectId}`;
    return `Project ${projectId} by ${author}: ${taskCount.toLocaleString('en-US')} tasks in ${seconds} s (${state}).`;
  } finally {
    line.done();
  }
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

const projectId = wholeNumber(1, INT4_MAX);

function addCreate(program: Command, { config, print }: Tools): void {
  program
    .command('create')
    .description('create a draft project from an area and divide it into tasks')
    .requiredOption('--name <text>', 'name of the project')
    .requiredOption(
      '--aoi <file>',
      'the area: GeoJSON in WGS84 (Polygon, MultiPolygon, Feature, FeatureCollection, GeometryCollection)',
    )
    .option('--zoom <n>', 'divide it into Web-Mercator tiles of this zoom (14: 2 km, 16: 500 m)', wholeNumber(0, 24))
    .option('--clip', 'cut the tiles to the area')
    .option(
      '--tasks <file>',
      'in place of --zoom: a FeatureCollection with a polygon for each task; their properties are kept',
    )
    .option('--author <name>', 'author (default: the first admin, else the manager of the demo)')
    .option('--organisation <name>', 'name or id of its organisation (default: the one that the author manages)')
    .option('--private', 'only for members')
    .option('--publish', 'publish it at once')
    .option('--description <text>', 'what it is about')
    .option(
      '--instructions <text>',
      'shown with every task; {x}, {y}, {z} and {property} are replaced by the values of the task',
    )
    .action(async (options: CreateOptions) => print(await create(config(), options)));
}

/** Adds the commands of `npm run project`. */
export function addProjectCommands(program: Command, tools: Tools): void {
  const { config, print } = tools;
  program.description('Create, list, publish and delete projects.');
  addCreate(program, tools);
  program
    .command('list')
    .description('list all projects')
    .action(async () => print(await list(config())));
  program
    .command('publish')
    .description('open a draft to mappers')
    .argument('<id>', 'id of the project', projectId)
    .action(async (id: number) => {
      await perform(config(), 'publishProject', { projectId: id });
      print(`Project ${id} is published.`);
    });
  program
    .command('delete')
    .description('delete a project on which nobody has worked')
    .argument('<id>', 'id of the project', projectId)
    .action(async (id: number) => {
      await perform(config(), 'deleteProject', { projectId: id });
      print(`Project ${id} is deleted.`);
    });
}
