import type { Database } from '../../src/db/database.js';
import { TASK_STATUS, type TaskStatus } from '../../src/modules/tasks/state-machine/task-states.js';
import { historyOf, squareOf, stateBeforeLock, tileAt, type TaskSpec } from './factory-tasks.js';

export type { TaskSpec } from './factory-tasks.js';

/** Numbers of the schema, by the names that tests use. */
export const ROLES = { BLOCKED: -1, MAPPER: 0, ADMIN: 1 } as const;
export const LEVELS = { BEGINNER: 1, INTERMEDIATE: 2, ADVANCED: 3 } as const;
export const PROJECT_STATUSES = { ARCHIVED: 0, PUBLISHED: 1, DRAFT: 2 } as const;
export const TEAM_ROLES = { READ_ONLY: -1, MAPPER: 0, VALIDATOR: 1, PROJECT_MANAGER: 2 } as const;
export const PERMISSIONS = { ANY: 0, TEAMS: 2 } as const;

export interface User {
  id: number;
  username: string;
}

export interface UserSpec {
  /** The beginning of the user name; a number follows. */
  name?: string;
  role?: keyof typeof ROLES;
  level?: keyof typeof LEVELS;
  picture?: string;
  /** Added to the number that the database gives: for ids beyond 32 bits. */
  idOffset?: number;
  mentions?: boolean;
}

export interface Team {
  id: number;
}

export interface Project {
  id: number;
  author: User;
}

export interface ProjectSpec {
  status?: keyof typeof PROJECT_STATUSES;
  private?: boolean;
  author?: User;
  organisation?: number;
  mappingPermission?: keyof typeof PERMISSIONS;
  validationPermission?: keyof typeof PERMISSIONS;
  mappingLevel?: keyof typeof LEVELS;
  validationLevel?: keyof typeof LEVELS;
  licence?: number;
  allowed?: User[];
  teams?: { team: Team; role: keyof typeof TEAM_ROLES }[];
  defaultLocale?: string;
  /** Per-task instructions by locale. */
  instructions?: Record<string, string>;
  /** In which states the tasks are, numbered from 1; four in READY unless given. */
  tasks?: (TaskStatus | TaskSpec)[];
}

/** Makes rows for tests by plain SQL: each call makes new ones, so that tests do not meet. */
export interface Factory {
  user(spec?: UserSpec): Promise<User>;
  /** Users of the default kind. */
  users<const N extends string>(...names: N[]): Promise<Record<N, User>>;
  organisation(spec?: { managers?: User[] }): Promise<number>;
  team(spec?: { members?: User[]; inactive?: User[]; organisation?: number }): Promise<Team>;
  licence(spec?: { acceptedBy?: User[] }): Promise<number>;
  project(spec?: ProjectSpec): Promise<Project>;
  /** Makes the running lock of a task, or its whole history, older. */
  age(project: { id: number }, taskId: number, minutes: number): Promise<void>;
}

/** Values of a set of rows as one JSON parameter, for `jsonb_to_recordset`. */
const rows = (values: object[]): string => JSON.stringify(values);

async function makeUser(database: Database, spec: UserSpec = {}): Promise<User> {
  const { name = 'user', role = 'MAPPER', level = 'BEGINNER', picture = null, idOffset = 0, mentions = true } = spec;
  const [user] = await database.prisma.$queryRaw<User[]>`
    INSERT INTO users (id, username, role, mapping_level, tasks_mapped, tasks_validated, tasks_invalidated, picture_url,
      projects_comments_notifications, tasks_comments_notifications, teams_announcement_notifications, date_registered,
      mentions_notifications)
    SELECT n + ${idOffset}::bigint, ${name}::text || '_' || n, ${ROLES[role]}::int, ${LEVELS[level]}::int, 0, 0, 0,
      ${picture}::text, true, true, true, timestamp '2024-03-09 10:11:12.131415', ${mentions}::bool
    FROM nextval('users_id_seq') n RETURNING id::float8, username`;
  if (!user) throw new Error('no user came back');
  return user;
}

async function makeOrganisation(database: Database, managers: User[]): Promise<number> {
  const [row] = await database.prisma.$queryRaw<{ id: number }[]>`
    INSERT INTO organisations (id, name, slug, type) SELECT n, 'Organisation ' || n, 'organisation-' || n, 1
    FROM nextval('organisations_id_seq') n RETURNING id`;
  const id = row?.id ?? 0;
  for (const { id: userId } of managers)
    await database.prisma.$executeRaw`INSERT INTO organisation_managers VALUES (${id}::int, ${userId}::bigint)`;
  return id;
}

