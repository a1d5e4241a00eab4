import { describe, expect, it } from 'vitest';
import type { Answer, World } from './app.js';
import type { User } from './factory.js';
import { codeOf } from './response-check.js';

/** The kinds of callers of permission tables about organisations and their projects. */
export const GROUP_CALLERS = [
  'nobody',
  'plain',
  'wrong manager',
  'organisation manager',
  'author',
  'pending member',
  'managing member',
  'blocked',
  'admin',
] as const;
export type GroupCaller = (typeof GROUP_CALLERS)[number];

/** One user of each kind, and what they have rights in. */
export interface GroupCast {
  users: Partial<Record<GroupCaller, User>>;
  organisation: number;
  /** A team that manages the project. */
  team: number;
  project: number;
}

/** What each caller gets, as `200` or `403 ReadOnly`. */
export type GroupTable = Record<GroupCaller, string>;

/**
 * Makes an organisation with a project that a team manages. The blocked user is the manager of the organisation and of
 * the team as well: only the block stands in the way.
 */
export async function groupCast({ make }: World, project: { private?: boolean } = {}): Promise<GroupCast> {
  const users = await make.users('plain', 'wrong', 'orgmanager', 'author', 'pending', 'managing');
  const blocked = await make.user({ name: 'blocked', role: 'BLOCKED' });
  const admin = await make.user({ name: 'admin', role: 'ADMIN' });
  const organisation = await make.organisation({ managers: [users.orgmanager, blocked] });
  await make.organisation({ managers: [users.wrong] });
  const team = await make.team({ members: [users.managing, blocked], inactive: [users.pending] });
  const teams = [{ team, role: 'PROJECT_MANAGER' as const }];
  const { id } = await make.project({ ...project, organisation, author: users.author, teams });
  return {
    users: {
      plain: users.plain,
      'wrong manager': users.wrong,
      'organisation manager': users.orgmanager,
      author: users.author,
      'pending member': users.pending,
      'managing member': users.managing,
      blocked,
      admin,
    },
    organisation,
    team: team.id,
    project: id,
  };
}

/** Makes a table: `refused` for everybody but those in `others`. */
export const tableOf = (refused: string, others: Partial<GroupTable>): GroupTable => ({
  ...(Object.fromEntries(GROUP_CALLERS.map((caller) => [caller, refused])) as GroupTable),
  ...others,
});

/** The outcomes of an operation that everybody may use. */
export const ANYBODY = tableOf('200', {});

/** The outcomes of an operation for managers of the project. @param allowed the outcome for a manager */
export const projectManager = (allowed: string): GroupTable =>
  tableOf('403 UserPermissionError', {
    nobody: '401 InvalidToken',
    'organisation manager': allowed,
    author: allowed,
    'managing member': allowed,
    blocked: '403 ReadOnly',
    admin: allowed,
  });

/** An operation with the outcome for each caller, and its request: method, path, body. */
export interface TabledOperation<Cast> {
  title: string;
  table: GroupTable;
  call: (cast: Cast) => [string, string, unknown?];
}

/** Sends the request of each operation as each caller, with a new cast each time. */
export function describeTables<Cast extends GroupCast>(
  world: World,
  castOf: () => Promise<Cast>,
  operations: TabledOperation<Cast>[],
): void {
  describe.each(operations)('$title', ({ table, call }) => {
    it.each(GROUP_CALLERS)('returns the outcome of the table to %s', async (caller) => {
      const cast = await castOf();
      const [method, path, body] = call(cast);
      const answer = await world.send(method, path, { as: cast.users[caller], body });
      expect(outcomeOf(answer)).toBe(table[caller]);
    });
  });
}

/** The status and the code of an answer, as tables name them. */
export function outcomeOf({ status, text }: Pick<Answer, 'status' | 'text'>): string {
  const code = status < 400 ? undefined : codeOf(text);
  return code ? `${status} ${code}` : String(status);
}

/** A name that no other test gives. */
export const uniqueName = (start: string): string => `${start} ${process.pid} ${crypto.randomUUID()}`;
