// `npm start`: makes the checkout ready, then runs the server in this same process, which gets the signals.
import { endWithShell } from './end-with-shell.mjs';
import { prepare } from './prepare.mjs';

prepare();
await import('../dist/main.js');

endWithShell('SIGTERM');
