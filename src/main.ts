import { setFlagsFromString } from 'node:v8';
import { main } from './server.js';

// V8 lets the heap grow to several times the used size before it collects garbage. Here most of that are old answers
// of megabytes. A limit of half as much again halves the peak memory of a busy server (docs/performance.md).
setFlagsFromString('--heap-growing-percent=50');

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
