import type { z } from 'zod';
import { wholeNumber } from './values.js';

/** Half of the connections that a process takes where nothing is said. */
const DEFAULT_STREAMS = 2500;

/** The settings of streams of events, by the names of their variables. */
export const eventsShape = {
  EVENT_STREAMS: wholeNumber(1, 100_000).default(DEFAULT_STREAMS),
  EVENT_STREAMS_PER_USER: wholeNumber(1, 100_000).default(20),
  EVENT_STREAMS_PER_ADDRESS: wholeNumber(1, 100_000).optional(),
};

/** How many streams of events may be open at the same time. */
export interface EventsConfig {
  /** In this process. */
  streams: number;
  /** Of one user. */
  streamsPerUser: number;
  /** Of one address; `countsLoopback`: of this machine too. */
  streamsPerAddress: number;
  countsLoopback: boolean;
}

/** Streams of one address where nothing is said: a room of people behind one address. */
const DEFAULT_PER_ADDRESS = 200;

/**
 * Makes the settings from their checked variables.
 * @param maxConnections of the process, which must leave room for other requests
 * @param refuse makes the error of a setting that makes no sense
 */
export function eventsConfig(
  env: z.output<z.ZodObject<typeof eventsShape>>,
  maxConnections: number,
  refuse: (sentence: string) => Error,
): EventsConfig {
  const { EVENT_STREAMS: streams, EVENT_STREAMS_PER_USER: perUser, EVENT_STREAMS_PER_ADDRESS: perAddress } = env;
  // Each stream is a connection.
  const room = Math.max(1, Math.floor(maxConnections / 2));
  if (streams > room && streams !== DEFAULT_STREAMS)
    throw refuse(
      `EVENT_STREAMS is ${streams} and MAX_CONNECTIONS is ${maxConnections}: give at most half as many streams as connections.`,
    );
  return {
    streams: Math.min(streams, room),
    streamsPerUser: perUser,
    streamsPerAddress: perAddress ?? DEFAULT_PER_ADDRESS,
    countsLoopback: perAddress !== undefined,
  };
}
