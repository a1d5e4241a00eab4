import type { Context } from '../../context.js';
import { TaskActions } from './task-actions.js';
import type { DemoUserIds } from '../creation/make-users.js';
import type { DemoProject } from '../creation/make-projects.js';

/** Number of tasks of Malta that are worked on. */
const MALTA_TASKS = 14;

/**
 * Makes demo users map and validate tasks of Malta. Afterwards there are tasks in every state without a lock, and most tasks are ready.
 * The mapper and the validator of the demo hold no lock, so that a reader can use them at once.
 */
export async function workOnMalta(context: Context, project: DemoProject, users: DemoUserIds): Promise<void> {
  const { demo_mapper: mapper, demo_validator: validator, demo_anna: anna, demo_ben: ben } = users;
  const actions = new TaskActions(context, project);
  const task = (n: number): number => actions.spread(n, MALTA_TASKS);

  for (const [place, who] of [
    [1, anna],
    [2, anna],
    [3, ben],
    [4, ben],
    [5, mapper],
    [6, mapper],
  ] as const)
    await actions.map(who, task(place), { status: 'MAPPED' });
  await actions.map(anna, task(7), { status: 'MAPPED', comment: 'All buildings, and the tracks in the north' });
  await actions.map(ben, task(8), { status: 'MAPPED', comment: 'The harbour is new, please check' });
  await actions.map(ben, task(9), { status: 'BADIMAGERY', comment: 'Clouds over the eastern half' });
  await actions.map(mapper, task(10), { status: 'BADIMAGERY' });
  await actions.map(ben, task(11), { status: 'READY', comment: 'Half done, no time left' });
  await actions.stop(mapper, task(12), 'Wrong task, sorry');

  await actions.validate(validator, [task(1), task(2), task(3)], { status: 'VALIDATED' });
  await actions.validate(anna, [task(8)], { status: 'VALIDATED', comment: 'Harbour checked, well done' });
  await actions.validate(validator, [task(4)], {
    status: 'INVALIDATED',
    comment: 'Two farms are missing',
    missedFeatures: 2,
  });
  await actions.validate(validator, [task(5)], {
    status: 'INVALIDATED',
    comment: 'The road ends too early',
    missedFeatures: 1,
  });
  await actions.map(mapper, task(5), { status: 'MAPPED', comment: 'Road added' });
  await actions.validate(validator, [task(6)], { status: 'MAPPED' });
}

/**
 * Locks two tasks of Malta and leaves them locked. It must be called after all other work: with LOCK_SCOPE=global the holders may lock no
 * other task.
 */
export async function holdLocks(context: Context, project: DemoProject, users: DemoUserIds): Promise<void> {
  const actions = new TaskActions(context, project);
  await actions.lock(users.demo_ben, actions.spread(13, MALTA_TASKS));
  await actions.lockToValidate(users.demo_anna, [actions.spread(9, MALTA_TASKS)]);
}

/** Makes demo users work on São Tomé and Príncipe. They also split a task, undo an action and comment on a task. */
export async function workOnSaoTome(context: Context, project: DemoProject, users: DemoUserIds): Promise<void> {
  const { demo_mapper: mapper, demo_validator: validator, demo_ben: ben, demo_joao: joao } = users;
  const actions = new TaskActions(context, project);
  const task = (n: number): number => actions.spread(n, 6);

  await actions.split(joao, task(0));
  await actions.map(joao, task(1), { status: 'MAPPED', comment: 'Estradas até Neves' });
  await actions.map(ben, task(2), { status: 'MAPPED' });
  await actions.map(mapper, task(3), { status: 'BADIMAGERY', comment: 'Nuvens' });
  await actions.undo(mapper, task(3));
  await actions.comment(mapper, task(3), 'The imagery is good enough after all, @[demo_joao].');
  await actions.validate(validator, [task(1)], { status: 'VALIDATED', comment: 'Muito bem' });
  await actions.validate(validator, [task(2)], {
    status: 'INVALIDATED',
    comment: 'The track to the waterfall is missing',
    missedFeatures: 1,
  });
}

/** Makes the members of the team work on the Comoros. */
export async function workOnComoros(context: Context, project: DemoProject, users: DemoUserIds): Promise<void> {
  const { demo_mapper: mapper, demo_validator: validator, demo_anna: anna } = users;
  const actions = new TaskActions(context, project);
  const task = (n: number): number => actions.spread(n, 5);

  await actions.map(mapper, task(1), { status: 'MAPPED', comment: 'Tous les chemins' });
  await actions.map(anna, task(3), { status: 'MAPPED' });
  await actions.validate(validator, [task(1)], { status: 'VALIDATED' });
}
