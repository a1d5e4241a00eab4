import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../../src/config.js';

const SERVER = { DATABASE_URL: 'postgres://a@127.0.0.1/b', TM_SECRET: '0123456789abcdef0123456789abcdef' };

describe('settings of metrics', () => {
  it.each([
    [{}, null],
    [{ METRICS_HOST: '0.0.0.0' }, null],
    [{ METRICS_PORT: '9464' }, { listen: { host: '127.0.0.1', port: 9464 }, token: null }],
    [{ METRICS_TOKEN: 'a'.repeat(16) }, { listen: null, token: 'a'.repeat(16) }],
  ])('accepts %j', (env, metrics) => expect(loadConfig(env).metrics).toEqual(metrics));

  it.each([
    [{ METRICS_PORT: '70000' }, 'METRICS_PORT is "70000": give a port.'],
    [
      { METRICS_PORT: '5000' },
      'METRICS_PORT is 5000, as PORT: give another port, or only METRICS_TOKEN for metrics on the port of the API.',
    ],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN is too short or has spaces: give at least 16 characters.'],
  ])('refuses %j', (env, sentence) => expect(() => loadConfig(env)).toThrow(new ConfigError(sentence)));
});

describe('settings of traces', () => {
  it.each([
    [{}, null],
    [{ OTEL_SERVICE_NAME: 'tm' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }, { serviceName: undefined }],
    [{ OTEL_TRACES_EXPORTER: 'otlp', OTEL_SERVICE_NAME: 'tm' }, { serviceName: 'tm' }],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces', OTEL_TRACES_EXPORTER: 'none' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'TRUE' }, null],
  ])('accepts %j', (env, tracing) => expect(loadConfig(env).tracing).toEqual(tracing));

  it.each([
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
    { OTEL_TRACES_EXPORTER: 'zipkin' },
    { OTEL_TRACES_SAMPLER: 'foo' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4317', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
  ])('refuses %j', (env) => expect(() => loadConfig(env)).toThrow(/^OTEL_/));
});

describe('time limits of the database', () => {
  it.each([
    [{}, 60_000, 120_000],
    [{ DATABASE_STATEMENT_TIMEOUT: '0' }, 0, 120_000],
    [{ DATABASE_STATEMENT_TIMEOUT: '5s', DATABASE_IDLE_TIMEOUT: '1m' }, 5000, 60_000],
  ])('accepts %j', (env, statementTimeoutMs, idleTimeoutMs) =>
    expect(loadConfig({ ...SERVER, ...env }).database).toMatchObject({ statementTimeoutMs, idleTimeoutMs }),
  );

  it.each(['-1', 'soon', '0s', '2d'])('refuses %s', (text) =>
    expect(() => loadConfig({ ...SERVER, DATABASE_STATEMENT_TIMEOUT: text })).toThrow(/^DATABASE_STATEMENT_TIMEOUT/),
  );
});