async function makeTeam(database: Database, organisation: number, members: User[], inactive: User[]): Promise<Team> {
  const [row] = await database.prisma.$queryRaw<Team[]>`
    INSERT INTO teams (id, organisation_id, name, visibility, join_method)
    SELECT n, ${organisation}::int, 'Team ' || n, 0, 0 FROM nextval('teams_id_seq') n RETURNING id`;
  if (!row) throw new Error('no team came back');
  const all = [
    ...members.map(({ id }) => ({ id, active: true })),
    ...inactive.map(({ id }) => ({ id, active: false })),
  ];
  await database.prisma.$executeRaw`
    INSERT INTO team_members (team_id, user_id, function, active, join_request_notifications)
    SELECT ${row.id}::int, m.id, 2, m.active, false FROM jsonb_to_recordset(${rows(all)}::jsonb) AS m(id bigint, active bool)`;
  return row;
}

async function makeLicence(database: Database, acceptedBy: User[]): Promise<number> {
  const [row] = await database.prisma.$queryRaw<{ id: number }[]>`
    INSERT INTO licenses (id, name, description) SELECT n, 'Licence ' || n, 'terms' FROM nextval('licenses_id_seq') n RETURNING id`;
  const id = row?.id ?? 0;
  for (const { id: userId } of acceptedBy)
    await database.prisma
      .$executeRaw`INSERT INTO user_licenses ("user", license) VALUES (${userId}::bigint, ${id}::int)`;
  return id;
}

async function insertProject(database: Database, author: User, spec: ProjectSpec): Promise<number> {
  const states = (spec.tasks ?? []).map((task) => stateBeforeLock(task));
  const count = (state: TaskStatus): number => states.filter((each) => each === state).length;
  const area = JSON.stringify({ type: 'MultiPolygon', coordinates: [squareOf(tileAt(0)).coordinates[0]] });
  const [row] = await database.prisma.$queryRaw<{ id: number }[]>`
    INSERT INTO projects (status, created, priority, difficulty, task_creation_mode, default_locale, author_id, private,
      organisation_id, license_id, mapping_permission, validation_permission, mapping_permission_level_id,
      validation_permission_level_id, total_tasks, tasks_mapped, tasks_validated, tasks_bad_imagery, geometry, centroid)
    SELECT ${PROJECT_STATUSES[spec.status ?? 'PUBLISHED']}::int, timestamp '2026-01-01', 2, 2, 0,
      ${spec.defaultLocale ?? 'en'}::text, ${author.id}::bigint, ${spec.private ?? false}::bool,
      ${spec.organisation ?? null}::int, ${spec.licence ?? null}::int,
      ${PERMISSIONS[spec.mappingPermission ?? 'ANY']}::int, ${PERMISSIONS[spec.validationPermission ?? 'ANY']}::int,
      ${LEVELS[spec.mappingLevel ?? 'BEGINNER']}::int, ${LEVELS[spec.validationLevel ?? 'BEGINNER']}::int,
      ${states.length}::int, ${count('MAPPED')}::int, ${count('VALIDATED')}::int, ${count('BADIMAGERY')}::int, area, ST_Centroid(area)
    FROM ST_SetSRID(ST_GeomFromGeoJSON(${area}::text), 4326) area RETURNING id`;
  if (!row) throw new Error('no project came back');
  return row.id;
}

