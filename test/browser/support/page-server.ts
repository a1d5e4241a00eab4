import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../src/config.js';
import { startServer, type RunningServer } from '../../../src/server.js';

/**
 * Starts a server with the demo and an embedded database. The map has no tiles, because tests have no network.
 * @param env further settings
 */
export async function start(env: Record<string, string> = {}): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-browser-'));
  const server = await startServer(
    loadConfig({
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      LOG_LEVEL: 'error',
      DEMO: 'true',
      MAP_TILES_URL: 'none',
      ...env,
    }),
  );
  const { stop } = server;
  return {
    ...server,
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let running: Promise<RunningServer> | undefined;

/** The common server of the browser tests. The first call starts it. */
export const pageServer = (): Promise<RunningServer> => (running ??= start());

/** The status of a task of the demo's first project and the holder of its lock, as the API returns them to everybody. */
export async function taskState({ url }: RunningServer, taskId: number) {
  const response = await fetch(`${url}/api/v2/projects/1/tasks/${taskId}/`);
  if (!response.ok) return { status: response.status, holder: null };
  const { taskStatus, lockHolder } = (await response.json()) as { taskStatus: string; lockHolder: string | null };
  return { status: taskStatus, holder: lockHolder };
}

/** Moves the history of a task back in time, so that its lock expires. */
export async function ageLock({ context }: RunningServer, taskId: number, hours: number): Promise<void> {
  await context.database.prisma.$executeRaw`/* ageLock */
    UPDATE task_history SET action_date = action_date - make_interval(hours => ${hours}::int)
    WHERE project_id = 1 AND task_id = ${taskId}::int`;
}
