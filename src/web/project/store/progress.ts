import type { TaskStatus } from '../../api/client.js';

/** The progress of a project in percent: whole numbers, rounded down as on the server. */
export interface Progress {
  percentMapped: number;
  percentValidated: number;
  percentBadImagery: number;
}

/**
 * Computes the progress from the states of all tasks. Mapped and validated tasks are counted among the tasks without bad imagery.
 * @param states states before a lock, see `StatesBeforeLock`
 */
export function progressOf(states: readonly TaskStatus[]): Progress {
  const count = (...counted: TaskStatus[]): number => states.filter((state) => counted.includes(state)).length;
  const percent = (part: number, whole: number): number =>
    whole <= 0 ? 0 : Math.min(100, Math.floor((100 * part) / whole));
  const badImagery = count('BADIMAGERY');
  const workable = states.length - badImagery;
  return {
    percentMapped: percent(count('MAPPED', 'VALIDATED'), workable),
    percentValidated: percent(count('VALIDATED'), workable),
    percentBadImagery: percent(badImagery, states.length),
  };
}
