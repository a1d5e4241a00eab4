import { describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { recordExpiredLocks } from '../../../src/modules/tasks/expired-locks/expired-locks.service.js';
import { TaskEvents, type TaskEvent } from '../../../src/modules/tasks/engine/task-events.js';
import { request, SECRET, testConfig, useApp } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';
import { readState } from '../../support/state.js';
import { actingIn } from './acting.js';
import { createContext } from '../../../src/context.js';

const world = useApp();
const { act, done } = actingIn(world);

/** What was told since the last look. */
const told = (): TaskEvent[] => world.events.splice(0);

describe('every action', () => {
  it('publishes one event with actor, action and tasks', async () => {
    const { ann, zoe } = await world.make.users('ann', 'zoe');
    const project = await world.make.project({ tasks: ['READY', 'READY'] });
    const { id: projectId, author } = project;
    const one = (action: string, actor: { id: number }, taskId: number, from: string, to: string): unknown[] => [
      { action, projectId, actorId: actor.id, tasks: [{ taskId, from, to }] },
    ];
    await done(project, 'lock-for-mapping/1', { as: ann });
    expect(told()).toEqual(one('lockForMapping', ann, 1, 'READY', 'LOCKED_FOR_MAPPING'));
    await done(project, 'extend', { as: ann, body: { taskIds: [1] } });
    expect(told()).toEqual(one('extend', ann, 1, 'LOCKED_FOR_MAPPING', 'LOCKED_FOR_MAPPING'));
    await done(project, 'stop-mapping/1', { as: ann, body: {} });
    expect(told()).toEqual(one('stopMapping', ann, 1, 'LOCKED_FOR_MAPPING', 'READY'));
    await done(project, 'lock-next', { as: ann, body: { for: 'mapping' } });
    expect(told()).toEqual(one('lockForMapping', ann, 1, 'READY', 'LOCKED_FOR_MAPPING'));
    await done(project, 'unlock-after-mapping/1', { as: ann, body: { status: 'MAPPED', comment: 'x' } });
    expect(told()).toEqual(one('unlockAfterMapping', ann, 1, 'LOCKED_FOR_MAPPING', 'MAPPED'));
    await done(project, 'lock-for-validation', { as: zoe, body: { taskIds: [1] } });
    expect(told()).toEqual(one('lockForValidation', zoe, 1, 'MAPPED', 'LOCKED_FOR_VALIDATION'));
    await done(project, 'stop-validation', { as: zoe, body: { resetTasks: [{ taskId: 1 }] } });
    expect(told()).toEqual(one('stopValidation', zoe, 1, 'LOCKED_FOR_VALIDATION', 'MAPPED'));
    await done(project, 'lock-for-validation', { as: zoe, body: { taskIds: [1] } });
    told();
    const validatedTasks = [{ taskId: 1, status: 'VALIDATED' }];
    await done(project, 'unlock-after-validation', { as: zoe, body: { validatedTasks } });
    expect(told()).toEqual(one('unlockAfterValidation', zoe, 1, 'LOCKED_FOR_VALIDATION', 'VALIDATED'));
    await done(project, 'undo-last-action/1', { as: zoe });
    expect(told()).toEqual(one('undo', zoe, 1, 'VALIDATED', 'MAPPED'));
    await done(project, 'validate-all', { as: author });
    expect(told()).toEqual(one('validateAll', author, 1, 'MAPPED', 'VALIDATED'));
    await done(project, `reset-by-user?username=${author.username}&action=VALIDATED`, { as: author });
    expect(told()).toEqual(one('resetByUser', author, 1, 'VALIDATED', 'MAPPED'));
    await done(project, 'split/2', { as: ann });
    expect(told()).toEqual(one('split', ann, 2, 'READY', 'SPLIT'));
  });

  it('publishes one event for many tasks', async () => {
    const { zoe } = await world.make.users('zoe');
    const project = await world.make.project({ tasks: ['MAPPED', 'INVALIDATED', 'READY'] });
    await done(project, 'lock-for-validation', { as: zoe, body: { taskIds: [2, 1] } });
    const [event, ...more] = told();
    expect(more).toEqual([]);
    expect(event?.tasks.map(({ taskId, from }) => [taskId, from])).toEqual([
      [2, 'INVALIDATED'],
      [1, 'MAPPED'],
    ]);
    await done(project, 'reset-all', { as: project.author });
    expect(told()).toMatchObject([{ action: 'resetAll', tasks: [{ taskId: 1, to: 'READY' }, { taskId: 2 }] }]);
  });

  it('publishes its event after the commit, so that a subscriber can read the change', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project();
    let read: Promise<unknown> = Promise.resolve();
    const events = new TaskEvents();
    events.subscribe(() => {
      read = readState(world.database, project, { ann }).then(({ tasks }) => tasks[1]);
    });
    const app = await buildApp(
      createContext({ database: world.database, config: testConfig(), secret: SECRET, events }),
    );
    await request(app).post(`projects/${project.id}/tasks/actions/lock-for-mapping/1/`, { as: ann });
    expect(await read).toBe('LOCKED_FOR_MAPPING, locked by ann');
  });

  it('publishes an event for recorded expired locks', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann, lockedFor: 121 }] });
    const heard: TaskEvent[] = [];
    const events = new TaskEvents();
    events.subscribe((event) => heard.push(event));
    await recordExpiredLocks(createContext({ database: world.database, config: testConfig(), secret: SECRET, events }));
    expect(heard.filter(({ projectId }) => projectId === project.id)).toMatchObject([
      { action: 'autoUnlock', tasks: [{ taskId: 1, to: 'READY' }] },
    ]);
  });
});

describe('no event', () => {
  it('is published for a refused action, an action without a change, or a read', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann }, 'READY'] });
    await act(project, 'lock-for-mapping/1', { as: ben });
    await act(project, 'lock-for-mapping/1', { as: ann });
    await act(project, 'unlock-after-mapping/1', { as: ben, body: { status: 'MAPPED' } });
    await act(project, 'extend', { as: ann, body: { taskIds: [] } });
    await act(project, 'map-all', { as: ben });
    await act(project, 'validate-all', { as: project.author });
    await act(project, 'undo-last-action/2', { as: project.author });
    await act(project, 'split/1', { as: ben });
    await act(project, 'lock-next', { as: ann, body: { for: 'mapping' } });
    await world.get(`projects/${project.id}/tasks/`);
    expect(told()).toEqual([]);
  });
});

describe('a failing subscriber', () => {
  it('fails neither the action nor other subscribers, and is reported', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project();
    const failures: unknown[] = [];
    const heard: TaskEvent[] = [];
    const events = new TaskEvents((error) => failures.push(error));
    events.subscribe(() => {
      throw new Error('no room');
    });
    const end = events.subscribe((event) => heard.push(event));
    const app = await buildApp(
      createContext({ database: world.database, config: testConfig(), secret: SECRET, events }),
    );
    const post = (action: string, body?: object) =>
      request(app).post(`projects/${project.id}/tasks/actions/${action}/`, { as: ann, body });
    expect((await post('lock-for-mapping/1')).status).toBe(200);
    expect(heard).toHaveLength(1);
    expect(failures).toEqual([new Error('no room')]);
    end();
    expect((await post('unlock-after-mapping/1', { status: 'MAPPED' })).status).toBe(200);
    expect(heard).toHaveLength(1);
    await checkInvariants(world.database, project);
  });
});