async function insertTasks(database: Database, projectId: number, author: User, specs: TaskSpec[]): Promise<void> {
  const tasks = specs.map((spec, index) => {
    const tile = spec.tile === undefined ? tileAt(index) : spec.tile;
    const counted = stateBeforeLock(spec);
    const wasMapped = counted === 'MAPPED' || counted === 'BADIMAGERY' || counted === 'VALIDATED';
    return {
      id: index + 1,
      ...tile,
      square: tile !== null,
      geometry: spec.geometry ?? squareOf(tile ?? tileAt(index)),
      status: TASK_STATUS[spec.state],
      locked: spec.state.startsWith('LOCKED') ? (spec.holder ?? author).id : null,
      mapped: wasMapped ? (spec.mapper ?? author).id : null,
      validated: counted === 'VALIDATED' ? (spec.validator ?? author).id : null,
      extra: spec.extra === undefined ? null : JSON.stringify(spec.extra),
    };
  });
  await database.prisma.$executeRaw`
    INSERT INTO tasks (id, project_id, x, y, zoom, is_square, geometry, task_status, locked_by, mapped_by, validated_by, extra_properties)
    SELECT t.id, ${projectId}::int, t.x, t.y, t.zoom, t.square, ST_SetSRID(ST_GeomFromGeoJSON(t.geometry), 4326), t.status,
      t.locked, t.mapped, t.validated, t.extra
    FROM jsonb_to_recordset(${rows(tasks)}::jsonb) AS t(id int, x int, y int, zoom int, square bool, geometry jsonb, status int,
      locked bigint, mapped bigint, validated bigint, extra text)`;
  const history = specs.flatMap((spec, index) => historyOf(spec, author).map((row) => ({ task: index + 1, ...row })));
  await database.prisma.$executeRaw`
    INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
    SELECT ${projectId}::int, h.task, h.action, h.text, (now() AT TIME ZONE 'UTC') - make_interval(secs => h.ago), h.by
    FROM jsonb_to_recordset(${rows(history)}::jsonb) AS h(task int, action text, text text, ago float8, by bigint)
    ORDER BY h.ago DESC`;
  await database.prisma.$executeRaw`
    INSERT INTO task_invalidation_history (project_id, task_id, is_closed, mapper_id, mapped_date, invalidator_id,
      invalidated_date, invalidation_history_id, updated_date)
    SELECT h.project_id, h.task_id, false, m.user_id, m.action_date, h.user_id, h.action_date, h.id, h.action_date
    FROM task_history h JOIN task_history m ON m.project_id = h.project_id AND m.task_id = h.task_id
      AND m.action = 'STATE_CHANGE' AND m.action_text = 'MAPPED'
    WHERE h.project_id = ${projectId}::int AND h.action = 'STATE_CHANGE' AND h.action_text = 'INVALIDATED'`;
}

async function makeProject(database: Database, spec: ProjectSpec): Promise<Project> {
  const author = spec.author ?? (await makeUser(database, { name: 'author', level: 'ADVANCED' }));
  const specs = (spec.tasks ?? ['READY', 'READY', 'READY', 'READY']).map((task) =>
    typeof task === 'string' ? { state: task } : task,
  );
  const id = await insertProject(database, author, { ...spec, tasks: specs });
  if (specs.length > 0) await insertTasks(database, id, author, specs);
  for (const { team, role } of spec.teams ?? [])
    await database.prisma.$executeRaw`
      INSERT INTO project_teams (team_id, project_id, role) VALUES (${team.id}::int, ${id}::int, ${TEAM_ROLES[role]}::int)`;
  for (const user of spec.allowed ?? [])
    await database.prisma.$executeRaw`INSERT INTO project_allowed_users VALUES (${id}::int, ${user.id}::bigint)`;
  const texts = spec.instructions ?? { [spec.defaultLocale ?? 'en']: '' };
  for (const [locale, text] of Object.entries(texts))
    await database.prisma.$executeRaw`
      INSERT INTO project_info (project_id, locale, name, per_task_instructions)
      VALUES (${id}::int, ${locale}::text, 'Project ' || ${id}::int, ${text}::text)`;
  return { id, author };
}

export const factoryFor = (database: Database): Factory => ({
  user: (spec) => makeUser(database, spec),
  async users<const N extends string>(...names: N[]) {
    const made: Partial<Record<N, User>> = {};
    for (const name of names) made[name] = await makeUser(database, { name });
    return made as Record<N, User>;
  },
  organisation: ({ managers = [] } = {}) => makeOrganisation(database, managers),
  team: async ({ members = [], inactive = [], organisation } = {}) =>
    makeTeam(database, organisation ?? (await makeOrganisation(database, [])), members, inactive),
  licence: ({ acceptedBy = [] } = {}) => makeLicence(database, acceptedBy),
  project: (spec = {}) => makeProject(database, spec),
  async age(project, taskId, minutes) {
    await database.prisma.$executeRaw`
      UPDATE task_history SET action_date = action_date - make_interval(mins => ${minutes}::int)
      WHERE project_id = ${project.id}::int AND task_id = ${taskId}::int`;
  },
});
