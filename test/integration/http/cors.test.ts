import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';

const world = useApp();

describe('preflight request', () => {
  it('is cacheable by browsers for ten minutes', async () => {
    const answer = await world.send('OPTIONS', 'projects/1/tasks/', {
      headers: {
        origin: 'https://tasks.example.org',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-max-age': '600',
      'access-control-allow-origin': 'https://tasks.example.org',
      'access-control-allow-credentials': 'true',
    });
  });
});
