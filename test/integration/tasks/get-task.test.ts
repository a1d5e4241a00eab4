import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { squareOf, tileAt } from '../../support/factory-tasks.js';

const world = useApp();

interface Dto {
  taskHistory: {
    historyId: number;
    action: string;
    actionText: string | null;
    actionDate: string;
    actionBy: string;
    pictureUrl: string | null;
    issues: unknown;
  }[];
  lastUpdated: string | null;
  perTaskInstructions: string;
  geometry: { type: string; coordinates: number[][][][] };
  taskAnnotation: unknown[];
}

const dtoOf = async (path: string, call?: Parameters<typeof world.get>[1]): Promise<Dto> => {
  const answer = await world.get(path, call);
  expect(answer.status).toBe(200);
  return answer.body as Dto;
};

describe('the answer of one task', () => {
  it('has an empty history and no date for an untouched task', async () => {
    const project = await world.make.project({ instructions: { en: 'Tile {z}/{x}/{y}' } });
    const answer = await world.get(`projects/${project.id}/tasks/2/`);
    const { x, y } = tileAt(1);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      taskId: 2,
      projectId: project.id,
      taskStatus: 'READY',
      lockHolder: null,
      taskHistory: [],
      taskAnnotation: [],
      perTaskInstructions: `Tile 16/${x}/${y}`,
      autoUnlockSeconds: 7200,
      lastUpdated: null,
      numberOfComments: null,
      geometry: { type: 'MultiPolygon', coordinates: expect.any(Array) as unknown },
    });
  });

  it('has the boundary', async () => {
    const project = await world.make.project();
    const { geometry } = await dtoOf(`projects/${project.id}/tasks/1/`);
    const corners = squareOf(tileAt(0)).coordinates[0]?.[0] ?? [];
    for (const [index, corner] of corners.entries())
      for (const axis of [0, 1])
        expect(geometry.coordinates[0]?.[0]?.[index]?.[axis]).toBeCloseTo(corner[axis] as number, 7);
  });

  it('has the history, newest first', async () => {
    const mapper = await world.make.user({
      name: 'Zoë O\'Neill & <co> "x"',
      picture: 'https://example.org/z.png?a=1&b=2',
    });
    const validator = await world.make.user();
    const project = await world.make.project({ tasks: [{ state: 'VALIDATED', mapper, validator }] });
    const task = await dtoOf(`projects/${project.id}/tasks/1/`);
    expect(task.taskHistory.map(({ action, actionText, actionBy }) => [action, actionText, actionBy])).toEqual([
      ['STATE_CHANGE', 'VALIDATED', validator.username],
      ['LOCKED_FOR_VALIDATION', '00:03:00.250000', validator.username],
      ['STATE_CHANGE', 'MAPPED', mapper.username],
      ['LOCKED_FOR_MAPPING', '00:20:05.500000', mapper.username],
    ]);
    expect(task.taskHistory[2]).toMatchObject({ pictureUrl: 'https://example.org/z.png?a=1&b=2', issues: null });
    const dates = task.taskHistory.map(({ actionDate }) => actionDate);
    for (const date of dates) expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect([...dates].sort().reverse()).toEqual(dates);
    expect(task.lastUpdated).toBe(dates[0]);
  });

  it('orders history rows by their dates', async () => {
    const user = await world.make.user();
    const project = await world.make.project({ tasks: [{ state: 'READY', history: [] }] });
    const { prisma } = world.database;
    for (const [text, day] of [
      ['one', 3],
      ['two', 3],
      ['three', 3],
      ['written late', 2],
    ] as const)
      await prisma.$executeRaw`INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
        VALUES (${project.id}::int, 1, 'COMMENT', ${text}::text, timestamp '2026-02-01 04:05:06.789012' + ${day - 1}::int * interval '1 day', ${user.id}::bigint)`;
    const { taskHistory } = await dtoOf(`projects/${project.id}/tasks/1/`);
    expect(taskHistory.map(({ actionText }) => actionText)).toEqual(['three', 'two', 'one', 'written late']);
    expect(taskHistory[0]?.actionDate).toBe('2026-02-03T04:05:06.789012Z');
  });

  it('has the issues of a history row in that one row', async () => {
    const validator = await world.make.user();
    const project = await world.make.project({ tasks: [{ state: 'INVALIDATED', validator }] });
    await world.database.prisma.$executeRaw`
      INSERT INTO task_mapping_issues (task_history_id, mapping_issue_category_id, issue, count)
      SELECT h.id, c.id, c.name, c.id * 2 FROM task_history h, mapping_issue_categories c
      WHERE h.project_id = ${project.id}::int AND h.action_text = 'INVALIDATED' AND c.id IN (1, 2)`;
    const { taskHistory } = await dtoOf(`projects/${project.id}/tasks/1/`);
    expect(taskHistory).toHaveLength(4);
    expect(taskHistory[0]?.issues).toEqual([
      { categoryId: 2, name: 'Feature Geometry', count: 4 },
      { categoryId: 1, name: 'Missed Feature(s)', count: 2 },
    ]);
  });

  it('has the annotations of the task', async () => {
    const [project, other] = [await world.make.project(), await world.make.project()];
    await world.database.prisma.$executeRaw`
      INSERT INTO task_annotations (project_id, task_id, annotation_type, annotation_source, updated_timestamp, properties)
      VALUES (${project.id}::int, 1, 'effort', 'a model', timestamp '2026-01-02', '{"area": 12.5, "nested": {"a": [1]}}'::json)`;
    expect((await dtoOf(`projects/${project.id}/tasks/1/`)).taskAnnotation).toEqual([
      {
        taskId: 1,
        annotationType: 'effort',
        annotationSource: 'a model',
        annotationMarkdown: null,
        properties: { area: 12.5, nested: { a: [1] } },
      },
    ]);
    expect((await dtoOf(`projects/${other.id}/tasks/1/`)).taskAnnotation).toEqual([]);
  });

  it('has the name of the lock holder', async () => {
    const holder = await world.make.user();
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder }] });
    expect(await dtoOf(`projects/${project.id}/tasks/1/`)).toMatchObject({
      taskStatus: 'LOCKED_FOR_MAPPING',
      lockHolder: holder.username,
    });
  });
});

