import { expect } from 'vitest';
import type { Answer, Call, World } from '../../support/app.js';
import type { Project } from '../../support/factory.js';

/** What tests of actions on tasks share. */
export interface Acting {
  /** Sends an action (`undo-last-action/7`, `reset-by-user?username=x`). */
  act: (project: { id: number }, action: string, call?: Call) => Promise<Answer>;
  /** The same, and expects it to be done. */
  done: (project: { id: number }, action: string, call: Call) => Promise<Answer>;
  invalidations: (project: Project) => Promise<Invalidation[]>;
  messages: (project: Project) => Promise<Message[]>;
}

interface Invalidation {
  task: number;
  closed: boolean;
  mapper: number | null;
  invalidator: number | null;
  validator: number | null;
}

interface Message {
  to: number;
  from: number;
  type: number;
  task: number | null;
  subject: string;
  message: string;
}

export const actingIn = (world: World): Acting => {
  const act = (project: { id: number }, action: string, call: Call = {}): Promise<Answer> => {
    const [path, query] = action.split('?');
    return world.post(`projects/${project.id}/tasks/actions/${path}/${query === undefined ? '' : `?${query}`}`, call);
  };
  return {
    act,
    async done(project, action, call) {
      const answer = await act(project, action, call);
      expect(answer.status, `${action}: ${answer.text}`).toBe(200);
      return answer;
    },
    invalidations: (project) => world.database.prisma.$queryRaw<Invalidation[]>`
      SELECT task_id AS task, is_closed AS closed, mapper_id::float8 AS mapper, invalidator_id::float8 AS invalidator,
        validator_id::float8 AS validator
      FROM task_invalidation_history WHERE project_id = ${project.id}::int ORDER BY task_id, id`,
    messages: (project) => world.database.prisma.$queryRaw<Message[]>`
      SELECT to_user_id::float8 AS to, from_user_id::float8 AS from, message_type AS type, task_id AS task, subject, message
      FROM messages WHERE project_id = ${project.id}::int ORDER BY id`,
  };
};
