import type { FastifyReply } from 'fastify';
import { sendJsonText } from '../../http/json-text.js';
import { sessionUser } from '../../http/plugins/auth.js';
import type { ActionRequest } from './engine/action-context.js';

/** Parts that the routes of all actions share. */

/** The part of an action request that does not depend on the action: the project, the user and the locales. */
export const actorOf = (call: {
  params: { projectId: number };
  userId: number | null;
  locales: string[];
}): Omit<ActionRequest, 'tasks'> => ({
  projectId: call.params.projectId,
  userId: sessionUser(call),
  locales: call.locales,
});

/** Sends the TaskDTO of the one task of an action. */
export function sendTask({ reply }: { reply: FastifyReply }, [dto]: string[]): FastifyReply {
  if (dto === undefined) throw new Error('an action on one task has no answer');
  return sendJsonText(reply, dto);
}

/** Sends TaskDTOs as `{"tasks": […]}`. */
export const sendTasks = ({ reply }: { reply: FastifyReply }, dtos: string[]): FastifyReply =>
  sendJsonText(reply, `{"tasks":[${dtos.join(',')}]}`);
