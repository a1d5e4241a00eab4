import type { Context } from '../../context.js';
import { Crew } from './task-actions.js';
import type { People } from '../creation/make-users.js';
import type { DemoProject } from '../creation/make-projects.js';

/** The work of Malta takes so many tasks. */
const MALTA_TASKS = 14;

/**
 * Lets users work on Malta: afterwards tasks are in every state that has no lock, and most are still ready. The mapper and
 * the validator of the demo hold no lock, so that they can be tried at once.
 */
export async function workOnMalta(context: Context, project: DemoProject, people: People): Promise<void> {
  const { demo_mapper: mapper, demo_validator: validator, demo_anna: anna, demo_ben: ben } = people;
  const crew = new Crew(context, project);
  const at = (n: number): number => crew.spread(n, MALTA_TASKS);

  for (const [place, who] of [
    [1, anna],
    [2, anna],
    [3, ben],
    [4, ben],
    [5, mapper],
    [6, mapper],
  ] as const)
    await crew.map(who, at(place), { status: 'MAPPED' });
  await crew.map(anna, at(7), { status: 'MAPPED', comment: 'All buildings, and the tracks in the north' });
  await crew.map(ben, at(8), { status: 'MAPPED', comment: 'The harbour is new, please check' });
  await crew.map(ben, at(9), { status: 'BADIMAGERY', comment: 'Clouds over the eastern half' });
  await crew.map(mapper, at(10), { status: 'BADIMAGERY' });
  await crew.map(ben, at(11), { status: 'READY', comment: 'Half done, no time left' });
  await crew.stop(mapper, at(12), 'Wrong task, sorry');

  await crew.validate(validator, [at(1), at(2), at(3)], { status: 'VALIDATED' });
  await crew.validate(anna, [at(8)], { status: 'VALIDATED', comment: 'Harbour checked, well done' });
  await crew.validate(validator, [at(4)], { status: 'INVALIDATED', comment: 'Two farms are missing', missed: 2 });
  await crew.validate(validator, [at(5)], { status: 'INVALIDATED', comment: 'The road ends too early', missed: 1 });
  await crew.map(mapper, at(5), { status: 'MAPPED', comment: 'Road added' });
  await crew.validate(validator, [at(6)], { status: 'MAPPED' });
}

/** Leaves two tasks of Malta locked. This is the last work: with LOCK_SCOPE=global their holders may lock nothing else. */
export async function holdLocks(context: Context, project: DemoProject, people: People): Promise<void> {
  const crew = new Crew(context, project);
  await crew.lock(people.demo_ben, crew.spread(13, MALTA_TASKS));
  await crew.lockToValidate(people.demo_anna, [crew.spread(9, MALTA_TASKS)]);
}

/** Lets users work on São Tomé and Príncipe: a split, an undo, comments on a task. */
export async function workOnSaoTome(context: Context, project: DemoProject, people: People): Promise<void> {
  const { demo_mapper: mapper, demo_validator: validator, demo_ben: ben, demo_joao: joao } = people;
  const crew = new Crew(context, project);
  const at = (n: number): number => crew.spread(n, 6);

  await crew.split(joao, at(0));
  await crew.map(joao, at(1), { status: 'MAPPED', comment: 'Estradas até Neves' });
  await crew.map(ben, at(2), { status: 'MAPPED' });
  await crew.map(mapper, at(3), { status: 'BADIMAGERY', comment: 'Nuvens' });
  await crew.undo(mapper, at(3));
  await crew.comment(mapper, at(3), 'The imagery is good enough after all, @[demo_joao].');
  await crew.validate(validator, [at(1)], { status: 'VALIDATED', comment: 'Muito bem' });
  await crew.validate(validator, [at(2)], {
    status: 'INVALIDATED',
    comment: 'The track to the waterfall is missing',
    missed: 1,
  });
}

/** Lets the members of the team work on the Comoros. */
export async function workOnComoros(context: Context, project: DemoProject, people: People): Promise<void> {
  const { demo_mapper: mapper, demo_validator: validator, demo_anna: anna } = people;
  const crew = new Crew(context, project);
  const at = (n: number): number => crew.spread(n, 5);

  await crew.map(mapper, at(1), { status: 'MAPPED', comment: 'Tous les chemins' });
  await crew.map(anna, at(3), { status: 'MAPPED' });
  await crew.validate(validator, [at(1)], { status: 'VALIDATED' });
}
