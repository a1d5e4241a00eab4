import { runProgram } from './main.js';

// The command line where there is no npm (a container): `node dist/cli/bin.js project list`.
const [program = 'help', ...args] = process.argv.slice(2);
process.exitCode = await runProgram(program, args);
