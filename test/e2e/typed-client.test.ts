import type { AddressInfo } from 'node:net';
import createClient, { type Client } from 'openapi-fetch';
import { beforeAll, describe, expect, it } from 'vitest';
import type { paths } from '../../openapi/generated/tessera.js';
import { overHttp, tokenOf, useApp } from '../support/app.js';
import type { Project, User } from '../support/factory.js';

/** A client whose types are made from our own document, over a socket: what a front-end in TypeScript would write. */

const world = useApp();

let mapper: User;
let validator: User;
let project: Project;

beforeAll(async () => {
  await overHttp(world.app);
  mapper = await world.make.user();
  validator = await world.make.user({ level: 'ADVANCED' });
  project = await world.make.project({ tasks: ['READY', 'READY'] });
});

const clientFor = (user?: User): Client<paths> =>
  createClient<paths>({
    baseUrl: `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`,
    headers: user ? { Authorization: tokenOf(user) } : {},
  });

describe('a client that is generated from the document', () => {
  it('maps and validates a task', async () => {
    const projectId = project.id;
    const asMapper = clientFor(mapper);
    const asValidator = clientFor(validator);

    const list = await asMapper.GET('/api/v2/projects/{projectId}/tasks/', { params: { path: { projectId } } });
    const free = list.data?.features.find(({ properties }) => properties.taskStatus === 'READY');
    expect(free?.geometry?.type).toBe('MultiPolygon');
    const taskId = free?.properties.taskId ?? 0;
    const path = { projectId, taskId };

    const locked = await asMapper.POST('/api/v2/projects/{projectId}/tasks/actions/lock-for-mapping/{taskId}/', {
      params: { path },
    });
    expect(locked.data).toMatchObject({ taskStatus: 'LOCKED_FOR_MAPPING', lockHolder: mapper.username });

    const mapped = await asMapper.POST('/api/v2/projects/{projectId}/tasks/actions/unlock-after-mapping/{taskId}/', {
      params: { path },
      body: { status: 'MAPPED', comment: 'All buildings traced' },
    });
    expect(mapped.data?.taskStatus).toBe('MAPPED');

    const toValidate = await asValidator.POST('/api/v2/projects/{projectId}/tasks/actions/lock-for-validation/', {
      params: { path: { projectId } },
      body: { taskIds: [taskId] },
    });
    expect(toValidate.data?.tasks[0]?.taskStatus).toBe('LOCKED_FOR_VALIDATION');

    const validated = await asValidator.POST('/api/v2/projects/{projectId}/tasks/actions/unlock-after-validation/', {
      params: { path: { projectId } },
      body: { validatedTasks: [{ taskId, status: 'VALIDATED', comment: 'Well done' }] },
    });
    expect(validated.data?.tasks[0]).toMatchObject({ taskId, taskStatus: 'VALIDATED', lockHolder: null });

    const read = await clientFor().GET('/api/v2/projects/{projectId}/tasks/{taskId}/', { params: { path } });
    const comments = read.data?.taskHistory.filter(({ action }) => action === 'COMMENT');
    expect(comments?.map(({ actionText }) => actionText)).toEqual(['Well done', 'All buildings traced']);
  });

  it('knows the error codes of a refusal by type', async () => {
    const { data, error, response } = await clientFor(mapper).POST(
      '/api/v2/projects/{projectId}/tasks/actions/unlock-after-mapping/{taskId}/',
      { params: { path: { projectId: project.id, taskId: 2 } }, body: { status: 'MAPPED' } },
    );
    expect(data).toBeUndefined();
    expect(response.status).toBe(403);
    const isNotLocked: boolean = error !== undefined && 'SubCode' in error && error.SubCode === 'LockBeforeUnlocking';
    expect(isNotLocked).toBe(true);
  });

  it('returns text when the answer is not JSON', async () => {
    const { data } = await clientFor().GET('/api/v2/projects/{projectId}/tasks/queries/gpx/', {
      params: { path: { projectId: project.id }, query: { tasks: '1' } },
      parseAs: 'text',
    });
    expect(data).toContain(`<name>Task for project ${project.id}.`);
  });
});
