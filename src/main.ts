import { setFlagsFromString } from 'node:v8';
import { main } from './server.js';

// V8 would let the heap grow to several times of what is in use before it collects; here that is answers of megabytes that
// were sent long ago. Half as much again keeps the peak of a busy server at about half (docs/performance.md).
setFlagsFromString('--heap-growing-percent=50');

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
