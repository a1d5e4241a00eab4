import { describe, expect, it } from 'vitest';
import { Poller } from '../../../src/modules/events/poller.js';

/** Longer than any test. */
const NEVER = 1_000_000;

describe('poller', () => {
  it('does nothing before it is started and after it is stopped', async () => {
    let count = 0;
    const poller = new Poller(NEVER, async () => void count++);
    expect(count).toBe(0);
    poller.start();
    await poller.runNow();
    poller.stop();
    await poller.idle();
    expect(count).toBeGreaterThan(0);
    const before = count;
    poller.start();
    await poller.runNow();
    poller.stop();
    await poller.idle();
    expect(count).toBeGreaterThan(before);
  });

  it('waits for a poll that begins after the request', async () => {
    const releases: (() => void)[] = [];
    const poller = new Poller(NEVER, () => new Promise((resolve) => releases.push(resolve)));
    poller.start();
    let isDone = false;
    const asked = poller.runNow().then(() => (isDone = true));
    releases.shift()?.();
    await expect.poll(() => releases.length).toBe(1);
    expect(isDone).toBe(false);
    releases.shift()?.();
    await asked;
    poller.stop();
    await poller.idle();
  });

  it('reports a failure to waiting callers and continues', async () => {
    let fails = true;
    const failures: unknown[] = [];
    const poller = new Poller(NEVER, async () => {
      if (fails) throw new Error('no database');
    });
    poller.onFailure = (error) => failures.push(error);
    poller.start();
    await expect(poller.runNow()).rejects.toThrow('no database');
    fails = false;
    await poller.runNow();
    expect(failures.length).toBeGreaterThan(0);
    poller.stop();
    await poller.idle();
  });
});
