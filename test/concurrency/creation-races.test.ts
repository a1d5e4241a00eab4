import { expect, it } from 'vitest';
import { tokenOf } from '../support/app.js';
import { manyUsers, useServers } from '../support/callers.js';
import { checkInvariants } from '../support/invariants.js';
import { onServerOnly } from '../support/server-only.js';

const AREA = {
  type: 'Polygon',
  coordinates: [
    [
      [30, 1],
      [30.05, 1],
      [30.05, 1.05],
      [30, 1.05],
      [30, 1],
    ],
  ],
};

onServerOnly('many managers create and delete projects', () => {
  const callers = useServers();

  const send = async (server: number, method: string, path: string, as: { id: number }, body?: object) => {
    const { url } = callers.servers[server % callers.servers.length]!;
    const response = await fetch(`${url}/api/v2/${path}`, {
      method,
      headers: { authorization: tokenOf(as), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as { projectId?: number } };
  };

  it('creates 50 complete projects when 50 requests run at once', async () => {
    const managers = await manyUsers(callers.make, 50);
    const organisation = await callers.make.organisation({ managers });
    const body = { projectName: 'Race', organisation, areaOfInterest: AREA, grid: { zoom: 14, clip: true } };
    const answers = await Promise.all(
      managers.map((manager, index) => send(index, 'POST', 'projects/', manager, body)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const ids = answers.map((answer) => answer.body.projectId!);
    expect(new Set(ids).size).toBe(50);
    const projects = await callers.database.prisma.project.findMany({
      where: { id: { in: ids } },
      select: { totalTasks: true, _count: { select: { tasks: true } } },
    });
    const { totalTasks } = projects[0]!;
    expect(totalTasks).toBeGreaterThan(3);
    for (const project of projects) expect(project).toEqual({ totalTasks, _count: { tasks: totalTasks } });
  }, 120_000);

  it('deletes a project completely or not at all while mappers work', async () => {
    const mappers = await manyUsers(callers.make, 6);
    for (let round = 0; round < 8; round++) {
      const project = await callers.make.project({ tasks: Array.from({ length: 6 }, () => 'READY' as const) });
      const locks = mappers.map((mapper, index) =>
        send(index, 'POST', `projects/${project.id}/tasks/actions/lock-for-mapping/${index + 1}/`, mapper),
      );
      const deletion = send(round, 'DELETE', `projects/${project.id}/`, project.author);
      const [{ status }, ...answers] = await Promise.all([deletion, ...locks]);
      expect([200, 403]).toContain(status);
      for (const answer of answers) expect(answer.status).toBeLessThan(500);
      const tasks = await callers.database.prisma.task.count({ where: { projectId: project.id } });
      const history = await callers.database.prisma.taskHistory.count({ where: { projectId: project.id } });
      expect(status === 200 ? [tasks, history] : [tasks]).toEqual(status === 200 ? [0, 0] : [6]);
      if (status === 403) await checkInvariants(callers.database, project);
    }
  }, 120_000);
});
