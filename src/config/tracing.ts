import { z } from 'zod';

const endpoint = z.url({
  protocol: /^https?$/,
  error: 'give the URL of an OpenTelemetry collector, such as http://127.0.0.1:4318',
});

/**
 * The standard variables that decide whether traces are sent. All others (headers, time limits, sampler, batches, attributes of the
 * resource) are read by the library of OpenTelemetry itself.
 */
export const tracingShape = {
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none'], 'give otlp or none').optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
};

/** That traces are sent. */
export interface TracingConfig {
  /** What the collector calls this server, unless its resource attributes say otherwise. */
  serviceName: string | undefined;
}

/**
 * Builds the part of the settings that is about traces. @returns null where none are sent
 * @param refuse makes the error of a setting that makes no sense
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
