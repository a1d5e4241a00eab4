import type {
  DIFFICULTIES,
  EDITORS,
  MAPPING_TYPES,
  PRIORITIES,
  PROJECT_STATUSES,
  TEAM_ROLE_NAMES,
} from '../project-codes.js';

/** The texts of a project in one locale: a name, and Markdown. */
export interface LocaleTexts {
  locale: string;
  name: string;
  shortDescription: string;
  description: string;
  instructions: string;
  perTaskInstructions: string;
}

/** The texts of a project in one locale as they are stored: safe HTML, null if there is none. */
export interface StoredTexts {
  locale: string;
  name: string;
  shortDescription: string | null;
  description: string | null;
  instructions: string | null;
  perTaskInstructions: string | null;
}

type Permission = 'ANY' | 'TEAMS';

/** The form of a project. Names are those of the API. */
export interface ProjectForm {
  status: (typeof PROJECT_STATUSES)[number];
  projectPriority: (typeof PRIORITIES)[number];
  defaultLocale: string;
  difficulty: (typeof DIFFICULTIES)[number];
  mappingPermission: Permission;
  mappingPermissionLevelId: number;
  validationPermission: Permission;
  validationPermissionLevelId: number;
  private: boolean;
  mappingEditors: (typeof EDITORS)[number][];
  validationEditors: (typeof EDITORS)[number][];
  /** Other locales keep their texts. */
  projectInfoLocales: LocaleTexts[];
  enforceRandomTaskSelection: boolean;
  rapidPowerUser: boolean;
  changesetComment: string | null;
  osmchaFilterId: string | null;
  /** ISO 8601 with its offset. */
  dueDate: string | null;
  imagery: string | null;
  josmPreset: string | null;
  idPresets: string[] | null;
  extraIdParams: string | null;
  mappingTypes: (typeof MAPPING_TYPES)[number][] | null;
  countryTag: string[] | null;
  licenseId: number | null;
  /** Null keeps the organisation. */
  organisation: number | null;
  teams: { teamId: number; role: (typeof TEAM_ROLE_NAMES)[number] }[];
  campaigns: { id: number }[];
  interests: { id: number }[];
  allowedUsernames: string[];
  /** GeoJSON Polygons, not validated yet. */
  priorityAreas: unknown[];
  customEditor: { name: string; description: string | null; url: string } | null;
}
