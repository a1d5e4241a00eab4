#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { endWithReader } from './end-with-reader.js';
import { endWithShell } from './end-with-shell.js';
import { runProgram } from './main.js';

// The command of the package: `npx tessera` starts the server, `npx tessera project list` runs a command. Settings come from the
// environment and from the file .env of the current folder.
endWithReader();
const [program, ...args] = process.argv.slice(2);
if (existsSync('.env')) process.loadEnvFile('.env');
const isServer = program === undefined || program === 'start';
endWithShell(isServer ? 'SIGTERM' : 'SIGINT');
if (isServer) await import('../main.js');
else process.exitCode = await runProgram(program, args);
