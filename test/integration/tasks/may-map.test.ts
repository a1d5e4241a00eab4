import { beforeAll, describe, expect, it } from 'vitest';
import { expectRefusal, useApp } from '../../support/app.js';
import type { RuleCode } from '../../../src/errors/errors.js';
import type { Project, User } from '../../support/factory.js';

const world = useApp();

const WHO = [
  'admin',
  'author',
  'organisation manager',
  'team project manager',
  'team validator',
  'team mapper',
  'team reader',
  'inactive team mapper',
  'on the allowed list',
  'advanced outsider',
  'beginner outsider',
  'blocked',
  'blocked author',
] as const;
type Who = (typeof WHO)[number];

const KINDS = [
  'public',
  'private',
  'draft',
  'archived',
  'teams only',
  'advanced only',
  'teams, advanced',
  'licensed',
] as const;
type Kind = (typeof KINDS)[number];

const TEAM = 'MappingNotAllowed.USER_NOT_TEAM_MEMBER';
const LEVEL = 'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL';

type Row = readonly ('ok' | RuleCode)[];
const MANAGING: Row = ['ok', 'ok', 'ok', 'ProjectNotPublished', 'ok', 'ok', 'ok', 'UserLicenseError'];
const IN_TEAM: Row = ['ok', 'ok', 'ProjectNotPublished', 'ProjectNotPublished', 'ok', LEVEL, LEVEL, 'UserLicenseError'];
const WITHOUT_ROLE: Row = [
  'ok',
  'UserNotAllowed',
  'ProjectNotPublished',
  'ProjectNotPublished',
  TEAM,
  LEVEL,
  TEAM,
  'UserLicenseError',
];
const BLOCKED: Row = KINDS.map(() => 'UserNotAllowed' as const);

/** Who may lock a task of which kind of project: ok, or the code of the refusal. Columns as in KINDS. */
const TABLE: Record<Who, Row> = {
  admin: MANAGING,
  author: MANAGING,
  'organisation manager': MANAGING,
  'team project manager': MANAGING,
  'team validator': IN_TEAM,
  'team mapper': IN_TEAM,
  'team reader': WITHOUT_ROLE,
  'inactive team mapper': WITHOUT_ROLE,
  // Differs in the private project only.
  'on the allowed list': WITHOUT_ROLE.with(1, 'ok'),
  'advanced outsider': ['ok', 'UserNotAllowed', 'ProjectNotPublished', 'ProjectNotPublished', TEAM, 'ok', TEAM, 'ok'],
  'beginner outsider': WITHOUT_ROLE,
  blocked: BLOCKED,
  'blocked author': BLOCKED,
};

