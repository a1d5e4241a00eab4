import { readFileSync } from 'node:fs';
import type { Instance } from './instance.js';

/** The time that a process has had a core, in milliseconds; 0 if it has ended. */
function millisecondsOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}

/** The processes of an instance. They are known only if PostgreSQL runs on the same Linux machine. */
export interface Processes {
  /** The server and its sessions of the database. */
  server: number[];
  /** The session for plain statements. */
  own: number[];
}

export async function processesOf({ db, server }: Instance): Promise<Processes> {
  const { rows } = await db.query<{ pid: number; own: boolean }>(
    `SELECT pid, pid = pg_backend_pid() AS own FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend'`,
  );
  const pids = (own: boolean): number[] => rows.filter((row) => row.own === own).map(({ pid }) => pid);
  return { server: [server.pid, ...pids(false)], own: pids(true) };
}

/** How long the processes have had a core, in milliseconds since some moment. */
export const cpuOf = (pids: number[]): number => pids.reduce((sum, pid) => sum + millisecondsOf(pid), 0);
