import { cycle } from './actions.js';
import type { Bench } from './bench.js';
import { Client } from './client.js';
import { compare, type Comparison, type Effort } from './measure.js';
import { steadyList } from './reads.js';
import type { BenchServer } from './server.js';

/** Rates of the list and of the cycle with several processes on one database. They have no target. */
export async function compareProcesses(
  bench: Bench,
  start: () => Promise<BenchServer>,
  secret: string,
  { count, effort }: { count: number; effort: Effort },
): Promise<Comparison[]> {
  const servers: BenchServer[] = [];
  try {
    for (let i = 0; i < count; i++) servers.push(await start());
    const client = new Client(
      servers.map(({ url }) => url),
      secret,
    );
    const comparisons: Comparison[] = [];
    for (const plan of [...steadyList(bench), cycle(bench, 16), cycle(bench, 64)]) {
      const named = { ...plan, name: `${plan.name}, ${count} processes`, target: {} };
      comparisons.push(await compare(named, { client, note: () => undefined }, effort));
    }
    await client.close();
    return comparisons;
  } finally {
    for (const server of servers) await server.stop();
  }
}
