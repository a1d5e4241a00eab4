import { describe, expect, it } from 'vitest';
import { expectRefusal, useApp } from '../../support/app.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act } = actingIn(world);

const ACTIONS = ['map-all', 'validate-all', 'invalidate-all', 'reset-all-badimagery', 'reset-all'];

describe('a blocked user who manages the organisation and belongs to the managing team', () => {
  const blockedManager = async () => {
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const project = await world.make.project({
      tasks: ['MAPPED'],
      organisation: await world.make.organisation({ managers: [blocked] }),
      teams: [{ team: await world.make.team({ members: [blocked] }), role: 'PROJECT_MANAGER' }],
    });
    return { blocked, project };
  };

  it.each(ACTIONS)('gets 403 on %s', async (action) => {
    const { blocked, project } = await blockedManager();
    expectRefusal(await act(project, action, { as: blocked }), 'UserPermissionError');
  });

  it('gets 403 on reset-by-user', async () => {
    const { blocked, project } = await blockedManager();
    const action = `reset-by-user?username=${project.author.username}&action=VALIDATED`;
    expectRefusal(await act(project, action, { as: blocked }), 'UserActionNotPermitted');
  });
});

describe('reset-by-user with an unknown user', () => {
  it('returns 400 before it looks at the project and the permission', async () => {
    const { id } = await world.make.user();
    for (const project of [{ id: 2_000_000_000 }, await world.make.project()])
      expect((await act(project, 'reset-by-user?username=nobody&action=VALIDATED', { as: id })).status).toBe(400);
  });
});
