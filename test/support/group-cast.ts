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

/** The status and the code of an answer, as tables name them. */
export function outcomeOf({ status, text }: Answer): string {
  const code = status < 400 ? undefined : codeOf(text);
  return code ? `${status} ${code}` : String(status);
}

/** A name that no other test gives. */
export const uniqueName = (start: string): string => `${start} ${process.pid} ${crypto.randomUUID()}`;
