import { floorOf, type Bench } from './bench.js';
import { WrongAnswer, type Client } from './client.js';
import { plansOf, type Read } from './reads.js';
import type { Plan } from './measure.js';

/** The reads of which a client may ask whether what it has is still so, by the beginning of their names. */
const CONDITIONAL = [
  { read: 'GeoJSON of 10,000 squares, nothing changed', name: 'the list of 10,000', target: true },
  { read: 'GeoJSON of 1,000', name: 'the list of 1,000 polygons', target: true },
  { read: 'OSM XML', name: 'the OSM XML of 10,000', target: true },
  { read: 'GPX', name: 'the GPX of 10,000', target: true },
  { read: 'a year of statistics, all', name: 'statistics of all projects', target: true },
  { read: 'one task', name: 'one task', target: false },
];

/** @returns the tag that the server gives the answer, or null where it gives none */
async function etagOf(client: Client, path: string, userId?: number): Promise<string | null> {
  const { etag } = (await client.get(path, userId)).headers;
  return typeof etag === 'string' ? etag : null;
}

function planOf(bench: Bench, read: Read, etag: string, { name, target }: { name: string; target: boolean }): Plan {
  const run = floorOf(bench, 1);
  const [whole] = plansOf(bench, read);
  const path = read.path(0, 0);
  return {
    name: `304 for ${name}`,
    callers: 1,
    ...(target && { target: { time: 0.1 } }),
    async server(client) {
      const headers = { 'if-none-match': etag };
      const { bytes } = await client.send({ path, userId: read.userId, headers, expected: 304 });
      if (bytes > 0) throw new WrongAnswer(`${path}: a 304 with a body of ${bytes} bytes`);
    },
    floor: () => run(read.statement, read.values(0, 0)),
    // Whoever asks for all of it still gets all of it.
    ...(whole?.check && { check: whole.check }),
  };
}

/**
 * What a client that has the answer already is told: nothing changed. The floor is the whole answer.
 * @param note told of a path whose answers have no ETag: it is left out
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

/** @throws WrongAnswer where a list whose task has changed since is still said to be as it was */
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
