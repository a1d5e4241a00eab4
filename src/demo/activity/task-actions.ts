import type { Context } from '../../context.js';
import { commentOnTask } from '../../modules/tasks/comments/comment.rules.js';
import type { Rule } from '../../modules/tasks/engine/action-context.js';
import { runAction } from '../../modules/tasks/engine/run-action.service.js';
import { lockForMapping, stopMapping, unlockAfterMapping } from '../../modules/tasks/mapping/mapping.rules.js';
import { undoLastAction } from '../../modules/tasks/mapping/undo.rules.js';
import { splitTask } from '../../modules/tasks/split/split.service.js';
import { lockForValidation, unlockAfterValidation } from '../../modules/tasks/validation/validation.rules.js';
import type { DemoProject } from '../creation/make-projects.js';

/** The result of the mapping of a task. */
type Result = { status: 'MAPPED' | 'BADIMAGERY' | 'READY'; comment?: string };
/** The result of a validation. `missedFeatures` is the number of features that the mapper has missed. */
type Verdict = { status: 'VALIDATED' | 'INVALIDATED' | 'MAPPED'; comment?: string; missedFeatures?: number };

/** Actions of demo users on the tasks of a project. They call the same services as requests. */
export class TaskActions {
  constructor(
    private readonly context: Context,
    private readonly project: DemoProject,
  ) {}

  /** The id of the n-th of `count` tasks that are spread evenly over the project, so that the map shows work everywhere. */
  spread(n: number, count: number): number {
    return 1 + Math.floor(((n + 0.5) * this.project.taskCount) / count);
  }

  private request(userId: number) {
    return { projectId: this.project.projectId, userId, locales: [] };
  }

  private async act(userId: number, tasks: number[], rule: Rule): Promise<void> {
    await runAction(this.context, { ...this.request(userId), tasks }, rule);
  }

  async map(userId: number, taskId: number, result: Result): Promise<void> {
    await this.lock(userId, taskId);
    await this.act(userId, [taskId], unlockAfterMapping(result));
  }

  async lock(userId: number, taskId: number): Promise<void> {
    await this.act(userId, [taskId], lockForMapping);
  }

  async stop(userId: number, taskId: number, comment: string): Promise<void> {
    await this.lock(userId, taskId);
    await this.act(userId, [taskId], stopMapping(comment));
  }

  async comment(userId: number, taskId: number, comment: string): Promise<void> {
    await this.act(userId, [taskId], commentOnTask(comment));
  }

  async undo(userId: number, taskId: number): Promise<void> {
    await this.act(userId, [taskId], undoLastAction);
  }

  async split(userId: number, taskId: number): Promise<void> {
    await splitTask(this.context, { ...this.request(userId), taskId });
  }

  async lockToValidate(userId: number, taskIds: number[]): Promise<void> {
    await this.act(userId, taskIds, lockForValidation);
  }

  async validate(userId: number, taskIds: number[], { status, comment, missedFeatures }: Verdict): Promise<void> {
    await this.lockToValidate(userId, taskIds);
    // Category 1 is "Missed Feature(s)" in every installation.
    const issues = missedFeatures ? [{ categoryId: 1, name: 'Missed Feature(s)', count: missedFeatures }] : [];
    const verdicts = taskIds.map((taskId) => ({ taskId, status, comment, issues }));
    await this.act(userId, taskIds, unlockAfterValidation(verdicts));
  }
}
