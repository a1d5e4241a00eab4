import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../../src/config.js';
import { HEARTBEAT_SECONDS } from '../../../../src/modules/events/event-hub.service.js';
import { TASK_STATUSES, isLocked as isLockStatus } from '../../../../src/modules/tasks/state-machine/task-states.js';
import { MAX_FILE_BYTES } from '../../../../src/web/create/area-file.js';
import { MAX_ZOOM, MIN_ZOOM } from '../../../../src/web/create/grid.js';
import { ALL_STATUSES, isLocked } from '../../../../src/web/project/display/statuses.js';
import { useBrowserGlobals } from './browser.js';

useBrowserGlobals();

interface Limits {
  minimum: number;
  maximum: number;
  maxLength: number;
}

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../openapi/openapi.json'), 'utf8')) as {
  components: { schemas: Record<string, { properties: Record<string, Limits> }> };
};

const limitsOf = (schema: string, property: string): Limits =>
  document.components.schemas[schema]!.properties[property]!;

describe('limits of the page', () => {
  test('allow a name of a project that is as long as the API accepts', async () => {
    const { MAX_NAME_LENGTH } = await import('../../../../src/web/create/create-project.js');
    expect(MAX_NAME_LENGTH).toBe(limitsOf('DraftProject', 'projectName').maxLength);
  });

  test('offer zooms that the API accepts', () => {
    const { minimum, maximum } = limitsOf('ProjectGrid', 'zoom');
    expect(MIN_ZOOM).toBeGreaterThanOrEqual(minimum);
    expect(MAX_ZOOM).toBeLessThanOrEqual(maximum);
  });

  test('allow files that fit into a request with the default settings', () => {
    expect(MAX_FILE_BYTES).toBeLessThan(loadConfig({}).bodyLimitBytes);
  });

  test('wait for at least two heartbeats of a stream', async () => {
    const { MAX_SILENCE_MS } = await import('../../../../src/web/api/events.js');
    expect(MAX_SILENCE_MS).toBeGreaterThan(2 * HEARTBEAT_SECONDS * 1000);
  });
});

describe('states on the page', () => {
  test('are the states of the server', () => {
    expect([...ALL_STATUSES].sort()).toEqual([...TASK_STATUSES].sort());
    expect(ALL_STATUSES.filter(isLocked)).toEqual(ALL_STATUSES.filter(isLockStatus));
  });
});
