// Preloaded into the server that is measured (`node --import`): tells the bench how long its event loop was held. Nothing runs
// until the bench asks, so that what is timed is the server as it is.
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

/** Milliseconds between two samples; every sample holds them, and what is above them is delay. */
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
// Threads load this too, and have no channel.
process.channel?.unref();
