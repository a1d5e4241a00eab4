// Preloaded into the server that is measured (`node --import`): reports to the bench how long its event loop was blocked. Nothing runs
// before a request of the bench, so that other measurements are not affected.
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

/** Milliseconds between two samples; each sample includes this time, and the rest is delay. */
const RESOLUTION = 1;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
let longestGc = 0;
const collect = (entries) => {
  for (const { duration } of entries) longestGc = Math.max(longestGc, duration);
};
const collections = new PerformanceObserver((list) => collect(list.getEntries()));
const held = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION);

process.on('message', (question) => {
  if (question === 'watch') {
    longestGc = 0;
    delay.reset();
    delay.enable();
    collections.observe({ entryTypes: ['gc'] });
  }
  if (question === 'tell') {
    delay.disable();
    collect(collections.takeRecords());
    collections.disconnect();
    process.send({ max: held(delay.max), p99: held(delay.percentile(99)), gc: longestGc });
  }
});
// Worker threads load this file too and have no channel.
process.channel?.unref();
