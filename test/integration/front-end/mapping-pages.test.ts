import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { eachHas, hasKeys, openBrowser, post, type Browser } from './browser.js';

/** The pages on which the stock front-end maps and validates, on a server that is set up for it (LOCK_SCOPE=global). */

const world = useApp({ LOCK_SCOPE: 'global' });

let author: User;

beforeAll(async () => {
  author = await world.make.user({ name: 'author', level: 'ADVANCED' });
});

const project = (tasks: number, spec: object = {}): Promise<Project> =>
  world.make.project({ author, tasks: Array.from({ length: tasks }, () => 'READY' as const), ...spec });

interface Activity {
  taskId: number;
  taskStatus: string;
  actionBy: string;
}

/** Opens the page on which tasks are selected. @returns the state of each task that the map shows */
async function openTasks(page: Browser, id: number, user: User): Promise<Activity[]> {
  const summary = await page.axios(`projects/${id}/queries/summary/`);
  hasKeys(summary, 'projectId', 'projectInfo', 'status', 'private', 'sandbox', 'database', 'author', 'organisation');
  hasKeys(
    summary,
    'teams',
    'allowedUsernames',
    'mappingPermission',
    'validationPermission',
    'mappingTypes',
    'licenseId',
  );
  hasKeys(summary, 'mappingEditors', 'validationEditors', 'customEditor', 'enforceRandomTaskSelection', 'imagery');
  hasKeys(summary, 'changesetComment', 'idPresets', 'extraIdParams', 'rapidPowerUser', 'percentMapped', 'difficulty');
  hasKeys(summary.projectInfo, 'locale', 'name', 'instructions');
  hasKeys(await page.axios(`teams/?omitMemberList=true&member=${user.id}`), 'teams');
  const { activity } = await page.axios(`projects/${id}/activities/latest/`);
  hasKeys(await page.axios(`projects/${id}/contributions/`), 'userContributions');
  await page.axios(`projects/${id}/queries/priority-areas/`, { anonymous: true });
  const { features } = (await page.axios(`projects/${id}/tasks/`)) as { features: { properties: object }[] };
  for (const { properties } of features)
    hasKeys(properties, 'taskId', 'taskStatus', 'lockedBy', 'mappedBy', 'taskIsSquare');
  // The page loads the tasks again and again unless there is one activity for each task.
  expect(activity).toHaveLength(features.length);
  return activity as Activity[];
}

/** Loads what the editor needs for the tasks that are locked. */
async function openEditor(page: Browser, id: number, taskIds: number[]): Promise<void> {
  const { tasks } = await page.axios('users/queries/tasks/locked/details/');
  eachHas(
    tasks,
    'taskId',
    'projectId',
    'taskStatus',
    'lastUpdated',
    'autoUnlockSeconds',
    'taskHistory',
    'perTaskInstructions',
  );
  for (const { taskId, lastUpdated } of tasks as { taskId: number; lastUpdated: string }[]) {
    expect(taskIds).toContain(taskId);
    expect(Math.abs(Date.now() - new Date(lastUpdated).getTime())).toBeLessThan(60_000);
  }
  const gpx = await page.send('axios', `projects/${id}/tasks/queries/gpx/?tasks=${taskIds.join()}`, {
    anonymous: true,
  });
  expect(/<trk>(.*?)<\/name>/s.exec(gpx.text)?.[1]).toMatch(new RegExp(`^<name>\\D*${id}\\D`));
}

const tasksOf = (id: number, action: string): string => `projects/${id}/tasks/actions/${action}/`;
const lock = (page: Browser, id: number, task: number) =>
  page.json(tasksOf(id, `lock-for-mapping/${task}`), { method: 'POST' });

describe('pages of a mapper', () => {
  it('lock a task, open the editor and hand the task in', async () => {
    const user = await world.make.user();
    const { id } = await project(3);
    const page = openBrowser(world, user);
    await openTasks(page, id, user);
    await lock(page, id, 1);
    await openEditor(page, id, [1]);
    const resumed = (await openTasks(page, id, user)).find(({ taskId }) => taskId === 1);
    expect(resumed).toMatchObject({ taskStatus: 'LOCKED_FOR_MAPPING', actionBy: user.username });
    await page.axios(tasksOf(id, 'unlock-after-mapping/1'), post({ comment: '', status: 'MAPPED' }));
    expect(await page.json('users/queries/tasks/locked/')).toMatchObject({ lockedTasks: [] });
    expect((await openTasks(page, id, user)).find(({ taskId }) => taskId === 1)?.taskStatus).toBe('MAPPED');
  });

  it('extend a lock, split a task, stop mapping and report bad imagery', async () => {
    const user = await world.make.user();
    const { id } = await project(3);
    const page = openBrowser(world, user);
    await lock(page, id, 1);
    await page.axios(tasksOf(id, 'extend'), post({ taskIds: [1] }));
    await openEditor(page, id, [1]);
    eachHas((await page.axios(tasksOf(id, 'split/1'), post())).tasks, 'taskId');
    expect(await openTasks(page, id, user)).toHaveLength(6);
    await lock(page, id, 2);
    await page.axios(tasksOf(id, 'stop-mapping/2'), post({ comment: '' }));
    await lock(page, id, 3);
    await page.axios(tasksOf(id, 'unlock-after-mapping/3'), post({ comment: 'clouds', status: 'BADIMAGERY' }));
    expect(await page.json('users/queries/tasks/locked/')).toMatchObject({ lockedTasks: [] });
  });

  it('request the licence, accept it and then lock', async () => {
    const user = await world.make.user();
    const licence = await world.make.licence();
    const { id } = await project(1, { licence });
    const page = openBrowser(world, user);
    const refused = await page.send('json', tasksOf(id, 'lock-for-mapping/1'), post());
    expect(refused).toMatchObject({ status: 409, body: { SubCode: 'UserLicenseError' } });
    hasKeys(await page.json(`licenses/${licence}/`), 'name', 'description', 'plainText');
    await page.json(`licenses/${licence}/actions/accept-for-me/`, { method: 'POST', body: null });
    await lock(page, id, 1);
  });

  it('show the other project in which a task is locked', async () => {
    const user = await world.make.user();
    const [first, second] = await Promise.all([project(1), project(1)]);
    const page = openBrowser(world, user);
    await lock(page, first.id, 1);
    const refused = await page.send('json', tasksOf(second.id, 'lock-for-mapping/1'), post());
    expect(refused).toMatchObject({ status: 403, body: { SubCode: 'UserAlreadyHasTaskLocked' } });
    expect(await page.json('users/queries/tasks/locked/')).toEqual({
      lockedTasks: [1],
      projectId: first.id,
      taskStatus: 'LOCKED_FOR_MAPPING',
    });
  });
});

