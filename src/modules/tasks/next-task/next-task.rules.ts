import { DomainError } from '../../../errors/errors.js';
import type { Rule } from '../engine/action-context.js';
import { assertMayMap, assertMayValidate } from '../engine/action-policy.js';
import type { NextTaskRequest } from './next-task.sql.js';

const RULES = {
  mapping: { action: 'lockForMapping', assertMay: assertMayMap },
  validation: { action: 'lockForValidation', assertMay: assertMayValidate },
} as const;

/**
 * Locks the tasks that were chosen for the context. A task is given to one caller only. NoTaskAvailable is thrown only if no
 * task is free for the actor.
 * @throws DomainError NoTaskAvailable, and the reasons of `assertMayMap` or `assertMayValidate`
 */
export function lockNextTask({ purpose }: NextTaskRequest): Rule {
  const { action, assertMay } = RULES[purpose];
  return ({ actor, project, heldLocks, tasks }) => {
    assertMay(actor, project, heldLocks.length > 0);
    if (tasks.length === 0) throw new DomainError('NoTaskAvailable');
    return tasks.map(() => ({ action }));
  };
}
