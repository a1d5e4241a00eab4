import type { z } from 'zod';
import { wholeNumber } from './values.js';

/** Default: half of the default of MAX_CONNECTIONS. */
const DEFAULT_STREAMS = 2500;

/** The settings of streams of events, by the names of their variables. */
export const eventsShape = {
  EVENT_STREAMS: wholeNumber(1, 100_000).default(DEFAULT_STREAMS),
  EVENT_STREAMS_PER_USER: wholeNumber(1, 100_000).default(20),
  EVENT_STREAMS_PER_ADDRESS: wholeNumber(1, 100_000).optional(),
};

/** The largest numbers of open streams of events. */
export interface EventsConfig {
  /** In this process. */
  streams: number;
  /** Of one user. */
  streamsPerUser: number;
  /** Of one address. `countsLoopback`: also of the loopback address. */
  streamsPerAddress: number;
  countsLoopback: boolean;
}

/** Default for one address. The users in one building can share an address. */
const DEFAULT_PER_ADDRESS = 200;

/**
 * Builds the settings of streams of events.
 * @param maxConnections the limit of connections of the process. Half of them are for other requests
 * @param refuse makes the error for an invalid setting
 */
export function eventsConfig(
  env: z.output<z.ZodObject<typeof eventsShape>>,
  maxConnections: number,
  refuse: (sentence: string) => Error,
): EventsConfig {
  const { EVENT_STREAMS: streams, EVENT_STREAMS_PER_USER: perUser, EVENT_STREAMS_PER_ADDRESS: perAddress } = env;
  // Each stream is a connection.
  const maxStreams = Math.max(1, Math.floor(maxConnections / 2));
  if (streams > maxStreams && streams !== DEFAULT_STREAMS)
    throw refuse(
      `EVENT_STREAMS is ${streams} and MAX_CONNECTIONS is ${maxConnections}: give at most half as many streams as connections.`,
    );
  return {
    streams: Math.min(streams, maxStreams),
    streamsPerUser: perUser,
    streamsPerAddress: perAddress ?? DEFAULT_PER_ADDRESS,
    countsLoopback: perAddress !== undefined,
  };
}