describe('pages of a validator', () => {
  async function mapped(count: number) {
    const mapper = await world.make.user();
    const validator = await world.make.user({ level: 'ADVANCED' });
    const tasks = Array.from({ length: count }, () => ({ state: 'MAPPED' as const, mapper }));
    const { id } = await world.make.project({ author, tasks });
    return { id, mapper, validator, page: openBrowser(world, validator) };
  }

  it('validate one task and invalidate another in one request', async () => {
    const { id, validator, page } = await mapped(2);
    await openTasks(page, id, validator);
    hasKeys(await page.json(tasksOf(id, 'lock-for-validation'), post({ taskIds: [1, 2] })), 'tasks');
    await openEditor(page, id, [1, 2]);
    await page.axios(`projects/${id}/tasks/1/`, { anonymous: true });
    const validatedTasks = [
      { taskId: 1, status: 'VALIDATED' },
      { taskId: 2, status: 'INVALIDATED', comment: 'Missing roofs' },
    ];
    await page.json(tasksOf(id, 'unlock-after-validation'), post({ validatedTasks }));
    const states = Object.fromEntries(
      (await openTasks(page, id, validator)).map((row) => [row.taskId, row.taskStatus]),
    );
    expect(states).toEqual({ 1: 'VALIDATED', 2: 'INVALIDATED' });
  });

  it('stop a validation, without a comment', async () => {
    const { id, page } = await mapped(1);
    await page.json(tasksOf(id, 'lock-for-validation'), post({ taskIds: [1] }));
    await page.json(tasksOf(id, 'stop-validation'), post({ resetTasks: [{ taskId: 1 }] }));
    expect(await page.json('users/queries/tasks/locked/')).toMatchObject({ lockedTasks: [] });
  });

  it('undo a validation with a body that is not JSON, and comment on the task', async () => {
    const { id, mapper, page } = await mapped(1);
    await page.json(tasksOf(id, 'lock-for-validation'), post({ taskIds: [1] }));
    await page.json(
      tasksOf(id, 'unlock-after-validation'),
      post({ validatedTasks: [{ taskId: 1, status: 'VALIDATED' }] }),
    );
    const undone = await page.json(tasksOf(id, 'undo-last-action/1'), { method: 'POST', raw: '[object Object]' });
    expect(undone.taskStatus).toBe('MAPPED');
    eachHas(undone.taskHistory, 'historyId', 'action', 'actionText', 'actionDate', 'actionBy', 'pictureUrl');
    hasKeys(await page.json(`users/queries/filter/${mapper.username.slice(0, 3)}/?projectId=${id}`), 'usernames');
    const body = { comment: `Please look, @[${mapper.username}]` };
    hasKeys(await page.json(`projects/${id}/comments/tasks/1/`, { method: 'POST', body }), 'taskHistory');
    const { userMessages } = await openBrowser(world, mapper).axios('notifications/?status=unread');
    eachHas(
      userMessages,
      'messageId',
      'messageType',
      'fromUsername',
      'subject',
      'sentDate',
      'read',
      'displayPictureUrl',
    );
  });
});

describe('bell and inbox', () => {
  it('count, open, mark and delete messages', async () => {
    const user = await world.make.user();
    const { id } = await project(1);
    const writer = openBrowser(world, author);
    for (const turn of [1, 2, 3]) {
      const body = { message: `@[${user.username}] message ${turn}` };
      await writer.json(`projects/${id}/comments/`, { method: 'POST', body });
    }
    const page = openBrowser(world, user);
    expect(await page.axios('notifications/queries/own/count-unread/')).toEqual({ newMessages: true, unread: 3 });
    await page.json('notifications/queries/own/post-unread/', { method: 'POST', body: null });
    const inbox = await page.axios('notifications/?sortBy=desc&sortDirection=date&page=1&pageSize=10');
    hasKeys(inbox.pagination, 'total', 'page', 'pages');
    const ids = (inbox.userMessages as { messageId: number }[]).map(({ messageId }) => messageId);
    hasKeys(await page.json(`notifications/${ids[0]}/`), 'message', 'projectId', 'projectTitle', 'taskId', 'subject');
    await page.json('notifications/mark-as-read-multiple/', post({ messageIds: [ids[1]] }));
    await page.json('notifications/delete-multiple/', { method: 'DELETE', body: { messageIds: [ids[1]] } });
    await page.json('notifications/mark-as-read-all/', { method: 'POST' });
    await page.json(`notifications/${ids[2]}/`, { method: 'DELETE' });
    await page.json('notifications/delete-all/', { method: 'DELETE' });
    expect((await page.axios('notifications/')).userMessages).toEqual([]);
  });
});
