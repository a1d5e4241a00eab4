import { describe, expect, it } from 'vitest';
import { listenError } from '../../../src/http/listen-error.js';

const withCode = (code: string): Error => Object.assign(new Error('listen'), { code });

describe('listenError', () => {
  it.each([
    ['ENOTFOUND', '', /^HOST is "300\.1\.1\.1": this machine does not have that address/],
    ['EADDRNOTAVAIL', 'METRICS_', /^METRICS_HOST is "300\.1\.1\.1"/],
    ['EADDRINUSE', '', /^Port 80 of 300\.1\.1\.1 is in use\. .* another PORT\.$/],
    ['EADDRINUSE', 'METRICS_', /another METRICS_PORT\.$/],
    ['EACCES', '', /^Port 80 is reserved .* another PORT\.$/],
  ] as const)('names the setting for %s with the prefix "%s"', (code, prefix, sentence) => {
    const error = withCode(code);
    const result = listenError(error, { host: '300.1.1.1', port: 80 }, prefix);
    expect(result).toMatchObject({ message: expect.stringMatching(sentence) as string, cause: error });
  });

  it('keeps other errors', () => {
    const error = withCode('EMFILE');
    expect(listenError(error, { host: '127.0.0.1', port: 80 }, '')).toBe(error);
  });
});
