import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { actingIn } from './acting.js';

const world = useApp();
const { done, invalidations } = actingIn(world);

const hand = (taskId: number, status: string) => ({ validatedTasks: [{ taskId, status }] });

describe('after the undo of a validation', () => {
  it('the mapper of an invalidation is the user who mapped the task', async () => {
    const { mapper, validator } = await world.make.users('mapper', 'validator');
    const project = await world.make.project({ tasks: [{ state: 'VALIDATED', mapper, validator }] });
    await done(project, 'undo-last-action/1', { as: validator });
    await done(project, 'lock-for-validation', { as: validator, body: { taskIds: [1] } });
    await done(project, 'unlock-after-validation', { as: validator, body: hand(1, 'INVALIDATED') });
    expect(await invalidations(project)).toMatchObject([{ mapper: mapper.id, invalidator: validator.id }]);
  });

  it('the mapper of a bulk invalidation is the user who mapped the task', async () => {
    const { mapper, validator } = await world.make.users('mapper', 'validator');
    const project = await world.make.project({
      author: validator,
      tasks: [{ state: 'VALIDATED', mapper, validator }],
    });
    await done(project, 'undo-last-action/1', { as: validator });
    await done(project, 'validate-all', { as: validator });
    await done(project, 'invalidate-all', { as: validator });
    expect(await invalidations(project)).toMatchObject([{ mapper: mapper.id, invalidator: validator.id }]);
  });

  it('tasks/queries/mapped/ lists the task under the user who mapped it', async () => {
    const { mapper, validator } = await world.make.users('mapper', 'validator');
    const project = await world.make.project({ tasks: [{ state: 'VALIDATED', mapper, validator }] });
    await done(project, 'undo-last-action/1', { as: validator });
    const { body } = await world.get(`projects/${project.id}/tasks/queries/mapped/`);
    expect(body).toMatchObject({ mappedTasks: [{ username: mapper.username, tasksMapped: [1] }] });
  });
});
