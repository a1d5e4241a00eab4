import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../../src/config.js';

describe('settings of event streams', () => {
  it('uses the defaults when no variable is set', () => {
    expect(loadConfig({}).events).toEqual({
      streams: 2500,
      streamsPerUser: 20,
      streamsPerAddress: 200,
      countsLoopback: false,
    });
  });

  it('counts this machine when a limit per address is given', () => {
    expect(loadConfig({ EVENT_STREAMS_PER_ADDRESS: '7' }).events).toMatchObject({
      streamsPerAddress: 7,
      countsLoopback: true,
    });
  });

  it('reserves half of the connections for other requests', () => {
    expect(loadConfig({ MAX_CONNECTIONS: '100' }).events.streams).toBe(50);
    expect(loadConfig({ MAX_CONNECTIONS: '8000', EVENT_STREAMS: '4000' }).events.streams).toBe(4000);
    expect(() => loadConfig({ MAX_CONNECTIONS: '100', EVENT_STREAMS: '51' })).toThrow(
      /^EVENT_STREAMS is 51 and MAX_CONNECTIONS is 100/,
    );
  });

  it.each([
    ['EVENT_STREAMS', '0'],
    ['EVENT_STREAMS_PER_USER', '-1'],
    ['EVENT_STREAMS_PER_ADDRESS', 'many'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => loadConfig({ [name]: value })).toThrow(ConfigError);
  });
});
