import type { ErrorCode } from '../errors/errors.js';
import type { AccessName, AccessRequest, AccessRule, AccessRules, Grants } from './checks/access-request.js';
import { CREATION_ACCESS } from './checks/creation-access.js';
import { ORGANISATION_ACCESS } from './checks/organisation-access.js';
import { PROJECT_ACCESS } from './checks/project-access.js';
import { PROJECT_READ_ACCESS } from './checks/project-read-access.js';
import { SESSION_ACCESS } from './checks/session-access.js';
import { TASK_ACCESS } from './checks/task-access.js';
import { TEAM_ACCESS } from './checks/team-access.js';

export type { AccessName, Grants, OpenReads } from './checks/access-request.js';

/** All names of access. `docs/permissions.md` is generated from this table. */
export const ACCESS: AccessRules<AccessName> = {
  ...SESSION_ACCESS,
  ...ORGANISATION_ACCESS,
  ...TEAM_ACCESS,
  ...PROJECT_READ_ACCESS,
  ...CREATION_ACCESS,
  ...PROJECT_ACCESS,
  ...TASK_ACCESS,
};

/** The access that an operation requires. */
export interface AccessDemand<N extends AccessName = AccessName> {
  access: N;
  /** Code for a caller without the right. By default the code of the access. */
  refusal?: ErrorCode | undefined;
  /** Code for a blocked user. By default the code of the access. */
  blocked?: ErrorCode | undefined;
}

const codesOf = ({ access, refusal, blocked }: AccessDemand): Pick<AccessRequest, 'refusal' | 'blocked'> => {
  const rule: Pick<AccessRule<AccessName>, 'refusal' | 'blocked'> = ACCESS[access];
  const code = refusal ?? rule.refusal ?? 'UserPermissionError';
  return { refusal: code, blocked: blocked ?? rule.blocked ?? code };
};

/** The codes of the errors that a check of access can throw. */
export function accessErrors(demand: AccessDemand): ErrorCode[] {
  const { session, errors, refusal } = ACCESS[demand.access] as AccessRule<AccessName>;
  const codes = codesOf(demand);
  return [
    ...new Set<ErrorCode>([
      ...(session === 'required' ? (['InvalidToken'] as const) : []),
      ...errors,
      ...(refusal || demand.refusal ? [codes.refusal, codes.blocked] : []),
    ]),
  ];
}

/**
 * Checks that a caller has the access that an operation requires.
 * @returns the rows that the check has read
 * @throws DomainError InvalidToken, USER_NOT_FOUND, the 404 of the resource in the path, or the refusal
 */
export const requireAccess = async <N extends AccessName>(
  demand: AccessDemand<N>,
  request: Pick<AccessRequest, 'db' | 'userId' | 'params' | 'openReads'>,
): Promise<Grants[N]> => ACCESS[demand.access].check({ ...request, ...codesOf(demand) });
