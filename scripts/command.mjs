// `npm run project`, `npm run token`, `npm run user`: makes the checkout ready, then runs the program.
import { endWithShell } from './end-with-shell.mjs';
import { prepare } from './prepare.mjs';

const [program, ...args] = process.argv.slice(2);
prepare();
endWithShell('SIGINT');
const { runProgram } = await import('../dist/cli/main.js');
process.exitCode = await runProgram(program, args);
