import type { TaskSnapshot } from '../../../../src/modules/tasks/state-machine/task-snapshot.js';

/** A task as an action finds it: READY and untouched, but for what a test says. */
export const snapshotOf = (facts: Partial<TaskSnapshot> = {}): TaskSnapshot => ({
  taskId: 7,
  version: '1234',
  historyLength: 0,
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
