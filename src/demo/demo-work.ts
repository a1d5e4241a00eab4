import type { Context } from '../context.js';
import { lockForMapping, stopMapping, unlockAfterMapping } from '../modules/tasks/mapping/mapping.rules.js';
import type { Rule } from '../modules/tasks/engine/action-context.js';
import { runAction } from '../modules/tasks/engine/run-action.service.js';
import { lockForValidation, unlockAfterValidation } from '../modules/tasks/validation/validation.rules.js';

/** Ids of the users who work on the demo. */
export interface People {
  mapper: number;
  validator: number;
  anna: number;
  ben: number;
}

type Result = { status: 'MAPPED' | 'BADIMAGERY' | 'READY'; comment?: string };
type Verdict = { status: 'VALIDATED' | 'INVALIDATED' | 'MAPPED'; comment?: string; missed?: number };

/** A few people at work on a project, each action through the service that a request would reach. */
class Crew {
  constructor(
    private readonly context: Context,
    private readonly projectId: number,
    private readonly taskCount: number,
  ) {}

  /** The n-th of `of` tasks spread over the project, so that the work shows all over the map. */
  spread(n: number, of: number): number {
    return 1 + Math.floor(((n + 0.5) * this.taskCount) / of);
  }

  private async act(userId: number, tasks: number[], rule: Rule): Promise<void> {
    await runAction(this.context, { projectId: this.projectId, tasks, userId, locales: [] }, rule);
  }

  async map(userId: number, taskId: number, result: Result): Promise<void> {
    await this.act(userId, [taskId], lockForMapping);
    await this.act(userId, [taskId], unlockAfterMapping(result));
  }

  async lock(userId: number, taskId: number): Promise<void> {
    await this.act(userId, [taskId], lockForMapping);
  }

  async stop(userId: number, taskId: number, comment: string): Promise<void> {
    await this.act(userId, [taskId], lockForMapping);
    await this.act(userId, [taskId], stopMapping(comment));
  }

  async lockToValidate(userId: number, taskIds: number[]): Promise<void> {
    await this.act(userId, taskIds, lockForValidation);
  }

  async validate(userId: number, taskIds: number[], { status, comment, missed }: Verdict): Promise<void> {
    await this.lockToValidate(userId, taskIds);
    // Category 1 is "Missed Feature(s)" in every installation.
    const issues = missed ? [{ categoryId: 1, name: 'Missed Feature(s)', count: missed }] : [];
    const verdicts = taskIds.map((taskId) => ({ taskId, status, comment, issues }));
    await this.act(userId, taskIds, unlockAfterValidation(verdicts));
  }
}

const PLACES = 14;

/**
 * Lets people work on the demo project: afterwards tasks are mapped, validated, invalidated, of bad imagery, locked, and most
 * still ready. The mapper and the validator of the demo hold no lock, so that they can be tried at once.
 */
export async function workOnDemo(
  context: Context,
  projectId: number,
  taskCount: number,
  people: People,
): Promise<void> {
  const { mapper, validator, anna, ben } = people;
  const crew = new Crew(context, projectId, taskCount);
  const at = (n: number): number => crew.spread(n, PLACES);

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

  await crew.lock(ben, at(13));
  await crew.lockToValidate(anna, [at(9)]);
}
