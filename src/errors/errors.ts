import { ACCESS_ERRORS } from '../access/access.errors.js';
import { HTTP_ERRORS } from './http.errors.js';
import { AUTH_ERRORS } from '../modules/auth/auth.errors.js';
import { CAMPAIGN_ERRORS } from '../modules/campaigns/campaigns.errors.js';
import { EVENT_ERRORS } from '../modules/events/events.errors.js';
import { INTEREST_ERRORS } from '../modules/interests/interests.errors.js';
import { LICENCE_ERRORS } from '../modules/licenses/licenses.errors.js';
import { MAPPING_ISSUE_ERRORS } from '../modules/mapping-issues/mapping-issues.errors.js';
import { MAPPING_BADGE_ERRORS } from '../modules/mapping-badges/mapping-badges.errors.js';
import { MAPPING_LEVEL_ERRORS } from '../modules/mapping-levels/mapping-levels.errors.js';
import { NOTIFICATION_ERRORS } from '../modules/notifications/notifications.errors.js';
import { ORGANISATION_ERRORS } from '../modules/organisations/organisations.errors.js';
import { PARTNER_ERRORS } from '../modules/partners/partners.errors.js';
import { PROJECT_ERRORS } from '../modules/projects/projects.errors.js';
import { STATISTICS_ERRORS } from '../modules/statistics/statistics.errors.js';
import { SYSTEM_ERRORS } from '../modules/system/system.errors.js';
import { TASK_ERRORS } from '../modules/tasks/tasks.errors.js';
import { TEAM_ERRORS } from '../modules/teams/teams.errors.js';
import { USER_ERRORS } from '../modules/users/users.errors.js';
import { OSM_ERRORS } from '../osm/osm.errors.js';
import type { ErrorEntry } from './error-table.js';

/**
 * All errors of the API by code, merged from the `*.errors.ts` of the modules: status, envelope, sentence. The compiler
 * refuses a code that is missing here. Clients read two envelopes (docs/decisions/0004-two-error-envelopes.md). Codes are
 * spelt as clients compare them (`ValidtionNotAllowed`).
 */
export const ERRORS = {
  ...HTTP_ERRORS,
  ...ACCESS_ERRORS,
  ...TASK_ERRORS,
  ...PROJECT_ERRORS,
  ...ORGANISATION_ERRORS,
  ...OSM_ERRORS,
  ...AUTH_ERRORS,
  ...LICENCE_ERRORS,
  ...MAPPING_ISSUE_ERRORS,
  ...SYSTEM_ERRORS,
  ...CAMPAIGN_ERRORS,
  ...EVENT_ERRORS,
  ...INTEREST_ERRORS,
  ...MAPPING_BADGE_ERRORS,
  ...MAPPING_LEVEL_ERRORS,
  ...PARTNER_ERRORS,
  ...NOTIFICATION_ERRORS,
  ...STATISTICS_ERRORS,
  ...TEAM_ERRORS,
  ...USER_ERRORS,
} as const satisfies Record<string, ErrorEntry>;

/** The entry of a code, with its optional parts. */
const errorEntry = (code: ErrorCode): ErrorEntry => ERRORS[code];

/** The code that the answer contains. */
export const wireCodeOf = (code: ErrorCode): string => errorEntry(code).wireCode ?? code;

/** A code of the table. */
export type ErrorCode = keyof typeof ERRORS;

type CodesOf<E extends 'rule' | 'notFound'> = {
  [K in ErrorCode]: (typeof ERRORS)[K]['envelope'] extends E ? K : never;
}[ErrorCode];
/** The codes with the envelope `rule`. */
export type RuleCode = CodesOf<'rule'>;
/** The codes with the envelope `notFound`. */
export type NotFoundCode = CodesOf<'notFound'>;

/** The parts of an error that depend on the case. */
export interface ErrorOptions {
  /** Replaces the sentence of the table for this case. */
  sentence?: string;
  /** The values that caused the error (`{"project_id": 7}`), shown in the `notFound` envelope. */
  details?: Record<string, unknown>;
  /** Replaces the SubCode of the table, for codes of the geometry worker (the reasons why an area is refused). */
  subCode?: string;
  cause?: unknown;
}

/**
 * The error that services throw: a code of the table, and the details of this case. One handler writes it to the
 * client.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly options: ErrorOptions = {},
  ) {
    super(options.sentence ?? ERRORS[code].sentence, { cause: options.cause });
  }
}

/** The body of an error response, in the envelope that the table names for its code. */
export function errorBody(error: DomainError): Record<string, unknown> {
  const { status, envelope } = ERRORS[error.code];
  if (envelope === 'rule') return { Error: error.message, SubCode: error.options.subCode ?? wireCodeOf(error.code) };
  return {
    error: {
      code: status,
      sub_code: wireCodeOf(error.code),
      message: error.message,
      details: error.options.details ?? {},
    },
  };
}
