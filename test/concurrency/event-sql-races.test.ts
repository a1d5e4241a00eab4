import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { useServers } from '../support/callers.js';
import { changesOf, faultsOf, Followers, historyOf } from '../support/event-follower.js';
import type { Project, User } from '../support/factory.js';
import { chanceOf, seedOf, type Chance } from '../support/random.js';
import { onServerOnly } from '../support/server-only.js';
import { startServerProcess } from '../support/server-process.js';

/** Time during which writers write and servers are killed, in milliseconds. */
const DURATION = Number(process.env.TEST_EVENT_SECONDS ?? 12) * 1000;
const WRITERS = 20;
const LISTENERS = 6;
const NOW = "clock_timestamp() AT TIME ZONE 'UTC'";

onServerOnly('streams of events while version 5 writes', () => {
  const callers = useServers();
  let followers: Followers | undefined;

  afterEach(() => followers?.close());

  /** Writes rows with SQL as version 5 does. Transactions can be slow, so rows are not committed in the order of their ids. */
  class Writer {
    private readonly session = new pg.Client({ connectionString: callers.url });

    constructor(
      private readonly project: Project,
      private readonly user: User,
      /** The tasks of this writer. No other writer changes them. */
      private readonly taskIds: number[],
      private readonly random: Chance['next'],
    ) {}

    async work(until: number): Promise<void> {
      await this.session.connect();
      for (let turn = 0; performance.now() < until; turn++) {
        const taskId = this.taskIds[turn % this.taskIds.length] ?? 0;
        if (turn % 5 === 4) await this.inTransaction(() => this.stateAll('BADIMAGERY', 6));
        else await this.mapOne(taskId, turn % 2 === 0);
        if (turn % 3 === 0) await this.inTransaction(() => this.comment());
      }
      await this.session.end();
    }

    private async mapOne(taskId: number, isMapped: boolean): Promise<void> {
      let lock = 0;
      await this.inTransaction(async () => {
        lock = await this.history(taskId, 'LOCKED_FOR_MAPPING', null);
        await this.tasks([taskId], 1, this.user.id);
      });
      await this.inTransaction(async () => {
        await this.session.query("UPDATE task_history SET action_text = '00:01:02.000003' WHERE id = $1", [lock]);
        if (isMapped) await this.history(taskId, 'STATE_CHANGE', 'MAPPED');
        await this.tasks([taskId], isMapped ? 2 : 0, null);
      });
    }

    private async stateAll(name: string, status: number): Promise<void> {
      for (const taskId of this.taskIds) await this.history(taskId, 'STATE_CHANGE', name);
      await this.tasks(this.taskIds, status, null);
    }

    private comment(): Promise<unknown> {
      return this.session.query(
        `INSERT INTO project_chat (project_id, user_id, message, time_stamp) VALUES ($1, $2, 'm', ${NOW})`,
        [this.project.id, this.user.id],
      );
    }

    private async history(taskId: number, action: string, text: string | null): Promise<number> {
      const { rows } = await this.session.query<{ id: number }>(
        `INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
         VALUES ($1, $2, $3, $4, ${NOW}, $5) RETURNING id`,
        [this.project.id, taskId, action, text, this.user.id],
      );
      return rows[0]?.id ?? 0;
    }

    private tasks(taskIds: number[], status: number, holder: number | null): Promise<unknown> {
      return this.session.query(
        'UPDATE tasks SET task_status = $3, locked_by = $4 WHERE project_id = $1 AND id = ANY($2)',
        [this.project.id, taskIds, status, holder],
      );
    }

    private async inTransaction(write: () => Promise<unknown>): Promise<void> {
      await this.session.query('BEGIN');
      await write();
      // One in twenty transactions lasts seconds.
      await setTimeout(this.random() < 0.05 ? 2000 * this.random() : 60 * this.random());
      await this.session.query('COMMIT');
    }
  }

  it(
    'contain every event once, also when servers are killed and clients reconnect',
    async () => {
      const taskIds = Array.from({ length: WRITERS * 3 }, (_, index) => index + 1);
      const project = await callers.make.project({ tasks: taskIds.map(() => 'READY' as const) });
      const users = await Promise.all(Array.from({ length: WRITERS }, () => callers.make.user()));
      followers = new Followers(callers.servers, project, LISTENERS);
      await followers.connected();
      const until = performance.now() + DURATION;
      const working = Promise.all(
        users.map((user, index) => {
          const own = taskIds.slice(index * 3, index * 3 + 3);
          return new Writer(project, user, own, chanceOf(seedOf() + index).next).work(until);
        }),
      );
      let edits = 0;
      while (performance.now() < until - 3000) {
        await setTimeout(1000);
        await callers.servers[edits % 2]?.stop('SIGKILL');
        await callers.database.prisma.project.update({
          where: { id: project.id },
          data: { changesetComment: `#${++edits}` },
        });
        callers.servers[(edits + 1) % 2] = await startServerProcess({ DATABASE_URL: callers.url });
      }
      await working;
      const last = await callers.make.user();
      await callers.database.db.$executeRaw`INSERT INTO project_chat (project_id, user_id, message, time_stamp)
        VALUES (${project.id}::int, ${last.id}::bigint, 'last', now() AT TIME ZONE 'UTC')`;
      const seen = await followers.end(({ data }) => (data.actor as { id?: number } | undefined)?.id === last.id);
      const history = (await historyOf(callers.database, project)).sort();
      const chat = await callers.database.db.$queryRaw<{ id: number }[]>`SELECT id::int FROM project_chat
        WHERE project_id = ${project.id}::int ORDER BY id`;
      expect(history.length).toBeGreaterThan(100);
      for (const events of seen) {
        expect(faultsOf(events)).toEqual([]);
        expect(changesOf(events).sort()).toEqual(history);
        const comments = events.filter(({ event }) => event === 'comment').map(({ data }) => data.commentId as number);
        expect(comments.sort((a, b) => a - b)).toEqual(chat.map(({ id }) => id));
        expect(events.filter(({ event }) => event === 'project')).toHaveLength(edits);
      }
    },
    120_000 + DURATION,
  );
});