describe('who may map', () => {
  let users: Record<Who, User>;
  const projects = new Map<string, Project>();

  beforeAll(async () => {
    const { make } = world;
    const plain = async (): Promise<User> => make.user();
    users = {
      admin: await make.user({ role: 'ADMIN' }),
      author: await plain(),
      'organisation manager': await plain(),
      'team project manager': await plain(),
      'team validator': await make.user({ level: 'INTERMEDIATE' }),
      'team mapper': await plain(),
      'team reader': await plain(),
      'inactive team mapper': await plain(),
      'on the allowed list': await plain(),
      'advanced outsider': await make.user({ level: 'ADVANCED' }),
      'beginner outsider': await plain(),
      blocked: await make.user({ role: 'BLOCKED' }),
      'blocked author': await make.user({ role: 'BLOCKED' }),
    };
    const common = {
      organisation: await make.organisation({ managers: [users['organisation manager']] }),
      allowed: [users['on the allowed list'], users.blocked],
      teams: [
        { team: await make.team({ members: [users['team project manager']] }), role: 'PROJECT_MANAGER' as const },
        { team: await make.team({ members: [users['team validator']] }), role: 'VALIDATOR' as const },
        {
          team: await make.team({
            members: [users['team mapper'], users.blocked],
            inactive: [users['inactive team mapper']],
          }),
          role: 'MAPPER' as const,
        },
        { team: await make.team({ members: [users['team reader']] }), role: 'READ_ONLY' as const },
      ],
    };
    const licence = await make.licence({ acceptedBy: [users['advanced outsider'], users.blocked] });
    const kinds = {
      public: {},
      private: { private: true },
      draft: { status: 'DRAFT' },
      archived: { status: 'ARCHIVED' },
      'teams only': { mappingPermission: 'TEAMS' },
      'advanced only': { mappingLevel: 'ADVANCED' },
      'teams, advanced': { mappingPermission: 'TEAMS', mappingLevel: 'ADVANCED' },
      licensed: { licence },
    } as const satisfies Record<Kind, object>;
    const tasks = WHO.map(() => 'READY' as const);
    for (const kind of KINDS) {
      projects.set(kind, await make.project({ ...common, ...kinds[kind], author: users.author, tasks }));
      projects.set(
        `${kind}, blocked author`,
        await make.project({ ...common, ...kinds[kind], author: users['blocked author'], tasks }),
      );
    }
  });

  const cells = WHO.flatMap((who, row) =>
    KINDS.map((kind, column) => ({ who, kind, taskId: row + 1, expected: TABLE[who][column] ?? 'ok' })),
  );

  it.each(cells)('$who on a $kind project: $expected', async ({ who, kind, taskId, expected }) => {
    const project = projects.get(who === 'blocked author' ? `${kind}, blocked author` : kind);
    const path = `projects/${project?.id}/tasks/actions/lock-for-mapping/${taskId}/`;
    const answer = await world.post(path, { as: users[who] });
    if (expected === 'ok')
      expect(answer.body).toMatchObject({ taskStatus: 'LOCKED_FOR_MAPPING', lockHolder: users[who].username });
    else expectRefusal(answer, expected);
  });
});

describe('the order of the reasons', () => {
  it('begins with the state of the task', async () => {
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const project = await world.make.project({ tasks: ['MAPPED'], private: true, licence: await world.make.licence() });
    const answer = await world.post(`projects/${project.id}/tasks/actions/lock-for-mapping/1/`, { as: blocked });
    expectRefusal(answer, 'InvalidTaskState');
  });

  it('checks locks of the user after the level and before the allowed list', async () => {
    const ann = await world.make.user();
    const held = { state: 'LOCKED_FOR_MAPPING', holder: ann } as const;
    const low = await world.make.project({ tasks: ['READY', held], mappingLevel: 'ADVANCED' });
    const hidden = await world.make.project({ tasks: ['READY', held], private: true });
    const path = (project: Project): string => `projects/${project.id}/tasks/actions/lock-for-mapping/1/`;
    expectRefusal(await world.post(path(low), { as: ann }), 'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL');
    expectRefusal(await world.post(path(hidden), { as: ann }), 'UserAlreadyHasTaskLocked');
  });
});

describe('the holder of a lock', () => {
  it('may hand in and stop without any other permission', async () => {
    const { prisma } = world.database;
    const ann = await world.make.user();
    const holds = { state: 'LOCKED_FOR_MAPPING', holder: ann } as const;
    const project = await world.make.project({ tasks: [holds, holds] });
    const licence = await world.make.licence();
    await prisma.$executeRaw`UPDATE users SET role = -1 WHERE id = ${ann.id}::bigint`;
    await prisma.$executeRaw`UPDATE projects SET status = 0, private = true, license_id = ${licence}::int WHERE id = ${project.id}::int`;
    const actions = `projects/${project.id}/tasks/actions`;
    expect(
      (await world.post(`${actions}/unlock-after-mapping/1/`, { as: ann, body: { status: 'MAPPED' } })).status,
    ).toBe(200);
    expect((await world.post(`${actions}/stop-mapping/2/`, { as: ann, body: {} })).status).toBe(200);
  });
});
