// `npm start`: makes the checkout ready, then runs the server in this same process, which gets the signals.
import { prepare } from './prepare.mjs';

const [argument] = process.argv.slice(2);
if (argument !== undefined) {
  console.error(
    `npm start takes no arguments, but got "${argument}". Set environment variables, or put settings into .env.`,
  );
  process.exit(2);
}
prepare();
const { endWithShell } = await import('../dist/cli/end-with-shell.js');
await import('../dist/main.js');

endWithShell('SIGTERM');
