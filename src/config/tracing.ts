import { z } from 'zod';
import { httpUrl } from './values.js';

const endpoint = httpUrl('an OpenTelemetry collector, such as http://127.0.0.1:4318');

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
];

/**
 * The standard variables that switch traces on or off. The library of OpenTelemetry reads the other variables (headers, time
 * limits, batches, attributes of the resource).
 */
export const tracingShape = {
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none'], 'give otlp or none').optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_SAMPLER: z.enum(SAMPLERS, `give one of ${SAMPLERS.join(', ')}`).optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
};

/** The settings of traces. */
export interface TracingConfig {
  /** The name of this server in traces. Resource attributes have priority. */
  serviceName: string | undefined;
}

/**
 * Builds the settings of traces.
 * @param refuse makes the error for an invalid setting
 * @returns null if traces are off
 */
export function tracingConfig(
  env: z.output<z.ZodObject<typeof tracingShape>>,
  refuse: (sentence: string) => Error,
): TracingConfig | null {
  const target = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const isOff = env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER === 'none';
  if (isOff || (target === undefined && env.OTEL_TRACES_EXPORTER === undefined)) return null;
  const protocol = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL;
  if (protocol === 'grpc')
    throw refuse(
      'OTEL_EXPORTER_OTLP_PROTOCOL is grpc: traces are sent by HTTP as JSON. Give http/json, and port 4318 of the collector.',
    );
  return { serviceName: env.OTEL_SERVICE_NAME };
}
