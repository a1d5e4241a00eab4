import type { TaskStatus } from '../../api/client.js';

/** The states of tasks in the order of the legend. */
export const ALL_STATUSES = [
  'READY',
  'LOCKED_FOR_MAPPING',
  'MAPPED',
  'LOCKED_FOR_VALIDATION',
  'VALIDATED',
  'INVALIDATED',
  'BADIMAGERY',
  'SPLIT',
] as const satisfies readonly TaskStatus[];

/** The colours of the states. They are the colours of the stock front-end, because mappers know them. */
export const COLOURS: Record<TaskStatus, string> = {
  READY: '#ffffff',
  LOCKED_FOR_MAPPING: '#ffffff',
  MAPPED: '#ade6ef',
  LOCKED_FOR_VALIDATION: '#ade6ef',
  VALIDATED: '#40ac8c',
  INVALIDATED: '#fceca4',
  BADIMAGERY: '#d8dae4',
  SPLIT: '#ffffff',
};

/** The colour of priority areas in the stock front-end, and a stronger colour for their outlines. */
export const PRIORITY_FILL = '#efd1d1';
export const PRIORITY_LINE = '#d73f3f';

/** The colours of the outlines of tasks. */
export const TASK_LINE = '#8a93a3';
export const LOCK_LINE = '#2c3038';
export const SELECTED_LINE = '#d73f3f';

export const isLocked = (status: string): boolean => status.startsWith('LOCKED_FOR_');

export const isStatus = (text: string): text is TaskStatus => (ALL_STATUSES as readonly string[]).includes(text);
