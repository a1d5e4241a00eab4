import { z } from 'zod';
import { codeName, numberOrDigits, storable, storableText } from '../../../http/schemas/schemas.js';
import {
  DIFFICULTIES,
  EDITORS,
  MAPPING_TYPES,
  PRIORITIES,
  PROJECT_STATUSES,
  TASK_CREATION_MODES,
  TEAM_ROLE_NAMES,
} from '../project-codes.js';
import { flag } from '../project-fields.schemas.js';

/** The form that edits a project: the whole project as it was read, with changes. */

/** Longest text of one locale, in UTF-16 units. It is larger than for other texts, because HTML is longer than its Markdown. */
const MAX_TEXT_LENGTH = 1_000_000;

const optionalFlag = flag.nullish().transform((value) => value ?? false);
const text = storableText.nullish().transform((value) => value ?? null);
const trimmedText = storableText
  .trim()
  .nullish()
  .transform((value) => value ?? null);

/** A list. Null and an absent list are the empty list. */
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .max(10_000)
    .nullish()
    .transform((items) => items ?? []);

/** A column that is a list, or NULL. */
const listOrNull = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .max(10_000)
    .nullish()
    .transform((items) => items ?? null);

const locale = storableText.trim().min(1, 'give a locale').max(10);
const markdown = storable(MAX_TEXT_LENGTH)
  .nullish()
  .transform((value) => value ?? '');

const localeTexts = z.object({
  locale,
  name: storableText
    .max(512)
    .nullish()
    .transform((value) => value ?? ''),
  shortDescription: markdown,
  description: markdown,
  instructions: markdown,
  perTaskInstructions: markdown,
});

const isoTime = z.union([z.literal(''), z.iso.datetime({ offset: true })]);

/** A day or a time as libraries write ISO 8601: with or without seconds, and with or without an offset. */
const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(?:Z|([+-]\d\d):?(\d\d)?)?)?$/i;

/** The full time with its offset. Without an offset it is in UTC. */
const inFull = (value: string): string =>
  value
    .trim()
    .replace(
      TIME,
      (_, day: string, minutes = '00:00', seconds = ':00', hours?: string, rest = '00') =>
        `${day}T${minutes}${seconds}${hours === undefined ? 'Z' : `${hours}:${rest}`}`,
    );

/** PostgreSQL reads offsets of less than 16 hours. */
const FAR_OFFSET = /[+-](?:1[6-9]|2\d):\d{2}$/;

/** Whether the time is in the years 1 to 9999 in UTC, which have four digits, and has an offset that can be stored. */
const isStorableTime = (text: string): boolean => {
  if (text === '') return true;
  const year = new Date(text).getUTCFullYear();
  return year >= 1 && year <= 9999 && !FAR_OFFSET.test(text);
};

/** A point in time as ISO 8601 with its offset; null for an empty text. */
const dueDate = z
  .string()
  .max(100)
  .transform(inFull)
  .refine((value) => isoTime.safeParse(value).success && isStorableTime(value), 'give a date as ISO 8601')
  .nullish()
  .transform((value) => value || null)
  .meta({ description: 'ISO 8601; without an offset it is in UTC' });

const customEditor = z.object({
  name: storableText.trim().min(1, 'give a name').max(50),
  description: text,
  url: storableText.trim().min(1, 'give an address'),
});

const permission = codeName('ANY', 'TEAMS');
const someId = z.object({ id: numberOrDigits });

const EXAMPLE = {
  status: 'PUBLISHED',
  projectPriority: 'HIGH',
  defaultLocale: 'en',
  difficulty: 'EASY',
  mappingPermission: 'ANY',
  mappingPermissionLevelId: 1,
  validationPermission: 'TEAMS',
  validationPermissionLevelId: 2,
  private: false,
  taskCreationMode: 'GRID',
  mappingEditors: ['ID', 'JOSM'],
  validationEditors: ['ID', 'JOSM'],
  projectInfoLocales: [
    {
      locale: 'en',
      name: 'Kathmandu buildings',
      shortDescription: 'Trace the buildings',
      description: 'After the **earthquake**',
      instructions: 'Trace every building',
      perTaskInstructions: '',
    },
  ],
  mappingTypes: ['BUILDINGS'],
  dueDate: '2027-03-01T00:00:00Z',
  teams: [{ teamId: 1, role: 'VALIDATOR' }],
};

export const projectEdit = z
  .object({
    status: codeName(...PROJECT_STATUSES),
    projectPriority: codeName(...PRIORITIES),
    defaultLocale: locale,
    difficulty: codeName(...DIFFICULTIES),
    mappingPermission: permission,
    mappingPermissionLevelId: numberOrDigits.meta({ description: 'Id of the mapping level that mappers need' }),
    validationPermission: permission,
    validationPermissionLevelId: numberOrDigits.meta({ description: 'Id of the mapping level that validators need' }),
    private: flag,
    taskCreationMode: codeName(...TASK_CREATION_MODES).meta({ description: 'Required, but ignored' }),
    mappingEditors: z.array(codeName(...EDITORS)).max(100),
    validationEditors: z.array(codeName(...EDITORS)).max(100),
    projectInfoLocales: z.array(localeTexts).max(1000).meta({
      description: 'Texts by locale. All except the name are Markdown. Other locales keep their texts.',
    }),
    enforceRandomTaskSelection: optionalFlag,
    rapidPowerUser: optionalFlag,
    changesetComment: trimmedText,
    osmchaFilterId: trimmedText.meta({ description: 'The id of a filter, or an address with `aoi=`' }),
    dueDate,
    imagery: trimmedText,
    josmPreset: text,
    idPresets: listOrNull(storableText),
    extraIdParams: text,
    mappingTypes: listOrNull(codeName(...MAPPING_TYPES)),
    countryTag: listOrNull(storableText),
    licenseId: numberOrDigits.nullish().transform((id) => id ?? null),
    organisation: numberOrDigits
      .nullish()
      .transform((id) => id ?? null)
      .meta({ description: 'Id of the organisation. Null keeps the organisation.' }),
    teams: listOf(z.object({ teamId: numberOrDigits, role: codeName(...TEAM_ROLE_NAMES) })),
    campaigns: listOf(someId),
    interests: listOf(someId),
    allowedUsernames: listOf(storableText),
    priorityAreas: listOf(z.unknown()).meta({ description: 'GeoJSON Polygons in degrees' }),
    customEditor: customEditor.nullish().transform((editor) => editor ?? null),
  })
  .meta({
    id: 'ProjectEdit',
    description:
      'The whole project. Fields that are absent or null are cleared, unless their description says otherwise. Unknown keys are ignored.',
    example: EXAMPLE,
  });

export const updated = z
  .object({ Status: z.literal('Updated') })
  .meta({ id: 'ProjectUpdated', description: 'The project is changed', examples: [{ Status: 'Updated' }] });
