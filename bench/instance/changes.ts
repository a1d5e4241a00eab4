import type { Client } from '../client.js';
import * as floor from '../floor-changes.js';
import type { Instance } from './instance.js';
import { CAST } from './seed.js';

/** Actions whose time must not depend on the size of the instance, and after which the rows are as before. */
interface Change {
  name: string;
  steady: boolean;
  requests: number;
  ours: (instance: Instance) => Promise<unknown>;
  floor: (instance: Instance) => Promise<unknown>;
}

const PATH = `projects/${CAST.large}/tasks/actions`;

/** A free task of the large project. */
const TASK = 8;

const stop = (client: Client, task: number): Promise<unknown> =>
  client.post(`${PATH}/stop-mapping/${task}/`, CAST.admin, {});

/** The unlock of the user's task, without a change of its state. $1 project, $2 user. */
const STOP = `
  WITH t AS (UPDATE tasks SET task_status = 0, locked_by = NULL WHERE project_id = $1 AND locked_by = $2 AND task_status = 1 RETURNING id)
  UPDATE task_history h SET action_text = to_char((now() AT TIME ZONE 'UTC') - h.action_date, 'HH24:MI:SS.US')
    FROM t WHERE h.project_id = $1 AND h.task_id = t.id AND h.user_id = $2 AND h.action_text IS NULL`;

const floorStop = ({ db }: Instance): Promise<unknown> =>
  db.query({ name: 'stop', text: STOP, values: [CAST.large, CAST.admin] });

async function lockNext(client: Client): Promise<number> {
  const path = `${PATH}/lock-next/`;
  const { body } = await client.send({
    method: 'POST',
    path,
    userId: CAST.admin,
    body: { for: 'mapping' },
    keep: true,
  });
  return (JSON.parse(body.toString()) as { tasks: { taskId: number }[] }).tasks[0]?.taskId ?? 0;
}

/** The actions of a mapper. */
export const changesOf = (): Change[] => [
  {
    name: 'lock and stop',
    steady: true,
    requests: 2,
    async ours({ client }) {
      await client.post(`${PATH}/lock-for-mapping/${TASK}/`, CAST.admin);
      await stop(client, TASK);
    },
    async floor(instance) {
      await instance.db.query({ ...floor.lockForMapping, values: [CAST.large, TASK, CAST.admin] });
      await floorStop(instance);
    },
  },
  {
    name: 'next task and stop',
    steady: true,
    requests: 2,
    async ours({ client }) {
      await stop(client, await lockNext(client));
    },
    async floor(instance) {
      await instance.db.query({ ...floor.lockNext, values: [CAST.large, CAST.admin] });
      await floorStop(instance);
    },
  },
];
