/** Names of `users.role`, from -1 on. */
export const USER_ROLES = ['READ_ONLY', 'MAPPER', 'ADMIN'] as const;

/** Names of `users.gender`, from 1 on. */
export const GENDERS = ['MALE', 'FEMALE', 'SELF_DESCRIBE', 'PREFER_NOT'] as const;

/** The name of a role. */
export type RoleName = (typeof USER_ROLES)[number];
/** The name of a gender. */
export type Gender = (typeof GENDERS)[number];

/** The number that the database stores for a role. */
export const roleCode = (name: RoleName): number => USER_ROLES.indexOf(name) - 1;

/** The number that the database stores for a gender. */
export const genderCode = (name: Gender): number => GENDERS.indexOf(name) + 1;
