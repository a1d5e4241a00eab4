import { readFile, stat } from 'node:fs/promises';
import { JsonError, parseJson } from '../http/json.js';
import { CommandError } from './command-runner.js';

/** The largest file that is read. An outline of 200,000 points has about 8 MB. */
const MAX_FILE_MB = 64;

/** The place at which the JSON parser stopped, as ` (line 3, column 7)`. Empty if the parser gives no position. */
function placeIn(text: string, message: string): string {
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}

/**
 * Reads a GeoJSON file. The caller checks its content.
 * @throws CommandError with a sentence that names the file, if it is missing, too large, not JSON or nested too deep
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const info = await stat(path).catch(() => null);
  if (!info) throw new CommandError(`There is no file ${path}.`);
  if (!info.isFile()) throw new CommandError(`${path} is not a file.`);
  if (info.size > MAX_FILE_MB * 1024 * 1024)
    throw new CommandError(
      `${path} has ${Math.round(info.size / 1024 / 1024)} MB, more than the ${MAX_FILE_MB} MB that are read: simplify the outline.`,
    );
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new CommandError(`${path} cannot be read: ${(error as Error).message}.`);
  });
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    if (error.isNested)
      throw new CommandError(`${path} is not a GeoJSON file: ${error.message.replace('The JSON', 'its JSON')}.`);
    throw new CommandError(`${path} is not a GeoJSON file: its text is not JSON${placeIn(text, error.message)}.`);
  }
}
