import { setTimeout } from 'node:timers/promises';
import { Client, WrongAnswer } from './client.js';
import { medianOf } from './measure.js';
import type { Figure } from './report.js';
import { PROJECT, TASKS } from './seed.js';
import type { BenchServer } from './server.js';

const DOCUMENTS = [
  { name: 'the list', path: `projects/${PROJECT.large}/tasks/`, each: '"type":"Feature",' },
  { name: 'OSM XML', path: `projects/${PROJECT.large}/tasks/queries/xml/`, each: '<way ' },
  { name: 'GPX', path: `projects/${PROJECT.large}/tasks/queries/gpx/`, each: '<trkseg>' },
];

/** How often an answer contains a text. */
function occurrences(body: Buffer, text: string): number {
  let count = 0;
  for (let from = body.indexOf(text); from !== -1; from = body.indexOf(text, from + text.length)) count++;
  return count;
}

/** The memory that an answer with 100,000 tasks adds to a new server. */
async function growth(server: BenchServer, secret: string, { path, each, name }: (typeof DOCUMENTS)[0]) {
  const client = new Client([server.url], secret);
  try {
    for (let i = 0; i < 20; i++) await client.get(`projects/${PROJECT.large}/tasks/${1 + i}/`);
    await setTimeout(500);
    const before = server.memory().now;
    const { body } = await client.send({ path, keep: true });
    const found = occurrences(body, each);
    if (found !== TASKS.large) throw new WrongAnswer(`${name} of 100,000: ${found} tasks`);
    return server.memory().peak - before;
  } finally {
    await client.close();
  }
}

/** Very long answers: memory of the server and time of the first byte. */
export async function largeFigures(
  start: () => Promise<BenchServer>,
  secret: string,
  client: Client,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const document of DOCUMENTS) {
    const server = await start();
    try {
      const value = await growth(server, secret, document);
      figures.push({
        name: `memory that ${document.name} of 100,000 tasks adds to a server`,
        value,
        unit: 'MB',
        target: 100,
      });
    } finally {
      await server.stop();
    }
  }
  for (const { name, path } of DOCUMENTS) {
    const shares: number[] = [];
    for (let i = 0; i < 3; i++) {
      const { firstByte, lastByte } = await client.get(path);
      shares.push(firstByte / lastByte);
    }
    const target = name === 'the list' ? { target: 0.2 } : {};
    figures.push({
      name: `first byte of ${name} of 100,000 tasks`,
      value: medianOf(shares),
      unit: '× the total time',
      ...target,
    });
  }
  return figures;
}