describe('the instructions of a task', () => {
  let project: Project;
  beforeAll(async () => {
    project = await world.make.project({
      defaultLocale: 'fr',
      instructions: { en: 'English {x}', fr: 'Français {name}', pt_BR: 'Brasil', pt: 'Portugal', ne: '' },
      tasks: [{ state: 'READY', extra: { name: 'Lamjung & co', x: 'not the tile' } }],
    });
  });

  it.each([
    ['nothing', undefined, 'Français Lamjung & co'],
    ['a language', 'en', `English ${tileAt(0).x}`],
    ['an exact locale', 'pt_BR', 'Brasil'],
    ['an exact locale as browsers write it', 'pt-BR', 'Brasil'],
    ['the base of a locale', 'pt-PT', 'Portugal'],
    ['a browser header', 'en-US,en;q=0.9,fr;q=0.5', `English ${tileAt(0).x}`],
    ['the best that there is', 'de,pt;q=0.4,en;q=0.8', `English ${tileAt(0).x}`],
    ['a language that there is not', 'ja', 'Français Lamjung & co'],
    ['a language with an empty text', 'ne', 'Français Lamjung & co'],
    ['nonsense', '%%%; ,,;q=x', 'Français Lamjung & co'],
  ])('are in the requested language: %s', async (_what, language, text) => {
    const headers: Record<string, string> = language === undefined ? {} : { 'accept-language': language };
    expect((await dtoOf(`projects/${project.id}/tasks/1/`, { headers })).perTaskInstructions).toBe(text);
  });
});

describe('reading one task is refused', () => {
  let outsider: User;
  beforeAll(async () => {
    outsider = await world.make.user();
  });

  it.each([
    ['a private project', { private: true }],
    ['a draft', { status: 'DRAFT' }],
  ] as const)('where it is of %s, to whom may not list its tasks', async (_what, spec) => {
    const project = await world.make.project(spec);
    expectRefusal(await world.get(`projects/${project.id}/tasks/1/`), 'PrivateProject');
    expectRefusal(await world.get(`projects/${project.id}/tasks/1/`, { as: outsider }), 'PrivateProject');
    expect((await world.get(`projects/${project.id}/tasks/1/`, { as: project.author })).status).toBe(200);
  });

  it('with 404 for an unknown task or project, also when the caller may not see the project', async () => {
    for (const spec of [{}, { private: true }, { status: 'DRAFT' }] as const) {
      const project = await world.make.project(spec);
      for (const path of ['tasks/5/', 'comments/tasks/5/'])
        for (const call of [{}, { as: outsider }])
          expectNotFound(await world.get(`projects/${project.id}/${path}`, call), 'TASK_NOT_FOUND', {
            project_id: project.id,
            task_id: 5,
          });
    }
    expectNotFound(await world.get('projects/2000000000/tasks/1/'), 'TASK_NOT_FOUND', {
      project_id: 2_000_000_000,
      task_id: 1,
    });
  });

  it('with 404 for a session without a user', async () => {
    const project = await world.make.project();
    expectNotFound(await world.get(`projects/${project.id}/tasks/1/`, { as: 1_999_999_998 }), 'USER_NOT_FOUND');
  });
});
