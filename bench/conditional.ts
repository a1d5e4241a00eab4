import { floorOf, type Bench } from './bench.js';
import { WrongAnswer, type Client } from './client.js';
import { plansOf, type Read } from './reads.js';
import type { Plan } from './measure.js';

/** The reads with an ETag, by the beginning of their names. */
const CONDITIONAL = [
  { read: 'list of 10,000 squares, unchanged', name: 'the list of 10,000 squares', target: true },
  { read: 'list of 1,000', name: 'the list of 1,000 polygons', target: true },
  { read: 'OSM XML', name: 'the OSM XML of 10,000 squares', target: true },
  { read: 'GPX', name: 'the GPX of 10,000 squares', target: true },
  { read: 'statistics of a year, all', name: 'the statistics of a year, all projects', target: true },
  { read: 'one task', name: 'one task with its history', target: false },
];

/** @returns the tag of the answer, or null without one */
async function etagOf(client: Client, path: string, userId?: number): Promise<string | null> {
  const { etag } = (await client.get(path, userId)).headers;
  return typeof etag === 'string' ? etag : null;
}

function planOf(bench: Bench, read: Read, etag: string, { name, target }: { name: string; target: boolean }): Plan {
  const run = floorOf(bench, 1);
  const [whole] = plansOf(bench, read);
  const path = read.path(0, 0);
  return {
    name: `304 (not modified) for ${name}`,
    callers: 1,
    ...(target && { target: { time: 0.1 } }),
    async server(client) {
      const headers = { 'if-none-match': etag };
      const { bytes } = await client.send({ path, userId: read.userId, headers, expected: 304 });
      if (bytes > 0) throw new WrongAnswer(`${path}: a 304 with a body of ${bytes} bytes`);
    },
    floor: () => run(read.statement, read.values(0, 0)),
    // A request without a tag still gets the whole answer.
    ...(whole?.check && { check: whole.check }),
  };
}

/**
 * Requests with the current tag, which get 304. The floor is the whole answer.
 * @param note called for a path without an ETag, which is left out
 */
export async function conditionalPlans(
  bench: Bench,
  client: Client,
  reads: Read[],
  note: (text: string) => void,
): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (const { read: begin, ...rest } of CONDITIONAL) {
    const read = reads.find(({ name }) => name.startsWith(begin));
    if (!read) throw new Error(`no read is called ${begin}`);
    const etag = await etagOf(client, read.path(0, 0), read.userId);
    if (etag) plans.push(planOf(bench, read, etag, rest));
    else note(`304 for ${rest.name}: the server gives no ETag`);
  }
  return plans;
}

/** @throws WrongAnswer when a list keeps its tag after a change of a task */
export async function assertTagsChange(
  { db }: Bench,
  client: Client,
  { project, task }: { project: number; task: number },
): Promise<void> {
  for (const path of [`projects/${project}/tasks/`, `projects/${project}/tasks/${task}/`]) {
    const etag = await etagOf(client, path);
    if (!etag) continue;
    const mapped = 'UPDATE tasks SET task_status = $3, mapped_by = $4 WHERE project_id = $1 AND id = $2';
    await db.query(mapped, [project, task, 2, 1]);
    await client.send({ path, headers: { 'if-none-match': etag }, expected: 200 });
    await db.query(mapped, [project, task, 0, null]);
  }
}
