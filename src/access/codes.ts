/** Numbers that the database stores for roles, states and permissions, by name. */

/** `users.role`. A READ_ONLY user is blocked: they may read and may not write. */
export const ROLE = { READ_ONLY: -1, MAPPER: 0, ADMIN: 1 } as const;
/** `projects.status`. */
export const PROJECT_STATUS = { ARCHIVED: 0, PUBLISHED: 1, DRAFT: 2 } as const;
/** `project_teams.role`. */
export const TEAM_ROLE = { READ_ONLY: -1, MAPPER: 0, VALIDATOR: 1, PROJECT_MANAGER: 2 } as const;

/** The roles of teams whose members may map, where a project requires a team for mapping. They may see a private project. */
export const MAPPING_TEAM_ROLES: readonly number[] = [TEAM_ROLE.MAPPER, TEAM_ROLE.VALIDATOR, TEAM_ROLE.PROJECT_MANAGER];

/** The roles of teams whose members may validate, where a project requires a team for validation. */
export const VALIDATION_TEAM_ROLES: readonly number[] = [TEAM_ROLE.VALIDATOR, TEAM_ROLE.PROJECT_MANAGER];
/** `team_members.function`. */
export const TEAM_FUNCTION = { MANAGER: 1, MEMBER: 2 } as const;
/** `teams.visibility`. */
export const TEAM_VISIBILITY = { PUBLIC: 0, PRIVATE: 1 } as const;
/** `projects.mapping_permission` and `projects.validation_permission`. */
export const PERMISSION = { ANY: 0, TEAMS: 2 } as const;
/** `organisations.type`. */
export const ORGANISATION_TYPE = { FREE: 1, DISCOUNTED: 2, FULL_FEE: 3 } as const;
/** `teams.join_method`. */
export const JOIN_METHOD = { ANY: 0, BY_REQUEST: 1, BY_INVITE: 2 } as const;

/** `messages.message_type`. */
export const MESSAGE_TYPE = {
  SYSTEM: 1,
  BROADCAST: 2,
  MENTION_NOTIFICATION: 3,
  VALIDATION_NOTIFICATION: 4,
  INVALIDATION_NOTIFICATION: 5,
  REQUEST_TEAM_NOTIFICATION: 6,
  INVITATION_NOTIFICATION: 7,
  TASK_COMMENT_NOTIFICATION: 8,
  PROJECT_CHAT_NOTIFICATION: 9,
  PROJECT_ACTIVITY_NOTIFICATION: 10,
  TEAM_BROADCAST: 11,
} as const;

/** The name of a code. @throws Error for a code without a name */
export function nameOfCode<N extends string>(codes: Readonly<Record<N, number>>, code: number): N {
  const entry = (Object.entries(codes) as [N, number][]).find(([, value]) => value === code);
  if (!entry) throw new Error(`the code ${code} has no name`);
  return entry[0];
}
