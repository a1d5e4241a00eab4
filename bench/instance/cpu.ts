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

/**
 * Tells how long the server of an instance and its sessions of the database have had a core. Other work on the machine changes it less
 * than the times. It is measured only if PostgreSQL runs on the same Linux machine.
 * @returns milliseconds since some moment
 */
export async function cpuOf({ db, server }: Instance): Promise<number> {
  const { rows } = await db.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`,
  );
  return [server.pid, ...rows.map(({ pid }) => pid)].reduce((sum, pid) => sum + millisecondsOf(pid), 0);
}
