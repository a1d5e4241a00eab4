import type * as OpenTelemetry from '@opentelemetry/api';
import type { Context as TraceContext, Span, Tracer } from '@opentelemetry/api';
import type { TracingConfig } from '../config/tracing.js';

type Api = typeof OpenTelemetry;

/** The data of a request for its span. Paths and queries are left out, because they contain names and signatures. */
export interface RequestStart {
  method: string;
  /** The `operationId` in the OpenAPI document; undefined for other requests. */
  operation: string | undefined;
  /** The path with the names of its parameters. */
  route: string | undefined;
  headers: Record<string, string | string[] | undefined>;
}

/** Sends traces of requests and of their statements to a collector. */
export class Tracing {
  private constructor(
    private readonly api: Api,
    private readonly tracer: Tracer,
    private readonly shutdown: () => Promise<void>,
  ) {}

  /** Starts the library of OpenTelemetry. It is loaded here, so that a server without traces does not need the memory. */
  static async start({ serviceName }: TracingConfig, version: string): Promise<Tracing> {
    const [api, sdk, exporter, resources] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
    const named = resources.resourceFromAttributes({
      'service.name': serviceName ?? 'tessera',
      'service.version': version,
    });
    const fromEnvironment = resources.detectResources({ detectors: [resources.envDetector] });
    const provider = new sdk.NodeTracerProvider({
      resource: named.merge(fromEnvironment),
      spanProcessors: [new sdk.BatchSpanProcessor(new exporter.OTLPTraceExporter())],
    });
    provider.register();
    return new Tracing(api, provider.getTracer('tessera', version), () => provider.shutdown());
  }

  /** Begins the span of a request. It continues the trace in the headers of the request. */
  begin({ method, operation, route, headers }: RequestStart): Span {
    const { propagation, SpanKind, ROOT_CONTEXT } = this.api;
    const parent: TraceContext = propagation.extract(ROOT_CONTEXT, headers);
    const attributes = {
      'http.request.method': method,
      ...(route !== undefined && { 'http.route': route }),
      ...(operation !== undefined && { 'tessera.operation': operation }),
    };
    return this.tracer.startSpan(
      `${method} ${operation ?? route ?? ''}`.trim(),
      { kind: SpanKind.SERVER, attributes },
      parent,
    );
  }

  /** Runs `work`. Spans that `work` and its asynchronous calls begin are children of `span`. */
  within(span: Span, work: () => void): void {
    this.api.context.with(this.api.trace.setSpan(this.api.ROOT_CONTEXT, span), work);
  }

  /** Ends the span of a request. @param refusal the error code of the answer */
  end(span: Span, status: number, refusal: string | undefined): void {
    span.setAttribute('http.response.status_code', status);
    if (refusal !== undefined) span.setAttribute('error.type', refusal);
    if (status >= 500) span.setStatus({ code: this.api.SpanStatusCode.ERROR });
    span.end();
  }

  /** Begins the span of a statement of the database. @returns a function that ends it */
  readonly statement = (name: string): (() => void) => {
    const { SpanKind } = this.api;
    const attributes = { 'db.system.name': 'postgresql', 'db.query.summary': name };
    const span = this.tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });
    return () => span.end();
  };

  /** Sends the remaining spans. Errors are ignored, so that a missing collector does not prevent the stop. */
  async stop(): Promise<void> {
    await this.shutdown().catch(() => undefined);
  }
}
