import { z } from 'zod';
import { port } from './values.js';

/** Settings of the metrics for Prometheus. */
export const metricsShape = {
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  METRICS_PORT: port(0).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7E]{16,}$/, 'METRICS_TOKEN is too short or has spaces: give at least 16 characters')
    .optional(),
};

/** The endpoint of the metrics for Prometheus. */
export interface MetricsConfig {
  /** The port for the metrics; null: `/metrics` is on the port of the API. */
  listen: { host: string; port: number } | null;
  /**
   * The token that a scraper sends as `Authorization: Bearer …`. Null: no token is required. Then the metrics must have
   * their own port.
   */
  token: string | null;
}

/**
 * Builds the settings of metrics.
 * @param apiPort the port of the API
 * @param refuse makes the error for an invalid setting
 * @returns null if metrics are off
 */
export function metricsConfig(
  env: z.output<z.ZodObject<typeof metricsShape>>,
  apiPort: number,
  refuse: (sentence: string) => Error,
): MetricsConfig | null {
  const { METRICS_HOST: host, METRICS_PORT: port, METRICS_TOKEN: token = null } = env;
  if (port === undefined && token === null) return null;
  if (port === apiPort && port !== 0)
    throw refuse(
      `METRICS_PORT is ${port}, as PORT: give another port, or only METRICS_TOKEN for metrics on the port of the API.`,
    );
  return { listen: port === undefined ? null : { host, port }, token };
}
