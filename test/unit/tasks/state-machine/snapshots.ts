import type { TaskFacts } from '../../../../src/modules/tasks/state-machine/task-snapshot.js';

/** A task as an action finds it: READY and untouched, but for what a test says. */
export const factsOf = (facts: Partial<TaskFacts> = {}): TaskFacts => ({
  taskId: 7,
  version: '1234',
  pastRows: 0,
  status: 'READY',
  lockedBy: null,
  mappedBy: null,
  validatedBy: null,
  lockExpired: false,
  lastState: 'READY',
  lastChangedAt: null,
  lastAction: null,
  lastUser: null,
  wasInvalidated: true,
  lastMapped: null,
  ...facts,
});
