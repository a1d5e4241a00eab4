import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { WrongAnswer, type Answer, type Client } from './client.js';
import { medianOf } from './measure.js';
import type { Figure } from './report.js';
import { PROJECT } from './seed.js';

const PATH = `projects/${PROJECT.squares}/tasks/`;
const RATES = [10, 100];
const CODINGS = [
  { name: 'identity', decode: (body: Buffer): Buffer => body },
  { name: 'gzip', decode: gunzipSync },
  { name: 'br', decode: brotliDecompressSync },
];

/**
 * Time of the last byte over a line of the given rate. The transfer of a piece begins when the piece is there and the piece
 * before is transferred. Computed from the times of the pieces over loopback.
 * @param rate megabits per second
 */
export function lastByteOver(pieces: Answer['pieces'], rate: number): number {
  const bytesPerMillisecond = (rate * 1e6) / 8 / 1000;
  return pieces.reduce((through, { at, bytes }) => Math.max(through, at) + bytes / bytesPerMillisecond, 0);
}

/** Time to the last byte of the list of 10,000 over slow lines, in each encoding of the server. */
export async function compressionFigures(
  client: Client,
  rounds: number,
  note: (text: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const ask = (coding: string): Promise<Answer> =>
    client.send({ path: PATH, headers: { 'accept-encoding': coding }, keep: true });
  const plain = (await ask('identity')).body;
  for (const { name, decode } of CODINGS) {
    const first = await ask(name);
    if (name !== 'identity' && first.headers['content-encoding'] !== name) {
      note(
        `compression: asked for ${name}, the server answers ${String(first.headers['content-encoding'] ?? 'identity')}`,
      );
      continue;
    }
    if (!decode(first.body).equals(plain)) throw new WrongAnswer(`${PATH} in ${name} is another answer`);
    const answers: Answer[] = [];
    for (let round = 0; round < rounds; round++) answers.push(await ask(name));
    for (const rate of RATES)
      figures.push({
        name: `list of 10,000 in ${name} (${(first.bytes / 1e6).toFixed(2)} MB) over ${rate} Mbit/s, last byte`,
        value: medianOf(answers.map(({ pieces }) => lastByteOver(pieces, rate))),
        unit: 'ms',
      });
  }
  return figures;
}
