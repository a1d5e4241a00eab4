import { expect, it } from 'vitest';
import { tokenOf } from '../support/app.js';
import { upTo, useServers } from '../support/callers.js';
import { onServerOnly } from '../support/server-only.js';

const callers = useServers();

let turn = 0;
async function send(method: string, path: string, as: { id: number }, body?: object): Promise<number> {
  const server = callers.servers[turn++ % callers.servers.length];
  const response = await fetch(`${server?.url}/api/v2/${path}`, {
    method,
    headers: { authorization: tokenOf(as), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  await response.text();
  return response.status;
}

onServerOnly('many callers at once, at two processes', () => {
  it('leaves an interest complete or deleted and returns no 5xx when users choose, rename and delete it', async () => {
    const { prisma } = callers.database;
    const admin = await callers.make.user({ role: 'ADMIN' });
    const users = await Promise.all(upTo(4).map(() => callers.make.user()));
    for (const round of upTo(25)) {
      const { id } = await prisma.interest.create({ data: { name: `Race ${round} of ${admin.id}` } });
      const chosen = users.map((as) => send('POST', 'users/me/actions/set-interests/', as, { interests: [id] }));
      const renamed = send('PATCH', `interests/${id}/`, admin, { name: `Renamed ${round} of ${admin.id}` });
      const deleted = upTo(3).map(() => send('DELETE', `interests/${id}/`, admin));
      const choices = await Promise.all(chosen);
      for (const status of [...choices, await renamed]) expect([200, 404]).toContain(status);
      const deletions = await Promise.all(deleted);
      for (const status of deletions) expect([200, 404, 409]).toContain(status);
      const isThere = (await prisma.interest.count({ where: { id } })) === 1;
      expect(deletions.filter((status) => status === 200)).toHaveLength(isThere ? 0 : 1);
      expect(choices.every((status) => status === (isThere ? 200 : 404))).toBe(true);
    }
  });
});
