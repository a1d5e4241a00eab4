import { beforeAll, describe, expect, it } from 'vitest';
import { readSnapshotId } from '../../../src/modules/statistics/snapshot-id.repository.js';
import { useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';

const world = useApp();

let ann: User;
let project: Project;

beforeAll(async () => {
  ann = await world.make.user({ name: 'ann' });
  project = await world.make.project({ tasks: ['READY', 'READY'] });
});

const day = new Date().toISOString().slice(0, 10);

describe.each([
  ['of tasks', () => `tasks/statistics/?startDate=${day}&projectId=${project.id}`],
  ['of a project', () => `projects/${project.id}/statistics/`],
  ['of a user', () => `users/${ann.username}/statistics/`],
  ['of the installation', () => 'system/statistics/?abbreviated=false'],
])('statistics %s', (_name, pathOf) => {
  it('return 304 for a known tag, and the body when they changed', async () => {
    const first = await world.get(pathOf(), { as: ann });
    const headers = { 'if-none-match': String(first.headers.etag) };
    expect(first.status).toBe(200);
    const second = await world.get(pathOf(), { as: ann, headers });
    expect({ status: second.status, text: second.text }).toEqual({ status: 304, text: '' });
    const at = `projects/${project.id}/tasks/actions`;
    for (const action of ['lock-for-mapping/1', 'unlock-after-mapping/1'])
      expect((await world.post(`${at}/${action}/`, { as: ann, body: { status: 'MAPPED' } })).status).toBe(200);
    const third = await world.get(pathOf(), { as: ann, headers });
    expect(third.status).toBe(200);
    expect(third.text).not.toBe(first.text);
    await world.post(`${at}/reset-all/`, { as: project.author });
  });
});

describe('snapshot id of the database', () => {
  it('changes after a commit', async () => {
    const before = await readSnapshotId(world.database.db);
    await world.make.user();
    expect(await readSnapshotId(world.database.db)).not.toBe(before);
  });
});
