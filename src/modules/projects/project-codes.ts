/** Names of the codes of projects in the database, in the order of the numbers. */

/** Numbered from 0, as the other lists without a note. */
export const PROJECT_STATUSES = ['ARCHIVED', 'PUBLISHED', 'DRAFT'] as const;
export const PRIORITIES = ['URGENT', 'HIGH', 'MEDIUM', 'LOW'] as const;
/** Numbered from 1. */
export const DIFFICULTIES = ['EASY', 'MODERATE', 'CHALLENGING'] as const;
/** Numbered from 1. */
export const MAPPING_TYPES = ['ROADS', 'BUILDINGS', 'WATERWAYS', 'LAND_USE', 'OTHER'] as const;
export const EDITORS = ['ID', 'JOSM', 'POTLATCH_2', 'FIELD_PAPERS', 'CUSTOM', 'RAPID'] as const;
export const TASK_CREATION_MODES = ['GRID', 'ARBITRARY'] as const;
/** Numbered from -1. */
export const TEAM_ROLE_NAMES = ['READ_ONLY', 'MAPPER', 'VALIDATOR', 'PROJECT_MANAGER'] as const;

/** The number of a name in one of the lists above. @param first the number of the first name */
export const codeOf = <T extends string>(names: readonly T[], name: T, first = 0): number =>
  names.indexOf(name) + first;

/** Sort keys of found projects. */
export const PROJECT_ORDERS = [
  'priority',
  'id',
  'difficulty',
  'status',
  'last_updated',
  'due_date',
  'percent_mapped',
  'percent_validated',
] as const;
/** A sort key of found projects. */
export type ProjectOrder = (typeof PROJECT_ORDERS)[number];
