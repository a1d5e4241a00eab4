// `npm run project`, `npm run token`, `npm run user`: makes the checkout ready, then runs the program.
import { prepare } from './prepare.mjs';

const [program, ...args] = process.argv.slice(2);
prepare();
const { endWithShell } = await import('../dist/cli/end-with-shell.js');
endWithShell('SIGINT');
const { endWithReader } = await import('../dist/cli/end-with-reader.js');
endWithReader();
const { runProgram } = await import('../dist/cli/main.js');
process.exitCode = await runProgram(program, args);
