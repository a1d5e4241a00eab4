import { z } from 'zod';
import type { OsmConfig } from '../config/osm.js';
import { DomainError } from '../errors/errors.js';
import { askForJson } from './ask-service.js';

/** A query about a user for ohsome. */
export interface OhsomeQuery {
  userId: number;
  /** Topics, separated by commas. By default those of the settings. */
  topics?: string | undefined;
  /** Hashtag of the changesets, such as `hotosm-project-*`. */
  hashtag?: string | undefined;
  startdate?: string | undefined;
  enddate?: string | undefined;
}

/** An answer of ohsome: JSON that is passed on unchanged. */
export type OhsomeAnswer = Record<string, unknown>;

const answerObject = z.record(z.string(), z.unknown());

/**
 * Reads the statistics of a user from ohsome.
 * @throws DomainError OSMServiceError if ohsome does not answer 200 with a JSON object
 */
export async function fetchOhsomeStats({ ohsome }: OsmConfig, query: OhsomeQuery): Promise<OhsomeAnswer> {
  const { userId, topics = ohsome.topics, hashtag, startdate, enddate } = query;
  const wanted = { hashtag, userId: String(userId), topics, startdate, enddate };
  const given = Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const headers = ohsome.token === null ? undefined : { Authorization: `Basic ${ohsome.token}` };
  const answer = await askForJson(`${ohsome.url}/stats/user?${new URLSearchParams(given).toString()}`, {
    ...(headers && { headers }),
  }).catch((cause: unknown) => {
    throw new DomainError('OSMServiceError', { sentence: 'The statistics service did not answer', cause });
  });
  const parsed = answerObject.safeParse(answer.body);
  if (answer.status !== 200 || !parsed.success)
    throw new DomainError('OSMServiceError', { sentence: 'The statistics service did not answer as expected' });
  return parsed.data;
}

const number = z.number().finite();
const topicsAnswer = z.object({
  result: z.object({
    topics: z.record(z.string(), z.object({ added: number.nullish(), value: number.nullish() })),
  }),
});

/**
 * Reads the number of each topic from an answer of ohsome: the added number, or else the value.
 * @throws DomainError OSMServiceError if the answer has no topics
 */
export function topicNumbers(answer: OhsomeAnswer): Record<string, number> {
  const parsed = topicsAnswer.safeParse(answer);
  if (!parsed.success)
    throw new DomainError('OSMServiceError', { sentence: 'The statistics service did not answer as expected' });
  const numbers = Object.entries(parsed.data.result.topics).map(([topic, { added, value }]): [string, number] => [
    topic,
    added ?? value ?? 0,
  ]);
  return Object.fromEntries(numbers);
}
